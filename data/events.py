"""Congresses, anniversaries and elections from a reference table, by the periods they touch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data.definition import DefinitionError, Words, identifier, words_at
from data.periods import window
from data.provinces import REFERENCE, rows_in

FILE = "events.csv"
KINDS = ("congress", "election", "anniversary", "merger")
COLUMNS = ("id", "first", "last", "kind", "name_vi", "name_en", "source")


@dataclass(frozen=True)
class Event:
    """Something many activities may be about: its days, kind, name and where they are from."""

    id: str
    first: date
    last: date
    kind: str
    name: Words
    source: str


@cache
def events() -> tuple[Event, ...]:
    """Return the events of this installation in the order of their days."""
    return read_events(REFERENCE / FILE)


def read_events(path: Path) -> tuple[Event, ...]:
    """Read and check a table of events; raise DefinitionError naming file, line and column."""
    rows = rows_in(path)
    found = [_event(row, f"{path.name}", f"line {line}") for line, row in enumerate(rows, start=2)]
    for earlier, event in enumerate(found):
        if event.id in {other.id for other in found[:earlier]}:
            raise DefinitionError(path.name, f"line {earlier + 2}", f"{event.id} is there twice")
    return tuple(sorted(found, key=lambda event: (event.first, event.last)))


def _event(row: Mapping[str, str], file: str, line: str) -> Event:
    if None in row or set(row) != set(COLUMNS) or None in row.values():
        raise DefinitionError(file, line, f"the columns are {', '.join(COLUMNS)}")
    if row["kind"] not in KINDS:
        raise DefinitionError(file, f"{line} kind", f"must be one of {', '.join(KINDS)}")
    if not row["source"].strip():
        raise DefinitionError(file, f"{line} source", "the text is missing")
    first = _day(row, "first", file, line)
    last = _day(row, "last", file, line) if row["last"].strip() else first
    if last < first:
        raise DefinitionError(file, f"{line} last", "the last day is before the first")
    name = words_at({"vi": row["name_vi"], "en": row["name_en"]}, file, f"{line} name")
    id = identifier(row["id"], file, f"{line} id")
    return Event(id, first, last, row["kind"], name, row["source"].strip())


def _day(row: Mapping[str, str], column: str, file: str, line: str) -> date:
    try:
        return date.fromisoformat(row[column].strip())
    except ValueError as error:
        raise DefinitionError(file, f"{line} {column}", "write the day as 2026-01-19") from error


def events_in(
    periods: Iterable[str], *, known: Iterable[Event] | None = None
) -> dict[str, tuple[Event, ...]]:
    """Return the events of each period that has any: those that touch the days of its window."""
    every = tuple(events() if known is None else known)
    found = {}
    for period in periods:
        start, end = window(period)
        touched = tuple(e for e in every if e.first <= end and e.last >= start)
        if touched:
            found[period] = touched
    return found
