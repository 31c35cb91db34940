"""What a clean report looks like beside the reports that are already loaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.catalog import catalog
from data.warehouse import Connection
from etl.check import Checked
from etl.check.clean import Slice
from etl.problem import Problem

HERE = Path(__file__).parent
# A month is far out when it lies this many robust deviations from the median of the others.
DEVIATIONS, MONTHS = 6, 6

SENT = "SELECT upload FROM uploads WHERE sha256 = ? AND NOT refused LIMIT 1"
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

LOCKED = "SELECT why FROM locks WHERE period = ? AND province_code = ?"

SAME_ACTIVITY = (HERE / "same_activity.sql").read_text(encoding="utf-8")
OUTLIERS = (HERE / "outliers.sql").read_text(encoding="utf-8")


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
    # Nearly every file is new; that is told much faster than which upload is still current.
    sent = _rows(connection, SENT, [sha256])
    found = _rows(connection, EARLIER, [sha256]) if sent else []
    if not found:
        return None
    upload, at, sender, rows = found[0]
    slices = tuple(Slice(*row) for row in _rows(connection, SLICES_OF, [upload]))
    return Earlier(upload, at.replace(tzinfo=UTC), sender, rows, slices)


def locked(connection: Connection, checked: Checked) -> Iterator[Problem]:
    """Refuse slices of a locked period, at the first row of each."""
    header = checked.columns.cells("period").header
    for one in checked.slices if _rows(connection, "FROM locks LIMIT 1") else ():
        for (why,) in _rows(connection, LOCKED, [one.period, one.code]):
            value = _said(one.period)
            says = {"province": one.province, "period": value, "why": why}
            yield Problem("locked_period", one.first_row, header, "period", value, says=says)


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
            "usual": f"{middle:.0f}",
            "months": str(months),
        }
        yield Problem("quantity_outlier", row, quantity, "quantity", str(largest), says=says)


def _said(period: str) -> str:
    return f"{period[5:]}/{period[:4]}"
