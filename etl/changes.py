"""What a report would add, remove and change in the slices that are already loaded."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

import pandas as pd
import pyarrow as pa

from data.catalog import catalog
from data.fold import fold
from data.warehouse import Connection
from etl.check.clean import Slice
from etl.load import staged_slices, staging
from etl.meanwhile import Current, Key, key_of
from etl.shown import ROW, label, shown

STORED = """
SELECT * EXCLUDE (upload) REPLACE (array_to_string(channel, ';') AS channel)
FROM records SEMI JOIN staged_slices USING (vintage, province_code, period) ORDER BY "row"
"""
# The columns of etl.shown, and where those stand that tell which activity a row is.
COLUMNS = (ROW, *(label(id) for id in catalog().columns))
TITLE = COLUMNS.index(label("title"))
MATCHED = [COLUMNS.index(label(id)) for id in ("kind", "date", "document_no")]
CHANGED = (ROW, COLUMNS[TITLE], "Cột", "Trước", "Nay")

Row = tuple[Any, ...]
Differences = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


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
        SliceChange(one, now.upload, now.at, now.sender, *_differences(old[key], new[key]))
        for one, now in loaded
        for key in [key_of(one)]
    )


def _by_slice(table: pa.Table) -> dict[Key, list[Row]]:
    """Return the rows as people read them, apart for each slice."""
    names = ["vintage", "province_code", "period"]
    keys = zip(*(table[name].cast(pa.string()).to_pylist() for name in names), strict=True)
    found: dict[Key, list[Row]] = defaultdict(list)
    for (vintage, code, period), row in zip(keys, _rows(shown(table)), strict=True):
        found[int(vintage), code, period].append(row)
    return found


def compared(old: pd.DataFrame, new: pd.DataFrame) -> Differences:
    """Return the rows added, the rows removed and the cells changed between two versions.

    The rows are as etl.shown writes them.
    """
    return _differences([*_rows(old)], [*_rows(new)])


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    return zip(*(column.tolist() for _, column in frame.items()), strict=True)


def _differences(old: Sequence[Row], new: Sequence[Row]) -> Differences:
    """Return the rows added, the rows removed and the cells changed.

    Rows are the same activity if kind, folded title, date and document number are the same;
    of several such rows, those that are wholly the same first, then in their order.
    """
    _, removed, added = _paired(old, new, lambda row: row[1:])
    same, removed, added = _paired(removed, added, _activity)
    cells = [
        (now[0], now[TITLE], COLUMNS[at], before[at], now[at])
        for before, now in same
        for at in range(1, len(COLUMNS))
        if before[at] != now[at]
    ]
    return (
        pd.DataFrame(added, columns=list(COLUMNS)),
        pd.DataFrame(removed, columns=list(COLUMNS)),
        pd.DataFrame(cells, columns=list(CHANGED)),
    )


def _activity(row: Row) -> Row:
    return (fold(row[TITLE]), *(row[at] for at in MATCHED))


def _paired(
    old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Return pairs of an old and a new row with the same key, and what is left of either."""
    waiting: dict[Row, deque[Row]] = defaultdict(deque)
    for row in old:
        waiting[key(row)].append(row)
    pairs, left = list[tuple[Row, Row]](), list[Row]()
    for row in new:
        alike = waiting.get(key(row))
        if alike:
            pairs.append((alike.popleft(), row))
        else:
            left.append(row)
    return pairs, sorted(chain(*waiting.values()), key=lambda row: row[0]), left
