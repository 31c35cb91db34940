"""Every row of a file as it is divided into cells, whether or not one of them is its header."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from etl.problem import Problem
from etl.read.encodings import decode
from etl.read.headers import DELIMITERS, NoHeader, find_head, sep_line
from etl.read.records import Record, records
from etl.read.texts import clean
from etl.read.tokenise import MOST_UNCLOSED
from etl.read.workbook import is_workbook, read_workbook

SEARCHED = 30
"""Rows among which the header of a report is looked for."""


@dataclass(frozen=True)
class Grid:
    """The text of a file line by line, and its rows; ``sep`` is a line that is not one of them.

    Rows are numbered as the sheet numbers them, from 1; ``header_row`` is None where the reader
    finds no header, and the delimiter is then the one that divides the first rows best.
    """

    sep: str
    lines: tuple[str, ...]
    delimiter: str
    rows: tuple[Record, ...]
    header_row: int | None

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """At which line each row begins, from 0."""
        return tuple(accumulate((row.lines for row in self.rows), initial=0))[: len(self.rows)]

    def cells(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield number and clean cells of every row that holds any text."""
        for number, row in enumerate(self.rows, start=1):
            cells = [*map(clean, row.cells)]
            if any(cells):
                yield number, cells


def grid_of(data: bytes, known: Set[str]) -> Grid | None:
    """Return the rows of a CSV or XLSX report, None if its bytes are no text or no workbook."""
    if is_workbook(data):
        cells = read_workbook(data, known)
        return None if isinstance(cells, tuple) else _grid(memoryview(cells), known, sep=False)
    text = decode(data, trust_sample=False)
    return None if isinstance(text, Problem) else _grid(text.utf8, known, sep=True)


def _grid(utf8: memoryview, known: Set[str], *, sep: bool) -> Grid:
    skip, named = sep_line(utf8) if sep else (0, None)
    head = find_head(utf8[skip:], known, named)
    lines = tuple(io.StringIO(bytes(utf8[skip:]).decode(), newline=""))
    delimiter = named or _dividing(lines) if isinstance(head, NoHeader) else head.delimiter
    return Grid(
        sep=bytes(utf8[:skip]).decode(),
        lines=lines,
        delimiter=delimiter,
        rows=tuple(_rows(lines, delimiter)),
        header_row=None if isinstance(head, NoHeader) else head.row,
    )


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[Record]:
    """Yield the rows as the reader does: up to where so many quotes are open that none is sure."""
    unclosed = 0
    for row in records(lines, delimiter):
        yield row
        unclosed += row.fault == "quote_unclosed"
        if unclosed > MOST_UNCLOSED:
            return


def _dividing(lines: Sequence[str]) -> str:
    """Return the delimiter under which most of the first rows have one width, the widest."""

    def evenness(delimiter: str) -> tuple[int, int]:
        first = islice(records(lines, delimiter), SEARCHED)
        widths = Counter(len(row.cells) for row in first if len(row.cells) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=evenness)
