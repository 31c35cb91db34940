"""Put a clean table of targets into the next warehouse, in one transaction."""

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from data.provinces import provinces
from data.warehouse import Connection, Draft, Warehouse
from etl.load import Upload, log, staged_upload, staging, stored_time

PUT = (Path(__file__).parent / "put.sql").read_text(encoding="utf-8")
_KEPT = "INSERT INTO target_files VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_UNLIKE = """
FROM staged AS n LEFT JOIN targets AS t USING (year, province_code, measure)
LEFT JOIN provinces AS p ON p.vintage = n.vintage AND p.province_code = n.province_code
WHERE t.value IS DISTINCT FROM n.value
    OR (n.value IS NOT NULL AND t.source IS DISTINCT FROM n.source)
"""
_OTHER = f"SELECT count(*) {_UNLIKE}"
_CHANGES = f"""
SELECT n.year, coalesce(p.name, ''), n.measure, t.value, n.value {_UNLIKE} ORDER BY n."row"
"""


class Change(NamedTuple):
    """A target before and after a table is loaded; ``place`` is empty for the country."""

    year: int
    place: str
    measure: str
    before: int | None
    after: int | None


def changes(warehouse: Warehouse | None, table: pa.Table) -> list[Change]:
    """Return what loading a table would change; all of it in a store without targets."""
    if warehouse is None or not warehouse.has("targets"):
        names = {(v, u.code): u.name for v in (63, 34) for u in provinces(v).values()}
        return [
            Change(r["year"], names.get((r["vintage"], r["province_code"]), ""), r["measure"],
                   None, r["value"])
            for r in table.to_pylist()
        ]  # fmt: skip
    with warehouse.cursor() as cursor, staging(cursor, staged=table):
        return [Change(*row) for row in cursor.execute(_CHANGES).fetchall()]


def stands(draft: Draft, table: pa.Table) -> bool:
    """Say whether every target of a table stands so already, without beginning the draft."""
    if draft.begun:
        return not _others(draft.connection, table)
    published = draft.current
    if published is None or not published.has("targets"):
        return False
    with published.cursor() as cursor:
        return not _others(cursor, table)


def _others(connection: Connection, table: pa.Table) -> int:
    with staging(connection, staged=table):
        [(others,)] = connection.execute(_OTHER).fetchall()
    return int(others)


def put(connection: Connection, table: pa.Table, upload: Upload) -> None:
    """Store the targets of a table in place of those it names, and its bytes as sent."""
    said = staged_upload(upload)
    with staging(connection, staged=table, staged_upload=said):
        connection.execute(PUT)
        row = [
            upload.id, stored_time(upload.at), upload.sender, upload.file, upload.sha256,
            upload.size, upload.packed, table.num_rows,
        ]  # fmt: skip
        connection.execute(_KEPT, row)
        log(connection, "targets", upload, detail=f"{table.num_rows} rows")


def refuse(connection: Connection, upload: Upload, detail: str) -> None:
    """Write into the audit log that a table was tried and refused; nothing else of it is kept."""
    log(connection, "targets", upload, result="refused", detail=detail)
