"""Mend lines as they were typed, where it is not clear into which cells they divide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from etl.examine import Report
from etl.mend.remade import ENDS, UnmendableError, opened, remade, rows_said
from etl.read.grid import Grid
from etl.read.texts import CONTROL
from etl.sheet import Noted

MOST, LONGEST = 10, 4_000
"""Broken lines that are shown at a time, and how many characters of each."""


@dataclass(frozen=True)
class Line:
    """One line of the file: ``at`` is its place from 0, ``row`` the row that it belongs to.

    ``text`` is without its end, without control characters, and of a very long line only the
    beginning; ``length`` is then the whole. ``fault`` is the kind of problem, None of a neighbour.
    """

    at: int
    row: int
    text: str
    length: int
    fault: str | None = None


def broken_lines(report: Report) -> tuple[Line, ...]:
    """Return the first broken lines of a report, each with its neighbours; none if it has none."""
    try:
        rows, _ = opened(report)
    except UnmendableError:
        return ()
    faults = dict(islice(_faults(rows), MOST))
    near = {at + step for at in faults for step in (-1, 0, 1)} & set(range(len(rows.lines)))
    owners = _owners(rows, near)
    return tuple(_line(rows, at, owners[at], faults.get(at)) for at in sorted(near))


def _faults(rows: Grid) -> Iterator[tuple[int, str]]:
    """Yield the first line of every row that cannot be told into cells, and why."""
    for number, (start, row) in enumerate(zip(rows.starts, rows.rows, strict=True), start=1):
        if row.fault:
            yield start, row.fault
        elif number <= (rows.header_row or 0) and any(map(CONTROL.search, row.cells)):
            yield start, "control_character"


def _owners(rows: Grid, lines: set[int]) -> Mapping[int, int]:
    """Return the number of the row that each of the lines belongs to."""
    found, number = {}, 0
    for at in sorted(lines):
        while number < len(rows.rows) and rows.starts[number] <= at:
            number += 1
        found[at] = number
    return found


def _line(rows: Grid, at: int, row: int, fault: str | None) -> Line:
    text = CONTROL.sub("", rows.lines[at].rstrip(ENDS))
    return Line(at, row, text[:LONGEST], len(text), fault)


def with_lines(report: Report, texts: Mapping[int, str]) -> Report:
    """Return a new report with other lines, keyed by their place; an empty one stays as a blank.

    Raises UnmendableError, and LookupError for a line that the file does not have.
    """
    rows, _ = opened(report)
    lines = [*rows.lines]
    for at, text in texts.items():
        whole = lines[at]
        lines[at] = text.rstrip(ENDS) + whole[len(whole.rstrip(ENDS)) :]
    owners = _owners(rows, set(texts))
    note = Noted("mended_lines", {"rows": rows_said(set(owners.values()))})
    return remade(report, (rows.sep + "".join(lines)).encode(), [note])
