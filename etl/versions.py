"""Uploads as they were sent, read again: two of them compared, and one row of a file."""

from collections import Counter
from dataclasses import dataclass

import pyarrow as pa

from data.provinces import provinces
from data.warehouse import Warehouse
from etl.check import check
from etl.check.match import known_headers
from etl.differences import Differences, compared
from etl.read import read
from etl.sheet import Sheet
from etl.shown import ROW, period_said
from etl.uploads import Entry, sent_bytes

KEY = ("vintage", "province_code", "period")


@dataclass(frozen=True)
class SliceDifference:
    """How two versions of a slice differ; ``rows`` are those of the new one."""

    province: str
    period: str
    rows: int
    differences: Differences

    @property
    def same(self) -> int:
        """How many rows of the new version are wholly as before."""
        unlike = self.differences
        return self.rows - len(unlike.added) - unlike.changed[ROW].nunique()


def differences(warehouse: Warehouse, old: Entry, new: Entry) -> list[SliceDifference]:
    """Compare two uploads in the slices that both hold; raise UploadError."""
    before, now = _rows(warehouse, old), _rows(warehouse, new)
    if before is None or now is None:
        return []
    counts = Counter(zip(*(now[name].to_pylist() for name in KEY), strict=True))
    found = []
    for key, parts in compared(before, now).items():
        vintage, code, period = key
        province = provinces(vintage)[code].name
        found.append(SliceDifference(province, period_said(period), counts[key], parts))
    return found


def _rows(warehouse: Warehouse, entry: Entry) -> pa.Table | None:
    """Return the rows of an upload as they were stored, checked as on the day it was sent."""
    sheet = _sheet(warehouse, entry.upload)
    return check(sheet, now=entry.at).table if sheet else None


def _sheet(warehouse: Warehouse, upload: str) -> Sheet | None:
    name, data = sent_bytes(warehouse, upload)
    sheet = read(data, frozenset(known_headers()), name)
    return sheet if isinstance(sheet, Sheet) else None


def row_as_sent(warehouse: Warehouse, upload: str, row: int) -> list[tuple[str, str]]:
    """Return a row of the file as (header, text), numbered as its sheet does; empty if none.

    Raises UploadError for an upload that is not known or was refused.
    """
    sheet = _sheet(warehouse, upload)
    found = [] if sheet is None else (sheet.rows == row).nonzero()[0].tolist()
    if sheet is None or not found:
        return []
    texts = (column[found[0]].as_py() for column in sheet.columns)
    return list(zip(sheet.headers, texts, strict=True))
