"""An inquiry asked: its filters within the shared ones, and its pivot, built once for all."""

from dataclasses import replace

from data.arrange import cumulated, first_lines, ordered, turned
from data.filters import SLICE_DIMENSIONS, Filters
from data.periods import grain_of, shift
from data.pivot import Heading, Pivot, Shape, pivot
from data.reached import DIVIDING
from pages.parts.answers import answer
from pages.parts.exploring.inquiry import Inquiry, inquiry_of
from pages.parts.kept import kept
from pages.parts.scope import Span
from pages.parts.view import View

PLACES = ("province", "region")
MOST_COLUMNS, MOST_LINES = 48, 500
GRAINS = {"period": "month", "quarter": "quarter", "half": "half", "year": "year"}


WINDOW = {"": 12, "period": 12, "quarter": 24, "half": 48, "year": 120}
"""How many months are asked about when the reader chose no beginning, by the longest time shown."""


def window_of(view: View, inquiry: Inquiry) -> Span:
    """Return the periods of an inquiry: those chosen, or the last whole ones of its times."""
    scope = view.scope
    if scope.choice.first:
        return scope.window
    time = max((d for d in inquiry.dimensions if d in GRAINS), key=list(GRAINS).index, default="")
    last = scope.window.last
    if inquiry.yearly and not time:
        return Span(max(scope.known.first, f"{last[:4]}-01"), last)
    first = shift(last, 1 - WINDOW[time])
    while _same(shift(first, -1), first, GRAINS.get(time, "month")):
        first = shift(first, -1)
    return Span(min(last, max(scope.known.first, first)), last)


def _same(one: str, other: str, grain: str) -> bool:
    return grain_of(one, grain) == grain_of(other, grain)


def span_of(view: View, inquiry: Inquiry) -> Span:
    """Return the periods that are counted: year to date begins before what is shown."""
    window = window_of(view, inquiry)
    if inquiry.running and inquiry.way == "ytd":
        return Span(f"{window.first[:4]}-01", window.last)
    return window


def filters_of(view: View, inquiry: Inquiry) -> Filters:
    """Return what a question is asked of: the shared filters and those of the page."""
    return view.scope.filters(
        span_of(view, inquiry),
        boundaries=boundaries_of(view, inquiry),
        where=inquiry.where,
        search=inquiry.search,
    )


def boundaries_of(view: View, inquiry: Inquiry) -> str:
    """Return the boundaries: provinces over the merger are compared in today's."""
    scope = view.scope
    compared = {*inquiry.dimensions, *(d for d, _ in inquiry.place)} & set(PLACES)
    return scope.by_place(span_of(view, inquiry)) if compared else scope.boundaries


def refused(inquiry: Inquiry) -> tuple[str, str] | None:
    """Return a measure and a dimension that it cannot be split by, if there are such.

    Reports and targets have a place and a time only, and a target is of a whole year.
    """
    for measure in inquiry.measures:
        if measure.kind is None or measure.of:
            allowed = DIVIDING if measure.of else SLICE_DIMENSIONS
            used = (*inquiry.dimensions, *inquiry.where)
            undivided = [d for d in used if d not in allowed]
            undivided += ["search"] if inquiry.search else []
            if undivided:
                return measure.id, undivided[0]
    return None


def pivot_of(view: View, inquiry: Inquiry) -> Pivot:
    """Return the pivot of an inquiry, arranged as it asks; a click changes nothing of it."""
    return _pivot(view, inquiry.bare)


@kept
def _pivot(view: View, text: str) -> Pivot:
    inquiry = inquiry_of(text)
    measures = tuple(m.id for m in inquiry.measures)
    filters = filters_of(view, inquiry)
    shape = Shape(measures, inquiry.rows, (inquiry.cols,) if inquiry.cols else (), filters)
    table = pivot(shape, lambda question: answer(view.warehouse, question))
    if inquiry.running:
        since = grain_of(window_of(view, inquiry).first, GRAINS[inquiry.time])
        table = _running(table, inquiry, since)
    return _arranged(replace(table, columns=_columns(table, inquiry)), inquiry)


def _columns(table: Pivot, inquiry: Inquiry) -> tuple[Heading, ...]:
    """Return as many columns as a table can show; of periods the last ones."""
    return table.columns[-MOST_COLUMNS:] if inquiry.time else table.columns[:MOST_COLUMNS]


def _running(table: Pivot, inquiry: Inquiry, since: str) -> Pivot:
    yearly = inquiry.way == "ytd"
    if inquiry.cols:
        return cumulated(table, yearly=yearly, since=since)
    return turned(cumulated(turned(table), yearly=yearly, since=since))


def _arranged(table: Pivot, inquiry: Inquiry) -> Pivot:
    sort, top = inquiry.sort, inquiry.top or MOST_LINES
    if sort.measure in table.shape.measures:
        columns = {column.key: column for column in table.columns}
        last = table.columns[-1].key if inquiry.running and table.columns else ()
        column = (sort.column,) if (sort.column,) in columns else last
        table = ordered(table, sort.measure, column=column, descending=sort.descending)
    elif inquiry.top and not inquiry.running:
        table = ordered(table, table.shape.measures[0])
    return first_lines(table, top)
