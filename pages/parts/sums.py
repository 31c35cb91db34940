"""Indicators month by month, asked once for a page, and summed over any of its ranges."""

from collections.abc import Sequence

from data.filters import Filters
from data.warehouse import Warehouse
from pages.parts.answers import Row, indicators, rows_of
from pages.parts.coverage import Coverage
from pages.parts.scope import Scope, Span


def months(warehouse: Warehouse, scope: Scope) -> dict[str, Row]:
    """Return every indicator of each period that anything on a page looks back to."""
    filters = scope.filters(scope.reach)
    return _by_period(warehouse, filters) if filters.where else whole_country(warehouse)


def whole_country(warehouse: Warehouse) -> dict[str, Row]:
    """Return every indicator of each period there is, in order; boundaries change no sum."""
    return _by_period(warehouse, Filters())


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
