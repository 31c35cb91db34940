"""Which period is shown when none was chosen: the newest with enough of its reports."""

from data.settings import settings
from data.warehouse import Warehouse
from pages.parts.coverage import Coverage
from pages.parts.scope import Span
from pages.parts.sums import recent


def by_period(warehouse: Warehouse, known: Span) -> dict[str, Coverage]:
    """Return the coverage of the whole country in each of the last periods, in order."""
    return {period: row["coverage"] for period, row in recent(warehouse, known).items()}


def usual_period(warehouse: Warehouse, known: Span) -> str:
    """Return the newest of the last periods with enough of its reports, or else the newest."""
    least = settings().usual_share
    full = [p for p, coverage in by_period(warehouse, known).items() if coverage.share >= least]
    return full[-1] if full else known.last
