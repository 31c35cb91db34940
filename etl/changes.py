"""What a report would add, remove and change in the slices that are already loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from data.warehouse import Connection
from etl.check.clean import Slice
from etl.differences import Differences, compared
from etl.load import staged_slices, staging
from etl.meanwhile import Current, key_of

STORED = """
SELECT * EXCLUDE (upload) REPLACE (array_to_string(channel, ';') AS channel)
FROM records SEMI JOIN staged_slices USING (vintage, province_code, period) ORDER BY "row"
"""


@dataclass(frozen=True)
class SliceChange:
    """A slice that is loaded, who sent it when, and what a report would change in it."""

    slice: Slice
    upload: str
    at: datetime
    sender: str
    differences: Differences


def changes(
    connection: Connection, table: pa.Table, loaded: Sequence[tuple[Slice, Current]]
) -> tuple[SliceChange, ...]:
    """Compare a report's rows to store with the current rows of the slices that are loaded."""
    if not loaded:
        return ()
    with staging(connection, staged_slices=staged_slices([one for one, _ in loaded])):
        old = connection.sql(STORED).to_arrow_table()
    found = compared(old, table)
    return tuple(
        SliceChange(one, now.upload, now.at, now.sender, found[key_of(one)]) for one, now in loaded
    )
