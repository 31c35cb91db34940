"""What a clean report looks like beside the reports that are already loaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from data.catalog import catalog
from data.filters import folded
from data.warehouse import Connection
from etl.check import Checked
from etl.check.clean import Slice
from etl.problem import Problem

# A month is far out when it lies this many robust deviations from the median of the others.
DEVIATIONS, MONTHS = 6, 6

EARLIER = """
SELECT u.upload, u.sent_at, u.sender, u.row_count FROM uploads AS u
WHERE u.sha256 = ? AND NOT u.refused
    AND (SELECT count(*) FROM slices AS s WHERE s.upload = u.upload) > 0
    AND (SELECT count(*) FROM slices AS s WHERE s.upload = u.upload)
      = (SELECT count(*) FROM slice_versions AS v WHERE v.upload = u.upload)
ORDER BY u.sent_at DESC LIMIT 1
"""
SLICES_OF = """
SELECT s.vintage, s.province_code, p.name, s.period, s.row_count, s.nil FROM slices AS s
JOIN provinces AS p USING (vintage, province_code) WHERE s.upload = ? ORDER BY s.period, p.name
"""

LOCKED = """
SELECT DISTINCT p.name, period, l.why FROM staged AS s
JOIN locks AS l USING (period, province_code)
JOIN provinces AS p USING (vintage, province_code) ORDER BY period, p.name
"""

# Titles are folded last and only where everything else is the same: folding is what costs.
SAME_ACTIVITY = f"""
WITH mine AS MATERIALIZED (
    SELECT s."row", s.title, s.kind, s.period, s.date_start, s.document_no, p.unit
    FROM staged AS s JOIN provinces AS p USING (vintage, province_code)
    WHERE s.title IS NOT NULL),
other AS MATERIALIZED (
    SELECT r.title, r.kind, r.period, r.date_start, r.document_no, r.upload, p.unit
    FROM records AS r JOIN provinces AS p USING (vintage, province_code)
    WHERE p.unit IN (SELECT unit FROM mine)
        AND (r.vintage, r.province_code, r.period)
            NOT IN (SELECT (vintage, province_code, period) FROM staged)),
alike AS MATERIALIZED (
    SELECT m."row", m.title, o.title AS other_title, o.period, o.upload
    FROM mine AS m JOIN other AS o ON o.unit = m.unit AND o.kind = m.kind
        AND o.period <> m.period AND o.date_start IS NOT DISTINCT FROM m.date_start
        AND o.document_no IS NOT DISTINCT FROM m.document_no)
SELECT "row", title, min(period), arg_min(upload, period) FROM alike
WHERE title = other_title OR {folded("title")} = {folded("other_title")}
GROUP BY ALL ORDER BY "row"
"""  # noqa: S608

OUTLIERS = """
WITH mine AS (SELECT p.unit, s.period, s.kind, sum(s.quantity) AS total,
        arg_max(s.row, s.quantity) AS "row", max(s.quantity) AS largest
    FROM staged AS s JOIN provinces AS p USING (vintage, province_code)
    WHERE s.status = 'done' GROUP BY ALL),
past AS (SELECT p.unit, m.period, m.kind, sum(m.quantity) AS total
    FROM monthly AS m JOIN provinces AS p USING (vintage, province_code)
    WHERE m.status = 'done' AND p.unit IN (SELECT unit FROM mine)
        AND NOT EXISTS (FROM mine WHERE mine.unit = p.unit AND mine.period = m.period)
    GROUP BY ALL),
usual AS (SELECT unit, kind, median(total) AS middle, mad(total) AS spread, count(*) AS months
    FROM past GROUP BY ALL)
SELECT mine."row", mine.largest, mine.kind, mine.total, usual.middle, usual.months
FROM mine JOIN usual USING (unit, kind)
WHERE usual.months >= ? AND abs(mine.total - usual.middle)
    > ? * greatest(1.4826 * usual.spread, 0.1 * usual.middle, 1)
ORDER BY mine."row"
"""


@dataclass(frozen=True)
class Earlier:
    """The current upload that already brought the same bytes: when, by whom, what."""

    upload: str
    at: datetime
    sender: str
    rows: int
    slices: tuple[Slice, ...]


def _rows(connection: Connection, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    return connection.execute(sql, list(values)).fetchall()


def earlier(connection: Connection, sha256: str) -> Earlier | None:
    """Return the upload of the same bytes if all of it is still current."""
    found = _rows(connection, EARLIER, [sha256])
    if not found:
        return None
    upload, at, sender, rows = found[0]
    slices = tuple(Slice(*row) for row in _rows(connection, SLICES_OF, [upload]))
    return Earlier(upload, at.replace(tzinfo=UTC), sender, rows, slices)


def locked(connection: Connection) -> Iterator[Problem]:
    """Refuse slices of a locked period."""
    for name, period, why in _rows(connection, LOCKED):
        says = {"province": name, "period": _said(period), "why": why}
        yield Problem("locked_period", field="period", value=_said(period), says=says)


def compared(connection: Connection, checked: Checked) -> Iterator[Problem]:
    """Warn of activities reported before, and of totals far from the province's own months.

    ``staged`` must be registered: the table of the report.
    """
    title = checked.columns.cells("title").header
    for row, text, period, upload in _rows(connection, SAME_ACTIVITY):
        says = {"period": _said(period), "upload": upload}
        yield Problem("same_activity", row, title, "title", text, says=says)
    quantity = checked.columns.cells("quantity").header
    for row, largest, kind, total, middle, months in _rows(
        connection, OUTLIERS, [MONTHS, DEVIATIONS]
    ):
        says = {
            "kind": catalog().label("kind", kind, "vi").lower(),
            "total": str(total),
            "usual": f"{middle:g}",
            "months": str(months),
        }
        yield Problem("quantity_outlier", row, quantity, "quantity", str(largest), says=says)


def _said(period: str) -> str:
    return f"{period[5:]}/{period[:4]}"
