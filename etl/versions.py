"""Uploads as they were sent, read again: two of them compared, and one row of a file."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.warehouse import Warehouse
from etl.changes import compared
from etl.check import check
from etl.check.match import known_headers
from etl.read import read
from etl.sheet import Sheet
from etl.shown import label, shown
from etl.uploads import Entry, sent_bytes


@dataclass(frozen=True)
class SliceDifference:
    """What two versions of a slice do not have in common; tables as in etl.changes."""

    province: str
    period: str
    same: int
    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame


def differences(warehouse: Warehouse, old: Entry, new: Entry) -> list[SliceDifference]:
    """Compare two uploads in the slices that both hold; raise UploadError."""
    before, now = _by_slice(warehouse, old), _by_slice(warehouse, new)
    found = []
    for (province, period), rows in now.items():
        if (province, period) in before:
            parts = compared(before[province, period], rows)
            different = len(parts[0]) + parts[2].iloc[:, 0].nunique()
            same = len(rows) - different
            found.append(SliceDifference(province, period, same, *parts))
    return found


def _by_slice(warehouse: Warehouse, entry: Entry) -> dict[tuple[str, str], pd.DataFrame]:
    rows = _rows(warehouse, entry.upload, entry.at)
    if rows is None:
        return {}
    groups = rows.groupby([label("province"), label("period")], sort=False)
    return {(str(province), str(period)): part for (province, period), part in groups}


def _rows(warehouse: Warehouse, upload: str, at: datetime) -> pd.DataFrame | None:
    """Return the rows of an upload as people read them, checked as on the day it was sent."""
    sheet = _sheet(warehouse, upload)
    table = check(sheet, now=at).table if sheet else None
    return None if table is None else shown(table)


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
