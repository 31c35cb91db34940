"""Which period is shown when none was chosen: the newest with enough of its reports."""

from data.questions import Question
from data.warehouse import Warehouse
from pages.parts.answers import answer
from pages.parts.coverage import EXPECTED, RECEIVED, Coverage

USUAL = 0.5
"""A period is shown on its own once this share of the expected reports is there."""


def by_period(warehouse: Warehouse) -> dict[str, Coverage]:
    """Return the coverage of the whole country in each period, in order."""
    table = answer(warehouse, Question((EXPECTED, RECEIVED), ("period",)))
    columns = (table[name].tolist() for name in ("period", RECEIVED, EXPECTED))
    return {period: Coverage(*reports) for period, *reports in zip(*columns, strict=True)}


def usual_period(warehouse: Warehouse) -> str:
    """Return the newest period with at least half of its reports, or else the newest with any."""
    some = {period: c for period, c in by_period(warehouse).items() if c.received}
    full = [period for period, coverage in some.items() if coverage.share >= USUAL]
    return (full or list(some))[-1]
