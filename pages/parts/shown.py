"""Which period is shown when none was chosen, and the coverage behind what is shown."""

import pandas as pd

from data.filters import Filters
from data.questions import Question
from data.warehouse import Warehouse
from pages.parts.answers import answer
from pages.parts.coverage import EXPECTED, RECEIVED, Coverage
from pages.parts.scope import Scope, Span

USUAL = 0.5
"""A period is shown on its own once this share of the expected reports is there."""


def by_period(warehouse: Warehouse, filters: Filters | None = None) -> pd.DataFrame:
    """Return expected and received reports of each period, with columns named as measures."""
    return answer(warehouse, Question((EXPECTED, RECEIVED), ("period",), filters or Filters()))


def usual_period(warehouse: Warehouse) -> str:
    """Return the newest period with at least half of its reports, or else the newest with any."""
    table = by_period(warehouse)
    some = table[table[RECEIVED] > 0]
    full = some[some[RECEIVED] >= USUAL * some[EXPECTED]]
    return str((full if len(full) else some)["period"].iloc[-1])


def of_span(warehouse: Warehouse, scope: Scope, periods: Span) -> Coverage:
    """Return the coverage of the places looked at over a range of periods."""
    # Expected reports are counted in the boundaries of their time: 63 or 34.
    table = answer(warehouse, Question((EXPECTED, RECEIVED), (), scope.filters(periods)))
    if table.empty:
        return Coverage(0, 0)
    return Coverage(int(table[RECEIVED].iloc[0]), int(table[EXPECTED].iloc[0]))
