"""What a report would add, remove and change in the slices that are already loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import pyarrow as pa

from data.fold import fold
from data.warehouse import Connection
from etl.check.clean import Slice
from etl.load import staged_slices, staging
from etl.meanwhile import Current, key_of
from etl.shown import ROW, label, shown

STORED = """
SELECT * EXCLUDE (upload) REPLACE (array_to_string(channel, ';') AS channel)
FROM records SEMI JOIN staged_slices USING (vintage, province_code, period) ORDER BY "row"
"""
PLACE = ("province", "period")
MATCHED = ("kind", "date", "document_no")
CHANGED = (ROW, "Nội dung", "Cột", "Trước", "Nay")


@dataclass(frozen=True)
class SliceChange:
    """A slice that is loaded, who sent it when, and what a report would change in it.

    ``added`` and ``removed`` hold whole rows, as etl.shown writes them and numbered as in the
    new and in the old file; ``changed`` holds one line for each cell: its row in the new file,
    title, column, and what stood there before and now.
    """

    slice: Slice
    upload: str
    at: datetime
    sender: str
    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame


def changes(
    connection: Connection, table: pa.Table, loaded: Sequence[tuple[Slice, Current]]
) -> tuple[SliceChange, ...]:
    """Compare a report's rows to store with the current rows of the slices that are loaded."""
    if not loaded:
        return ()
    with staging(connection, staged_slices=staged_slices([one for one, _ in loaded])):
        old = _by_slice(connection.execute(STORED).to_arrow_table())
    new = _by_slice(table)
    return tuple(
        SliceChange(one, now.upload, now.at, now.sender, *compared(old[key], new[key]))
        for one, now in loaded
        for key in [key_of(one)]
    )


def _by_slice(table: pa.Table) -> dict[object, pd.DataFrame]:
    """Return the rows as people read them, apart for each slice."""
    names = ["vintage", "province_code", "period"]
    keys = [table[name].cast(pa.string()).to_pylist() for name in names]
    named = [(int(v), code, period) for v, code, period in zip(*keys, strict=True)]
    return {key: rows for key, rows in shown(table).groupby(pd.Series(named, dtype=object))}


def compared(
    old: pd.DataFrame, new: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the rows added, the rows removed and the cells changed between two versions.

    Rows are the same activity if kind, folded title, date and document number are the same.
    """
    whole = [column for column in new.columns if column != ROW]
    old, new = _numbered(old, old[whole]), _numbered(new, new[whole])
    left, right = old[~old.index.isin(new.index)], new[~new.index.isin(old.index)]
    left, right = _numbered(left, _activity(left)), _numbered(right, _activity(right))
    both = right.index[right.index.isin(left.index)]
    return (
        right.drop(both).reset_index(drop=True),
        left.drop(both).reset_index(drop=True),
        _cells(left.loc[both], right.loc[both]),
    )


def _activity(rows: pd.DataFrame) -> pd.DataFrame:
    matched = rows[[label(id) for id in MATCHED]]
    return matched.assign(title=[fold(title) for title in rows[label("title")]])


def _numbered(rows: pd.DataFrame, by: pd.DataFrame) -> pd.DataFrame:
    """Return the rows under a key made of ``by``; of equal ones the first, second … stand apart."""
    hashed = pd.util.hash_pandas_object(by, index=False)
    number = hashed.groupby(hashed).cumcount()
    return rows.set_axis(pd.MultiIndex.from_arrays([hashed, number]))


def _cells(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return one line for each cell that differs, in the order of the new rows."""
    found = []
    for column in new.columns.drop(ROW):
        before, now = old[column].to_numpy(), new[column].to_numpy()
        differ = before != now
        rows = new.loc[differ, [ROW, label("title")]].to_numpy()
        found += [
            (*row, column, was, now)
            for row, was, now in zip(rows, before[differ], now[differ], strict=True)
        ]
    found.sort(key=lambda line: line[0])
    return pd.DataFrame(found, columns=list(CHANGED))
