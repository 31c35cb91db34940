"""Which period is shown when none was chosen: the newest with enough of its reports."""

from data.warehouse import Warehouse
from pages.parts.coverage import Coverage
from pages.parts.sums import whole_country

USUAL = 0.5
"""A period is shown on its own once this share of the expected reports is there."""


def by_period(warehouse: Warehouse) -> dict[str, Coverage]:
    """Return the coverage of the whole country in each period, in order."""
    return {period: row["coverage"] for period, row in whole_country(warehouse).items()}


def usual_period(warehouse: Warehouse) -> str:
    """Return the newest period with at least half of its reports, or else the newest with any."""
    some = {period: c for period, c in by_period(warehouse).items() if c.received}
    full = [period for period, coverage in some.items() if coverage.share >= USUAL]
    return (full or list(some))[-1]
