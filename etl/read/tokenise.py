"""UTF-8 bytes of a CSV to columns of text: fast where it is sound, else carefully.

Sound bytes go through Arrow, which cannot say which row is broken; all others go through the
``csv`` module record by record. Both give the same table (the tests hold them to it).
"""

import io
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from etl.problem import Problem
from etl.read.headers import Head
from etl.read.records import Record, records
from etl.read.structure import quotes, quotes_are_sound, trimmed
from etl.read.texts import clean

# Each unclosed quote swallows text up to the next one; so many of them are no table.
MOST_UNCLOSED = 100
# In characters the csv module refuses a longer cell; in bytes Arrow leaves it to that module.
_LONGEST_CELL = 131_072
_BLOCK = 1 << 22
# Starting threads takes longer than a small report.
_THREADED = 1 << 20
_TEXTS = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Table:
    """Columns as typed, the sheet's number of each row, and the rows that are broken."""

    columns: tuple[pa.DictionaryArray, ...]
    rows: npt.NDArray[np.int64]
    problems: tuple[Problem, ...] = ()


def tokenise(utf8: memoryview, head: Head) -> Table:
    """Return the rows below the header; UnicodeDecodeError if the bytes are not UTF-8."""
    return tokenise_fast(utf8, head) or tokenise_carefully(utf8, head)


def tokenise_fast(utf8: memoryview, head: Head) -> Table | None:
    """Return the rows if every one of them is well-formed, else None."""
    body = trimmed(utf8[head.below :])
    if not len(body) or not head.sound:
        return None
    quoted = quotes(body)
    if not quotes_are_sound(body, quoted, head.delimiter):
        return None
    columns = _arrow_columns(body, head, line_breaks=bool(len(quoted)))
    return Table(columns, np.arange(len(columns[0])) + head.row + 1) if columns else None


def _arrow_columns(
    body: memoryview, head: Head, *, line_breaks: bool
) -> tuple[pa.DictionaryArray, ...] | None:
    """Return the columns, or None if Arrow finds a row broken or the bytes are not UTF-8."""
    names = [str(number) for number in range(len(head.headers))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(body)),
            arrow_csv.ReadOptions(
                column_names=names, block_size=_BLOCK, use_threads=len(body) >= _THREADED
            ),
            arrow_csv.ParseOptions(
                delimiter=head.delimiter,
                newlines_in_values=line_breaks,
                # An empty line then is a row of empty cells, and rows keep their numbers.
                ignore_empty_lines=False,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, _TEXTS),
                check_utf8=False,
                null_values=[],
                strings_can_be_null=False,
            ),
        )
        return tuple(map(_distinct, table.columns))
    except pa.ArrowInvalid:
        return None


def _distinct(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Return the column by its distinct texts, checked here instead of in every cell.

    Each block has found its own distinct texts: every cell as text first would need 0.2 GB more
    for a million rows.
    """
    found = column.unify_dictionaries().combine_chunks()
    found.dictionary.validate(full=True)
    longest = pc.max(pc.binary_length(found.dictionary)).as_py()
    if longest > _LONGEST_CELL:
        raise pa.ArrowInvalid("a cell too long")
    return found


class _Columns:
    """Columns under construction: each distinct text once, and a code for every row."""

    def __init__(self, width: int) -> None:
        self._texts: list[dict[str, int]] = [{} for _ in range(width)]
        self._codes = [array("i") for _ in range(width)]

    def add(self, cells: list[str]) -> None:
        for texts, codes, cell in zip(self._texts, self._codes, cells, strict=True):
            codes.append(texts.setdefault(cell, len(texts)))

    def arrays(self) -> tuple[pa.DictionaryArray, ...]:
        return tuple(
            pa.DictionaryArray.from_arrays(
                np.array(codes, np.int32), pa.array(list(texts), pa.string())
            )
            for texts, codes in zip(self._texts, self._codes, strict=True)
        )


def tokenise_carefully(utf8: memoryview, head: Head) -> Table:
    """Return the well-formed rows one by one, and a problem for each that is not."""
    columns, rows = _Columns(len(head.headers)), array("q")
    problems: list[Problem] = []
    unclosed = 0
    for number, record in enumerate(all_records(utf8, head.delimiter), start=1):
        problem = _problem(record, number, head)
        if problem:
            problems.append(problem)
        elif number > head.row and len(record.cells) == len(head.headers):
            columns.add(record.cells)
            rows.append(number)
        unclosed += record.fault == "quote_unclosed"
        if unclosed > MOST_UNCLOSED:
            problems.append(Problem("more_problems", says={"shown": str(len(problems))}))
            break
    return Table(columns.arrays(), np.array(rows, np.int64), tuple(problems))


def all_records(utf8: memoryview, delimiter: str) -> Iterator[Record]:
    lines = io.TextIOWrapper(io.BytesIO(utf8), encoding="utf-8", newline="")
    return records(lines, delimiter)


def _problem(record: Record, number: int, head: Head) -> Problem | None:
    """Return what is wrong with a record; above the header any number of cells is right."""
    if record.fault == "text_too_long":
        return Problem(record.fault, number, says={"limit": str(_LONGEST_CELL)})
    if record.fault:
        return Problem(record.fault, number)
    found, expected = len(record.cells), len(head.headers)
    if number <= head.row or found == expected or not any(map(clean, record.cells)):
        return None
    return Problem("cells_count", number, says={"found": str(found), "expected": str(expected)})
