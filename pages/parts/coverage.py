"""How many of the expected reports are there, and which period is shown on its own."""

from dataclasses import dataclass

import pandas as pd

from data.filters import Filters
from data.questions import Question
from data.warehouse import Warehouse
from pages.parts.answers import answer
from pages.parts.scope import Scope, Span

EXPECTED, RECEIVED = "reports_expected", "reports_received"
ENOUGH = 0.9
"""From this share of the expected reports on, a total may stand beside a complete one."""
USUAL = 0.5
"""A period is shown on its own once this share of the expected reports is there."""


@dataclass(frozen=True)
class Coverage:
    """Reports received out of those expected."""

    received: int
    expected: int

    @property
    def share(self) -> float:
        """The share of the expected reports, 0 if none was expected."""
        return self.received / self.expected if self.expected else 0.0

    @property
    def enough(self) -> bool:
        """Whether a total of these reports may be compared with a complete one."""
        return self.share >= ENOUGH

    def __str__(self) -> str:
        return f"{self.received}/{self.expected}"


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
