"""Indicators month by month, asked once for a page, and summed over any of its ranges."""

from collections.abc import Sequence

from data.filters import Filters
from data.periods import shift
from data.warehouse import Warehouse
from pages.parts.answers import Row, indicators, rows_of
from pages.parts.coverage import Coverage
from pages.parts.scope import Scope, Span

RECENT = 26
"""As many months as a page looks back to by months, also if the last two are not shown."""


def months(warehouse: Warehouse, scope: Scope) -> dict[str, Row]:
    """Return every indicator of each period that anything on a page looks back to."""
    filters = scope.filters(scope.reach)
    if filters.where or not _is_recent(scope.reach, scope.known):
        return _by_period(warehouse, filters)
    return recent(warehouse, scope.known)


def recent(warehouse: Warehouse, known: Span) -> dict[str, Row]:
    """Return every indicator of the country in each of the last periods, in order."""
    # Boundaries change no sum: the question is the same for all who did not choose a place.
    return _by_period(warehouse, Filters(first=shift(known.last, 1 - RECENT), last=known.last))


def _is_recent(periods: Span, known: Span) -> bool:
    return max(periods.first, known.first) >= shift(known.last, 1 - RECENT)


def _by_period(warehouse: Warehouse, filters: Filters) -> dict[str, Row]:
    return {row["period"]: row for row in rows_of(warehouse, filters, ("period",))}


def total(warehouse: Warehouse, scope: Scope, periods: Span) -> Row:
    """Return every indicator over a range of periods, with its coverage."""
    known = months(warehouse, scope)
    return summed([known[period] for period in periods.periods if period in known])


def coverage_of(warehouse: Warehouse, scope: Scope, periods: Span) -> Coverage:
    """Return the coverage of the places looked at over a range of periods."""
    # Expected reports are counted in the boundaries of their time: 63 or 34.
    known = months(warehouse, scope)
    return covered([known[period] for period in periods.periods if period in known])


def summed(rows: Sequence[Row], ids: Sequence[str] = ()) -> Row:
    """Return the sum of some rows: their coverage, and each indicator with its qualifier."""
    whole: Row = {"coverage": covered(rows)}
    for id in ids or indicators():
        whole[id] = _value(rows, id)
        whole[f"{id}_qualifier"] = _qualifier({row[f"{id}_qualifier"] for row in rows})
    return whole


def covered(rows: Sequence[Row]) -> Coverage:
    """Return the coverage of some rows together."""
    return Coverage(
        sum(row["coverage"].received for row in rows), sum(row["coverage"].expected for row in rows)
    )


def _value(rows: Sequence[Row], id: str) -> int | None:
    """Return a sum, None where nothing is known or nothing but what has no number to state."""
    known = [row[id] for row in rows if row[id] is not None]
    unstated = any(row[id] is None and row["coverage"].received for row in rows)
    value = sum(known)
    return value if value or (known and not unstated) else None


def _qualifier(qualifiers: set[str]) -> str:
    """Return what a sum of numbers is: at least and at most together are about."""
    some = qualifiers - {""}
    return some.pop() if len(some) == 1 else "about" if some else ""
