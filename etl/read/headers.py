"""Which row of a report is its header, and by what its cells are divided."""

import io
import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import islice

from data.fold import fold
from etl.read.records import Record, records
from etl.read.texts import CONTROL, clean
from etl.sheet import Noted

DELIMITERS = (",", ";", "\t", "|")
_BYTES = 1 << 18
_ROWS = 30
_SEP = re.compile(rb'"?sep=([\t!-~])?"?[,;\t]*(?:\r\n|\n|\r|$)', re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The rows up to the header, and where in the bytes the rows below it begin."""

    delimiter: str
    headers: tuple[str, ...]
    row: int
    above: tuple[Record, ...]
    below: int
    noted: tuple[Noted, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether no row above the header is broken."""
        return not any(record.fault for record in self.above)


@dataclass(frozen=True)
class NoHeader:
    """What the first rows hold where none is a header; ``table`` if they have cells at all."""

    cells: tuple[str, ...]
    table: bool


def sep_line(body: memoryview) -> tuple[int, str | None]:
    """Return the length of a ``sep=`` line before the first row, and the delimiter it names."""
    match = _SEP.match(bytes(body[:32]))
    if not match:
        return 0, None
    named = (match[1] or b"").decode()
    return match.end(), named if named and not named.isalnum() and named != '"' else None


def find_head(body: memoryview, known: Set[str], named: str | None = None) -> Head | NoHeader:
    """Return the row with most known names, under the delimiter that shows most of them."""
    lines = _first_lines(body)
    wanted = dict.fromkeys((*([named] if named else ()), *DELIMITERS))
    read = {one: tuple(islice(records(lines, one), _ROWS)) for one in wanted}
    best, row, delimiter = 0, 0, ","
    for one, rows in read.items():
        for number, record in enumerate(rows):
            score = _known_names(record.cells, known)
            if score > best:
                best, row, delimiter = score, number, one
    if not best:
        return _no_header([record for rows in read.values() for record in rows])
    return _head(lines, read[delimiter], row, delimiter)


def _no_header(rows: list[Record]) -> NoHeader:
    cells = dict.fromkeys(cell for record in rows for cell in record.cells)
    divided = any(len(record.cells) > 1 for record in rows)
    return NoHeader(tuple(map(clean, cells)), divided and not any(map(CONTROL.search, cells)))


def _first_lines(body: memoryview) -> list[str]:
    """Return the first lines; the last is left out where the sample cuts it."""
    text = bytes(body[:_BYTES]).decode("utf-8", errors="replace")
    lines = list(io.StringIO(text, newline=""))
    return lines[:-1] if len(body) > _BYTES else lines


def _known_names(cells: list[str], known: Set[str]) -> int:
    """Count the known names in a row; 0 unless it can be a header."""
    keys = {fold(clean(cell)) for cell in cells} - {""}
    found = len(keys & known)
    return found if found > 2 or (found == 2 and keys <= known) else 0


def _head(lines: list[str], rows: tuple[Record, ...], row: int, delimiter: str) -> Head:
    taken = sum(record.lines for record in rows[: row + 1])
    above = rows[:row]
    written = sum(any(map(clean, record.cells)) or record.fault is not None for record in above)
    noted = [Noted("title_lines", {"lines": str(written)})] if written else []
    if any(line.endswith("\r") for line in lines[:-1]):
        noted.append(Noted("line_ends", {"name": "CR"}))
    return Head(
        delimiter=delimiter,
        headers=tuple(map(clean, rows[row].cells)),
        row=row + 1,
        above=above,
        below=sum(len(line.encode()) for line in lines[:taken]),
        noted=tuple(noted),
    )
