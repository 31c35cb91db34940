"""A pivot laid out: its lines and columns with totals, and what stands in each cell."""

from dataclasses import dataclass
from functools import cached_property

from data.catalog import catalog
from data.exports import neutral
from data.filters import SLICE_DIMENSIONS
from data.kinds import Measure
from data.periods import grain_of
from data.pivot import Cell, Heading, Pivot
from pages.parts.exploring.asking import GRAINS, pivot_of, span_of
from pages.parts.exploring.inquiry import Inquiry
from pages.parts.exploring.saying import Figure, dimension_said, heading_said
from pages.parts.scope import MONTHS
from pages.parts.view import View

TOTAL = Heading((), ())


@dataclass(frozen=True)
class Column:
    """A column of figures: where it stands in the pivot, and what it is called."""

    name: str
    heading: Heading
    measure: str


@dataclass(frozen=True)
class Sheet:
    """A pivot laid out: lines and columns with totals, and the figure of each cell.

    ``drawn`` is the measure that a chart of it is of: the first where none is named.
    """

    view: View
    inquiry: Inquiry
    pivot: Pivot
    drawn: str = ""

    @property
    def measure(self) -> Measure:
        """The measure that a chart is of."""
        return catalog().askable[self.drawn] if self.drawn else self.inquiry.measures[0]

    @cached_property
    def lines(self) -> list[Heading]:
        """The lines below their total, where it is more than one of them."""
        alone = len(self.pivot.lines) == 1 or (self.inquiry.running and not self.inquiry.cols)
        return [*([] if alone else [TOTAL]), *self.pivot.lines]

    @cached_property
    def sides(self) -> list[str]:
        """What the columns of names are called."""
        return [dimension_said(self.view, d) for d in self.inquiry.rows]

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of figures; a total is the last unless the columns run up to it."""
        inquiry, headings = self.inquiry, list(self.pivot.columns)
        if not inquiry.cols or not inquiry.running:
            headings.append(TOTAL)
        found: dict[str, Column] = {}
        for heading in headings:
            for measure in inquiry.measures:
                name = str(neutral(self._named(heading, measure.label.in_(self.view.lang))))
                while name in found or name in self.sides:
                    # Two values may be said alike; a table needs them apart.
                    name += " "
                found[name] = Column(name, heading, measure.id)
        return list(found.values())

    def _named(self, heading: Heading, label: str) -> str:
        if not self.inquiry.cols:
            return label
        said = self.view.say("explore.total")
        if heading.key:
            said = self.said(heading, (self.inquiry.cols,))[0]
        return said if len(self.inquiry.measures) == 1 else f"{said} · {label}"

    def cell(self, line: Heading, column: Column) -> Cell:
        """Return the cell where a line and a column meet."""
        return self.pivot.cell(line.key, column.heading.key, column.measure)

    def figure(self, line: Heading, column: Column) -> Figure:
        """Return what is shown there: the figure, or its share in per cent."""
        of = self.inquiry.share
        if not of:
            return self.cell(line, column).value
        share = self.pivot.share(line.key, column.heading.key, column.measure, of=of)
        return None if share is None else share * 100

    def names(self, line: Heading) -> list[str]:
        """Return the words in the columns of names; a subtotal says so."""
        total = self.view.say("explore.total")
        said = self.said(line, self.inquiry.rows) if line.key else [total]
        depth = len(self.inquiry.rows)
        return (said + ([total] if len(said) < depth and line.key else []) + [""] * depth)[:depth]

    def said(self, heading: Heading, dimensions: tuple[str, ...]) -> list[str]:
        """Return the words of a line or column; of a part of a quarter or year how much it is."""
        said = heading_said(self.view, heading, dimensions)
        pairs = [] if heading.rest else list(zip(dimensions, heading.names, strict=False))
        for at, (dimension, name) in enumerate(pairs):
            n, whole = self.months(dimension, name)
            if n < whole:
                said[at] = self.view.say("explore.part", time=said[at], n=n, all=whole)
        return said

    def months(self, dimension: str, name: str | None) -> tuple[int, int]:
        """Return how many months of a quarter, half or year are counted, of how many."""
        grain = GRAINS.get(dimension, "month")
        if grain == "month":
            return 1, 1
        asked = [text.partition("..") for text in self.inquiry.where.get("period", ())]
        counted = [
            period
            for period in span_of(self.view, self.inquiry).periods
            if not asked or any(first <= period <= (last or first) for first, _, last in asked)
        ]
        return sum(grain_of(period, grain) == name for period in counted), MONTHS[grain]

    @property
    def covered(self) -> bool:
        """Whether each line is of reports of its own, and none of the figures says so itself."""
        own = all(measure.kind for measure in self.inquiry.measures)
        return own and set(self.inquiry.rows) <= set(SLICE_DIMENSIONS)

    @property
    def end(self) -> Heading:
        """The column a line adds up to: all of them, or the last that the others run up to."""
        running = self.inquiry.running and self.inquiry.cols and self.pivot.columns
        return self.pivot.columns[-1] if running else TOTAL

    @property
    def whole(self) -> Cell:
        """The total of everything; where lines run up to the last, that one."""
        first = self.measure.id
        if self.inquiry.running and not self.inquiry.cols and self.pivot.lines:
            return self.pivot.cell(self.pivot.lines[-1].key, (), first)
        return self.pivot.cell((), self.end.key, first)

    @property
    def counted(self) -> bool:
        """Whether there is anything but zeros and gaps."""
        return any(self.has(measure.id) for measure in self.inquiry.measures)

    def has(self, measure: str) -> bool:
        """Say whether there is anything but zeros and gaps of a measure."""
        return any(figures.get(measure, Cell()).value for figures in self.pivot.cells.values())

    def reports(self, line: Heading) -> tuple[int, int]:
        """Return how many reports are behind a line, over all its columns, of how many."""
        cell = self.pivot.cell(line.key, self.end.key, self.measure.id)
        return cell.received, cell.expected

    def is_denominator(self, line: Heading, column: Column) -> bool:
        """Say whether a cell is what the shares beside or below it are of."""
        of = self.inquiry.share
        return bool(of) and not (column.heading.key if of == "row" else line.key)


def sheet_of(view: View, inquiry: Inquiry) -> Sheet:
    """Return the laid out pivot of an inquiry."""
    return Sheet(view, inquiry, pivot_of(view, inquiry))
