"""The cells of one column: each distinct text read once, each problem told for all its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.catalog import Column
from etl.problem import Problem
from etl.sheet import Sheet
from etl.values import Reason, Value

Rows = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Doubted:
    """A text that is kept as typed although the list does not know it: a warning."""

    value: Value[Any]
    reason: Reason


Outcome = Value[Any] | Reason | Doubted | None


@dataclass(frozen=True)
class Cells:
    """A column of the sheet: ``codes`` says for each row which of the distinct texts it holds."""

    field: str
    header: str
    codes: Rows
    dictionary: pa.Array

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts."""
        texts: list[str] = self.dictionary.to_pylist()
        return texts

    @cached_property
    def empty(self) -> Rows:
        """Whether each row's cell is empty."""
        return self.where(pc.equal(self.dictionary, ""))

    def text(self, index: int) -> str:
        """Return the text of one row, by its place in the table."""
        return str(self.dictionary[int(self.codes[index])])

    def where(self, of_text: pa.Array | Sequence[bool]) -> Rows:
        """Spread a truth about each distinct text over the rows."""
        if isinstance(of_text, pa.Array):
            truths: Rows = of_text.to_numpy(zero_copy_only=False).astype(bool)
        else:
            truths = np.fromiter(of_text, bool)
        spread: Rows = truths[self.codes]
        return spread

    def nullable(self) -> pa.DictionaryArray:
        """Return the column with its empty cells as nulls."""
        codes = pa.array(self.codes, mask=self.empty)
        return pa.DictionaryArray.from_arrays(codes, self.dictionary)

    def typed(self, reader: Callable[[str], Outcome]) -> "Typed":
        """Read each distinct text once."""
        return Typed(self, [reader(text) if text else None for text in self.texts])

    def paired(self, other: Rows, reader: Callable[[str, int], Outcome]) -> "Typed":
        """Read each distinct pair of a text and a small number of its row once."""
        many = int(other.max(initial=0)) + 1
        codes, pairs = pd.factorize(self.codes.astype(np.int64) * many + other)
        texts = [self.texts[int(pair) // many] for pair in pairs]
        cells = Cells(self.field, self.header, codes, pa.array(texts, pa.string()))
        numbers = [int(pair) % many for pair in pairs]
        read = [reader(t, n) if t else None for t, n in zip(texts, numbers, strict=True)]
        return Typed(cells, read)


@dataclass(frozen=True)
class Typed:
    """What the distinct texts of a column mean: one outcome for each, None for an empty one."""

    cells: Cells
    outcomes: list[Outcome]

    @cached_property
    def understood(self) -> list[Value[Any] | None]:
        """The value of each distinct text, doubted ones too; None for empty and refused ones."""
        inner = (o.value if isinstance(o, Doubted) else o for o in self.outcomes)
        return [o if isinstance(o, Value) else None for o in inner]

    @cached_property
    def valued(self) -> Rows:
        """Whether each row has a value."""
        return self.cells.where([v is not None for v in self.understood])

    def values(self, pick: Callable[[Any], object], dtype: npt.DTypeLike, empty: object) -> Rows:
        """Spread a part of each value over the rows; ``empty`` where there is none."""
        picked = [pick(v.value) if v else empty for v in self.understood]
        return np.array(picked, dtype=dtype)[self.cells.codes]

    def at(self, index: int) -> Value[Any]:
        """Return the value of one row that is known to have one, by its place in the table."""
        value = self.understood[int(self.cells.codes[index])]
        if value is None:
            raise IndexError(index)
        return value

    def labels(self, pick: Callable[[Value[Any]], str | None]) -> pa.DictionaryArray:
        """Spread a text of each value over the rows, null where there is none."""
        picked = pa.array([pick(v) if v else None for v in self.understood], pa.string())
        codes = pa.array(self.cells.codes, mask=self.cells.where(picked.is_null()))
        return pa.DictionaryArray.from_arrays(codes, picked.fill_null(""))

    def stored(self, default: object = None) -> Rows:
        """Return one number per row, the same for cells stored alike; empty means ``default``."""
        order: dict[object, int] = {}
        keys = [
            order.setdefault((v.value, v.qualifier) if v else (default, None), len(order))
            for v in self.understood
        ]
        return np.array(keys, dtype=np.uint64)[self.cells.codes]

    def reasons(self, rows: Rows, silent: Rows) -> Iterator[Problem]:
        """Tell every row whose text was not understood or doubted, except silent rows."""
        told = [isinstance(o, (Reason, Doubted)) for o in self.outcomes]
        if not any(told):
            return
        for index in np.flatnonzero(self.cells.where(told) & ~silent):
            code = int(self.cells.codes[index])
            outcome = self.outcomes[code]
            reason = outcome.reason if isinstance(outcome, Doubted) else outcome
            if isinstance(reason, Reason):
                yield self._problem(reason, int(rows[index]), self.cells.texts[code])

    def _problem(self, reason: Reason, row: int, text: str) -> Problem:
        cells = self.cells
        return Problem(
            reason.kind, row, cells.header, cells.field, text, reason.offers, reason.says
        )


def at_rows(
    kind: str, cells: Cells, where: Rows, rows: Rows, *, says: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """Tell one kind of problem for every row where it holds, with the cell's text."""
    for index in np.flatnonzero(where):
        text = cells.text(int(index)) or None
        yield Problem(kind, int(rows[index]), cells.header, cells.field, text, says=says or {})


def empty_cells(cells: Cells, rows: Rows, silent: Rows) -> Iterator[Problem]:
    """Tell the empty cells of a required column, except of silent rows."""
    for problem in at_rows("required_empty", cells, cells.empty & ~silent, rows):
        # The text of the nearest filled row above is offered: merged cells lose it.
        above = np.flatnonzero(~cells.empty & (rows < problem.row))
        offers = (cells.text(int(above[-1])),) if len(above) else ()
        yield replace(problem, offers=offers)


def long_texts(cells: Cells, rows: Rows, silent: Rows, limit: int) -> Iterator[Problem]:
    """Tell texts longer than so many characters, except of silent rows."""
    long = pc.greater(pc.utf8_length(cells.dictionary), limit)
    if pc.any(long).as_py():
        says = {"limit": str(limit)}
        yield from at_rows("text_too_long", cells, cells.where(long) & ~silent, rows, says=says)


def cells_of(
    sheet: Sheet, position: Mapping[str, int], columns: Mapping[str, Column]
) -> dict[str, Cells]:
    """Return the cells of every column by id; of those the sheet does not have, empty ones."""
    nothing = np.zeros(len(sheet.rows), np.int32)
    cells = {}
    for id, column in columns.items():
        if id in position:
            array = sheet.columns[position[id]]
            codes = array.indices.to_numpy(zero_copy_only=False)
            cells[id] = Cells(id, sheet.headers[position[id]], codes, array.dictionary)
        else:
            cells[id] = Cells(id, column.label.vi, nothing, pa.array([""]))
    return cells
