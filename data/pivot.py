"""A pivot: measures by rows and columns, each total and subtotal asked as a question."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from data.catalog import catalog
from data.filters import SLICE_DIMENSIONS, Filters
from data.fold import fold
from data.questions import LISTS, Question

EXPECTED, RECEIVED = "reports_expected", "reports_received"
WRITTEN_OUT = ("form", "organiser", "topic")
SUM = re.compile(r"sum\(\w+\)|count\(\*\)")

Key = tuple[str | None, ...]
Asked = Callable[[Question], pd.DataFrame]
Figures = Mapping[str, "Cell"]


@dataclass(frozen=True)
class Cell:
    """A figure and the reports it rests on; without a value ``state`` says why."""

    value: int | None = None
    qualifier: str = ""
    received: int = 0
    expected: int = 0

    @property
    def state(self) -> str:
        """Return known, unstated (no activity gives a number), missing or not_expected."""
        if self.value is not None:
            return "known"
        return "unstated" if self.received else "missing" if self.expected else "not_expected"


@dataclass(frozen=True)
class Heading:
    """A line or column: its keys from the outside in, and what territories are called."""

    key: Key
    names: Key
    rest: int = 0


@dataclass(frozen=True)
class Shape:
    """What is asked: measures by up to two row dimensions and up to one column dimension."""

    measures: tuple[str, ...]
    rows: tuple[str, ...] = ()
    cols: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)

    @property
    def groupings(self) -> Iterator[tuple[str, ...]]:
        """The dimensions of the cells, of the subtotals, and of the totals of both sides."""
        for depth in range(len(self.rows), -1, -1):
            for cols in dict.fromkeys((self.cols, ())):
                yield (*self.rows[:depth], *cols)


@dataclass(frozen=True)
class Pivot:
    """Lines (a subtotal before what it is made of) by columns; the key of a total is ``()``."""

    shape: Shape
    lines: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: Mapping[tuple[Key, Key], Figures]

    def cell(self, line: Key, column: Key, measure: str) -> Cell:
        """Return the figure where a line and a column meet."""
        return self.cells.get((line, column), {}).get(measure, Cell())

    def share(self, line: Key, column: Key, measure: str, *, of: str) -> float | None:
        """Return a figure as a share of its ``row`` or ``column`` total, None without both."""
        whole = self.cell(line, (), measure) if of == "row" else self.cell((), column, measure)
        part = self.cell(line, column, measure).value
        return None if part is None or not whole.value else part / whole.value


def is_additive(measure: str, dimension: str) -> bool:
    """Say whether the figures of a dimension's values add up: no activity stands in two."""
    known = catalog().askable[measure]
    if dimension in LISTS or known.of:
        return False
    return known.kind is None or bool(SUM.fullmatch(known.sql))


def pivot(shape: Shape, ask: Asked) -> Pivot:
    """Return the pivot; ``ask`` answers a question as ``data.questions.ask`` does."""
    answers = {by: _Answer(shape, by, ask) for by in shape.groupings}
    width = len(shape.rows)
    sides = [shape.rows[:depth] for depth in range(1, width + 1)]
    lines = nested([heading for side in sides for heading in answers[side].headings()])
    columns = tuple(answers[shape.cols].headings()) if shape.cols else ()
    cells = {
        (line, column): answers[(*shape.rows[: len(line)], *shape.cols[: len(column)])].cells(
            (*line, *column)
        )
        for line in [heading.key for heading in lines] + [()]
        for column in [heading.key for heading in columns] + [()]
    }
    return Pivot(shape, lines, columns, cells)


class _Answer:
    """The figures of one grouping, and the reports behind each of its cells."""

    def __init__(self, shape: Shape, by: tuple[str, ...], ask: Asked) -> None:
        self.measures = shape.measures
        where = shape.filters.where
        places = {d: values for d, values in where.items() if d in SLICE_DIMENSIONS}
        self.by = by
        self.slices = tuple(d for d in by if d in SLICE_DIMENSIONS)
        reports = Question(
            (EXPECTED, RECEIVED), self.slices, replace(shape.filters, where=places, search="")
        )
        question = Question(self.measures, by, shape.filters)
        if self.slices == by and reports.filters == shape.filters:
            whole = tuple(dict.fromkeys((*self.measures, EXPECTED, RECEIVED)))
            figures = covered = _rows(ask(replace(question, measures=whole)))
        else:
            figures, covered = _rows(ask(question)), _rows(ask(reports))
        self.figures = {_key(row, by): row for row in figures}
        self.reports = {_key(row, self.slices): row for row in covered}

    def headings(self) -> list[Heading]:
        """Return the groups there are; of places and periods all that were to report."""
        rows = list(self.figures.items())
        if self.slices == self.by:
            rows = [*self.reports.items(), *rows]
        named = {key: tuple(row[d] for d in self.by) for key, row in reversed(rows)}
        order = sorted(dict.fromkeys(key for key, _ in rows), key=self._rank)
        return [Heading(key, tuple(map(_text, named[key]))) for key in order]

    def _rank(self, key: Key) -> tuple[tuple[int, str], ...]:
        """Return where values stand: in the catalog's list, or by letter; others as they came."""
        return tuple(_place(d, value) for d, value in zip(self.by, key, strict=True))

    def cells(self, key: Key) -> Figures:
        """Return the figures of a group; what is missing is not zero."""
        at = tuple(k for k, d in zip(key, self.by, strict=True) if d in SLICE_DIMENSIONS)
        reports = self.reports.get(at, {})
        received, expected = (int(str(reports.get(id, 0))) for id in (RECEIVED, EXPECTED))
        row = self.figures.get(key, {})
        return {m: self._cell(row, m, received, expected) for m in self.measures}

    def _cell(self, row: Mapping[str, object], id: str, received: int, expected: int) -> Cell:
        measure = catalog().askable[id]
        # A report is expected, and a target set, whether or not anybody has reported.
        due = measure.kind is None or (measure.of and not measure.is_share)
        known = expected if due else received
        if not known or not row.get(f"{id}_stated", True):
            return Cell(None, "", received, expected)
        value = row.get(id, 0)
        return Cell(int(str(value)), str(row.get(f"{id}_qualifier", "")), received, expected)


def _place(dimension: str, value: str | None) -> tuple[int, str]:
    ids = [item.id for item in catalog().lists.get(dimension, ())]
    at = ids.index(value) if value in ids else len(ids) + (value is None)
    return at, fold(value) if value and dimension in WRITTEN_OUT else ""


def _rows(table: pd.DataFrame) -> list[dict[str, object]]:
    names = [str(name) for name in table.columns]
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _key(row: Mapping[str, object], by: Sequence[str]) -> Key:
    return tuple(_text(row[f"k_{d}"]) for d in by)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def nested(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Put each heading behind the one it belongs to, in the order they came."""
    below: dict[Key, list[Heading]] = {}
    for heading in headings:
        below.setdefault(heading.key[:-1], []).append(heading)

    def walk(key: Key) -> Iterator[Heading]:
        for heading in below.get(key, ()):
            yield heading
            yield from walk(heading.key)

    return tuple(walk(()))
