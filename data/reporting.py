"""Who was to report, who has, and whether it was on time."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from data.periods import due, running_period, shift, span, vintage_of
from data.warehouse import Warehouse

# Times are stored in UTC; a day ends at midnight in Vietnam.
_RECEIVED_DAY = "(f.first_at + INTERVAL 7 HOUR)::DATE"
SLICES = (
    "(SELECT c.vintage, q.province_code, c.period, c.due, s.upload, s.nil, s.first_at "
    "FROM (SELECT unnest(?::VARCHAR[]) AS period, unnest(?::SMALLINT[]) AS vintage, "
    "unnest(?::DATE[]) AS due) AS c JOIN provinces AS q ON q.vintage = c.vintage "
    "LEFT JOIN slices AS s ON s.vintage = c.vintage AND s.province_code = q.province_code "
    "AND s.period = c.period)"
)
AGGREGATES = {
    "reports_expected": "count(*)",
    "reports_received": "count(f.upload)",
    "reports_on_time": f"count(*) FILTER (WHERE {_RECEIVED_DAY} <= f.due)",
}


@dataclass(frozen=True)
class Calendar:
    """The periods in which reports were expected, with vintage and due day of each."""

    periods: tuple[str, ...]

    @property
    def bound(self) -> list[list[str] | list[int] | list[date]]:
        """The values that SLICES is bound with."""
        return [
            list(self.periods),
            [vintage_of(p) for p in self.periods],
            [due(p) for p in self.periods],
        ]


def calendar_of(
    warehouse: Warehouse, now: datetime, since: str | None = None, until: str | None = None
) -> Calendar:
    """Return the periods from the first report to the last month that is over, or a later report.

    ``since`` and ``until`` leave out those before and after.
    """
    if warehouse.periods is None:
        return Calendar(())
    first, last = warehouse.periods
    last = max(last, shift(running_period(now), -1))
    return Calendar(tuple(span(max(first, since or first), min(last, until or last))))


def states(warehouse: Warehouse, periods: list[str], now: datetime) -> pd.DataFrame:
    """Return the state of each expected report of some periods.

    Columns: vintage, code, name, region, current_code, unit, period,
    state (on_time, late, missing, nil, not_yet_due), days_late (late ones only), upload,
    first_at (UTC). A nil report is nil whether or not it was late.
    """
    today = (pd.Timestamp(now).tz_convert("Asia/Ho_Chi_Minh")).date()
    sql = (
        "SELECT f.vintage, f.province_code AS code, p.name, p.region, p.current_code, p.unit, "  # noqa: S608
        "f.period, CASE WHEN f.upload IS NULL AND f.due >= ? THEN 'not_yet_due' "
        "WHEN f.upload IS NULL THEN 'missing' WHEN f.nil THEN 'nil' "
        f"WHEN {_RECEIVED_DAY} <= f.due THEN 'on_time' ELSE 'late' END AS state, "
        f"CASE WHEN {_RECEIVED_DAY} > f.due THEN {_RECEIVED_DAY} - f.due END AS days_late, "
        f"f.upload, f.first_at FROM {SLICES} AS f "
        "JOIN provinces AS p USING (vintage, province_code) ORDER BY f.period, code"
    )
    return warehouse.table(sql, [today, *Calendar(tuple(periods)).bound])


def locks(warehouse: Warehouse) -> pd.DataFrame:
    """Return the locked slices: period, code, locked_at (UTC), actor and why."""
    return warehouse.table(
        "SELECT period, province_code AS code, locked_at, actor, why FROM locks ORDER BY ALL"
    )
