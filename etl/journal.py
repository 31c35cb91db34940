"""The audit log as it is read, and what was kept with an upload beside its rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from data.periods import VIETNAM
from data.warehouse import Warehouse
from etl.problem import Problem, again

EVENTS = """
SELECT step, logged_at, actor, action, upload, file, result, detail FROM audit
WHERE ? IN ('', upload) ORDER BY step DESC LIMIT ?
"""


@dataclass(frozen=True)
class Event:
    """One line of the audit log: who did what, when, with what result."""

    step: int
    at: datetime
    actor: str
    action: str
    upload: str
    file: str
    result: str
    detail: str


@dataclass(frozen=True)
class Kept:
    """What was found in an upload when it was sent, and why it was sent all the same."""

    warnings: tuple[Problem, ...] = ()
    normalised: tuple[str, ...] = ()
    reason: str = ""


def events(warehouse: Warehouse | None, *, upload: str = "", limit: int = 500) -> list[Event]:
    """Return what was done, the latest first, of one upload or of all."""
    rows = warehouse.rows(EVENTS, [upload, limit]) if warehouse else []
    return [_event(row) for row in rows]


def _event(row: Sequence[Any]) -> Event:
    step, at, *texts = row
    moment = at.replace(tzinfo=UTC).astimezone(VIETNAM)
    return Event(step, moment, *(text or "" for text in texts))


def kept_with(warehouse: Warehouse | None, upload: str) -> Kept:
    """Return the warnings, normalisations and reason of an upload; nothing of an unknown one."""
    sql = "SELECT notes FROM uploads WHERE upload = ?"
    found = warehouse.rows(sql, [upload]) if warehouse else []
    if not found or not found[0][0]:
        return Kept()
    told = json.loads(found[0][0])
    return Kept(
        warnings=tuple(again(warning) for warning in told.get("warnings", ())),
        normalised=tuple(told.get("normalised", ())),
        reason=told.get("reason", ""),
    )
