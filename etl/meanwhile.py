"""What became of a report's slices between its preview and its sending."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from data.periods import VIETNAM
from data.warehouse import Connection
from etl.check.clean import Slice
from etl.load import staged_slices, staging
from etl.problem import Problem

CURRENT = """
SELECT s.vintage, s.province_code, s.period, s.upload, u.sent_at, u.sender
FROM slices AS s JOIN uploads AS u USING (upload)
SEMI JOIN staged_slices USING (vintage, province_code, period)
"""
Key = tuple[int, str, str]
Base = Iterable[tuple[Slice, str | None]]


@dataclass(frozen=True)
class Current:
    """The upload that is the current version of a slice: which, when and by whom."""

    upload: str
    at: datetime
    sender: str


def key_of(one: Slice) -> Key:
    """Return what names a slice, whichever report it comes from."""
    return one.vintage, one.code, one.period


def current(connection: Connection | None, slices: Sequence[Slice]) -> Mapping[Key, Current]:
    """Return the current upload of each slice that is loaded; None is an empty store."""
    if connection is None or not slices:
        return {}
    with staging(connection, staged_slices=staged_slices(slices)):
        rows = connection.execute(CURRENT).fetchall()
    return {
        (vintage, code, period): Current(upload, at.replace(tzinfo=UTC), sender)
        for vintage, code, period, upload, at, sender in rows
    }


def moved(connection: Connection | None, base: Base) -> Mapping[Key, Current | None]:
    """Return the slices whose current upload is another than ``base`` says, and which it is."""
    before = {key_of(one): (one, upload) for one, upload in base}
    now = current(connection, [one for one, _ in before.values()])
    uploads = {key: found.upload for key, found in now.items()}
    return {k: now.get(k) for k, (_, upload) in before.items() if uploads.get(k) != upload}


def changed(slices: Iterable[Slice], since: Mapping[Key, Current | None]) -> Iterator[Problem]:
    """Refuse the slices of a report that have changed since it was looked at."""
    for one in slices:
        if key_of(one) in since:
            period = f"{one.period[5:]}/{one.period[:4]}"
            says = {"province": one.province, "period": period}
            yield Problem("changed_meanwhile", says=says | _who(since[key_of(one)]))


def _who(now: Current | None) -> dict[str, str]:
    """Return who brought the version that is current now; of an undone one there is nobody."""
    if now is None:
        return {}
    return {"sender": now.sender, "at": f"{now.at.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"}
