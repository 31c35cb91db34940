"""The whole audit log as one list: what changed the figures, and what happened at the gate."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from access import store
from data import audit as figures
from data.audit import END, Line, Sought
from data.warehouse import Warehouse

SOURCE = "gate"
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "sign_in": ("sign_in",),
    "sign_out": ("sign_out",),
    "load": ("load", "send"),
    "undo": ("undo",),
    "lock": ("lock",),
    "unlock": ("unlock",),
    "explain": ("explain", "dismiss", "reopen"),
    "targets": ("targets",),
    "keep_view": ("keep_view", "drop_view"),
    "download_records": ("download_records",),
    "accounts": (
        "account_add",
        "account_change",
        "account_password",
        "account_sign_out",
        "account_remove",
        "accounts",
    ),
    "upkeep": ("restore", "rebuild", "migrate"),
    "audit": ("audit",),
    "request": ("request", "read"),
}
"""What can be looked for, and the actions that belong to it."""
# Who fails to sign in as somebody is not them, but it is looked for under their name.
ABOUT_PEOPLE = ("sign_in", *ACTIONS["accounts"])
NEVER, EVERY = -1, 2**62
PAGE = 500

COLUMNS = "at, number, actor, action, about, provinces, first, last, place, result, detail"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Place(NamedTuple):
    """A place in the list: that of a line, or before the first of all."""

    at: datetime = END
    source: str = SOURCE
    number: int = EVERY

    def within(self, source: str) -> tuple[datetime, int]:
        """Return after which moment and number the lines of a source go on from here."""
        if source == self.source:
            return self.at, self.number
        return self.at, EVERY if source < self.source else NEVER

    def __str__(self) -> str:
        microseconds = (self.at - EPOCH) // timedelta(microseconds=1)
        return f"{microseconds}-{self.source}-{self.number}"


def place_of(text: str) -> Place:
    """Return the place that a text names; whatever it says, there is one."""
    parts = text.split("-")
    if len(parts) != 3 or parts[1] not in (SOURCE, figures.SOURCE):
        return Place()
    if not (parts[0].isascii() and parts[0].isdecimal() and len(parts[0]) < 18):
        return Place()
    if not (parts[2].isascii() and parts[2].isdecimal() and len(parts[2]) < 18):
        return Place()
    return Place(EPOCH + timedelta(microseconds=int(parts[0])), parts[1], int(parts[2]))


def counted(warehouse: Warehouse | None, sought: Sought) -> int:
    """Return how many lines there are."""
    where, values = _where(sought)
    with store.reading() as connection:
        row = connection.execute(f"SELECT count(*) FROM events {where}", values).fetchone()  # noqa: S608
    return int(row[0]) + figures.counted(warehouse, sought)


def lines(
    warehouse: Warehouse | None, sought: Sought, after: Place, limit: int
) -> tuple[list[Line], Place | None]:
    """Return lines after a place, the latest first, and where those after them begin, if any do."""
    found = _gate(sought, after.within(SOURCE), limit + 1)
    found += figures.lines(warehouse, sought, after.within(figures.SOURCE), limit + 1)
    found.sort(key=lambda line: line.key, reverse=True)
    more = len(found) > limit
    return found[:limit], Place(*found[limit - 1].key) if more else None


def every(warehouse: Warehouse | None, sought: Sought, most: int) -> Iterator[Line]:
    """Give the lines one by one, the latest first, so many at most, read some at a time."""
    after: Place | None = Place()
    while after is not None and most > 0:
        found, after = lines(warehouse, sought, after, min(PAGE, most))
        most -= len(found)
        yield from found


def people(warehouse: Warehouse | None) -> list[str]:
    """Return everybody who did something, or to whose account something was done, by name."""
    marks = ", ".join("?" * len(ABOUT_PEOPLE))
    told = f"SELECT actor FROM events UNION SELECT about FROM events WHERE action IN ({marks})"  # noqa: S608
    with store.reading() as connection:
        names = {str(name) for (name,) in connection.execute(told, ABOUT_PEOPLE) if name}
    return sorted(names | figures.people(warehouse), key=str.casefold)


def _gate(sought: Sought, before: tuple[datetime, int], limit: int) -> list[Line]:
    where, values = _where(sought)
    at, number = before
    seconds = at.timestamp()
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM events {where} AND (at < ? OR (at = ? AND number < ?)) "  # noqa: S608
            "ORDER BY at DESC, number DESC LIMIT ?",
            [*values, seconds, seconds, number, limit],
        ).fetchall()
    return [_line(row) for row in rows]


def _where(sought: Sought) -> tuple[str, list[Any]]:
    """Return the condition; each part is only there where something is looked for."""
    parts = ["at >= ? AND at < ?"]
    values: list[Any] = [sought.since.timestamp(), sought.until.timestamp()]
    if sought.person:
        marks = ", ".join("?" * len(ABOUT_PEOPLE))
        parts.append(f"(actor = ? OR (about = ? AND action IN ({marks})))")
        values += [sought.person, sought.person, *ABOUT_PEOPLE]
    if sought.actions:
        parts.append(f"action IN ({', '.join('?' * len(sought.actions))})")
        values += sought.actions
    if sought.province:
        named = "EXISTS (SELECT 1 FROM json_each(provinces) WHERE value = ?)"
        parts.append(f"({named} OR (provinces = '[]' AND first <> ''))")
        values.append(sought.province)
    if sought.period:
        parts.append("first <> '' AND ? BETWEEN first AND last")
        values.append(sought.period)
    return "WHERE " + " AND ".join(parts), values


def _line(row: Sequence[Any]) -> Line:
    at, number, actor, action, about, provinces, first, last, place, result, detail = row
    return Line(
        at=datetime.fromtimestamp(at, UTC),
        source=SOURCE,
        number=number,
        actor=actor,
        action=action,
        about=about,
        provinces=tuple(json.loads(provinces)),
        first=first,
        last=last,
        place=place,
        result=result,
        detail=detail,
    )
