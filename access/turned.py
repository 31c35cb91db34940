"""What the gate turns away is counted for the audit log, which it must not fill."""

import logging
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool

from access import events, store
from access.accounts import Account
from access.attempts import network

LOG = logging.getLogger(__name__)
DAY = 24 * 3600
MOST = 1000
"""Kinds that are told apart; what comes from still more addresses is counted as one."""
OTHERS = "…"


class Kind(NamedTuple):
    """Whose requests, from where, to which door, and why they were turned away."""

    name: str
    place: str
    about: str
    why: str


class TurnedAway:
    """Counts refusals; anybody can bring about as many as they like, and must not fill the disk.

    A line that says it was the hundredth of its kind tells of at least a hundred.
    """

    def __init__(self) -> None:
        self._counts = dict[Kind, int]()
        self._since = 0

    async def note(self, who: Account | None, address: str, about: str, why: str) -> None:
        """Count one, and write a line where its number has another digit than the one before."""
        kind = self._kind(Kind(who.name if who else "", network(address), about, why))
        self._counts[kind] = number = self._counts.get(kind, 0) + 1
        if str(number).strip("0") == "1":
            await run_in_threadpool(_write, kind, number)

    def _kind(self, kind: Kind) -> Kind:
        """Return what it is counted as, from zero again after a day."""
        now = store.now()
        if not 0 <= now - self._since < DAY:
            self._counts, self._since = {}, now
        known = kind in self._counts or len(self._counts) < MOST
        return kind if known else kind._replace(name="", place=OTHERS)


def _write(kind: Kind, number: int) -> None:
    detail = f"{kind.why}, {number} times" if number > 1 else kind.why
    told = events.Event(
        "request", kind.name, kind.about, place=kind.place, result="refused", detail=detail
    )
    try:
        events.add(told)
    except store.FAILURES:
        LOG.exception("A refusal could not be written into the audit log: %s", told)
