"""The audit log from the shell, as a table, as CSV or as JSON."""

import csv
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TextIO

from access.told import headers, told
from data.audit import Line
from data.exports import delimited
from data.periods import VIETNAM

COLUMNS = (
    "at", "actor", "action", "about", "provinces", "first", "last", "place", "result", "detail",
    "upload",
)  # fmt: skip


def as_table(lines: Iterable[Line], lang: str, out: TextIO) -> int:
    """Print lines for people, tabs between the fields; return how many."""
    count = 0
    for count, line in enumerate(lines, 1):
        if count == 1:
            out.write("\t".join(headers(lang).values()) + "\n")
        out.write("\t".join(_flat(text) for text in told(lang, line).values()) + "\n")
    return count


def as_csv(lines: Iterable[Line], out: TextIO) -> None:
    """Print lines as CSV under the ids of their fields, harmless for spreadsheets."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        cells = _cells(line) | {"provinces": "; ".join(line.provinces)}
        writer.writerow([delimited(cells[column]) for column in COLUMNS])


def as_json(lines: Iterable[Line], out: TextIO) -> None:
    """Print lines as one array, an object for each."""
    json.dump([_cells(line) for line in lines], out, ensure_ascii=False, indent=1)
    out.write("\n")


def day_begins(day: date | None, otherwise: datetime, *, after: bool = False) -> datetime:
    """Return when a day begins in the office, or the one after it; ``otherwise`` without a day."""
    if day is None:
        return otherwise
    begins = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    return (begins + timedelta(days=after)).astimezone(UTC)


def _cells(line: Line) -> dict[str, Any]:
    cells = {column: getattr(line, column) for column in COLUMNS}
    return cells | {"at": line.at.isoformat(), "provinces": list(line.provinces)}


def _flat(text: str) -> str:
    """Return a text on one line that nothing in it can move the terminal from."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
