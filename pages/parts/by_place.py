"""Every indicator by province: in the focus, and over the ranges that a page looks back to."""

from collections import defaultdict

from data.filters import CURRENT
from data.periods import MERGER
from data.warehouse import Warehouse
from pages.parts.answers import Row, rows_of
from pages.parts.scope import Scope, Span, named
from pages.parts.sums import summed


def in_focus(warehouse: Warehouse, scope: Scope) -> dict[str, Row]:
    """Return every indicator of every province in the focus, chosen or not, by its name."""
    drawn = scope.by_place(scope.focus)
    filters = scope.filters(scope.focus, boundaries=drawn, everyone=True)
    return {row["province"]: row for row in rows_of(warehouse, filters, ("province",))}


def over(warehouse: Warehouse, scope: Scope, periods: Span) -> dict[str, Row]:
    """Return every indicator of every province over one of the ranges, by its name.

    All ranges are one question, in the boundaries that hold for them and the focus.
    """
    spans = _ranges(scope)
    asked = tuple(f"{span.first}..{span.last}" for span in dict.fromkeys(spans))
    whole = Span(min(span.first for span in spans), max(span.last for span in spans))
    where = {"period": asked}
    filters = scope.filters(whole, boundaries=_drawn(scope), where=where, everyone=True)
    of_one: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(warehouse, filters, ("province", "period")):
        if periods.first <= row["period"] <= periods.last:
            of_one[row["province"]].append(row)
    return {name: {**rows[0], **summed(rows)} for name, rows in of_one.items()}


def chosen(scope: Scope, names: set[str]) -> set[str]:
    """Return those of the names in the boundaries of ``over`` that the reader looks at."""
    if not scope.choice.provinces:
        return names
    heirs = _drawn(scope) == CURRENT or scope.focus.first >= MERGER
    return names & set(named(scope.choice.provinces, heirs=heirs))


def _ranges(scope: Scope) -> list[Span]:
    years = [scope.year, scope.year.earlier(12)] if scope.year else []
    return [scope.previous, scope.year_before, *years, *([scope.recent] if scope.recent else [])]


def _drawn(scope: Scope) -> str:
    first = min(span.first for span in _ranges(scope))
    return scope.by_place(Span(first, scope.focus.last))
