"""The records behind the figures, each with the file and line it came from."""

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa

from data.filters import Filters, clauses
from data.warehouse import Warehouse

COLUMNS = (
    "upload", "row", "province", "province_code", "vintage", "period", "kind", "title", "form",
    "date_start", "date_end", "date_precision", "quantity", "quantity_qualifier", "participants",
    "participants_qualifier", "copies", "copies_qualifier", "organiser", "role", "mode",
    "channel", "topic", "document_no", "status", "source", "note",
)  # fmt: skip
_PICKED = ", ".join("p.name AS province" if c == "province" else f'f."{c}"' for c in COLUMNS)
_FROM = "FROM records AS f JOIN provinces AS p USING (vintage, province_code)"
_ORDER = 'ORDER BY f.period DESC, f.province_code, f.upload, f."row"'
BATCH = 50_000


def records(
    warehouse: Warehouse, filters: Filters, *, limit: int = 200, offset: int = 0
) -> pd.DataFrame:
    """Return one page of the records under the filters, the newest period first.

    Columns: COLUMNS, stored as in data/schema.sql with the official short name of the province,
    and ``file``, the name of the report each came in.
    """
    where, values = clauses(filters)
    sql = (
        f"SELECT {_PICKED}, u.file {_FROM} LEFT JOIN uploads AS u ON u.upload = f.upload "  # noqa: S608
        f"WHERE {where} {_ORDER} LIMIT ? OFFSET ?"
    )
    return warehouse.table(sql, [*values, limit, offset])


def count(warehouse: Warehouse, filters: Filters) -> int:
    """Return how many records there are under the filters."""
    where, values = clauses(filters)
    return int(warehouse.rows(f"SELECT count(*) {_FROM} WHERE {where}", values)[0][0])  # noqa: S608


def batches(warehouse: Warehouse, filters: Filters) -> Iterator[pa.RecordBatch]:
    """Return all records under the filters (columns: COLUMNS), some ten thousand at a time.

    The first batch is empty: it carries the columns also where there is no record.
    """
    where, values = clauses(filters)
    sql = f"SELECT {_PICKED} {_FROM} WHERE {where} {_ORDER}"  # noqa: S608
    with warehouse.reading() as cursor:
        reader = cursor.sql(sql, params=values).to_arrow_reader(BATCH)
        yield pa.RecordBatch.from_pylist([], schema=reader.schema)
        yield from reader
