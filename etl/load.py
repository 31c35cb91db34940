"""Put a clean report into the next warehouse, whole slices at a time, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from data.warehouse import Connection
from etl.check.clean import Slice

SLICE = "(vintage, province_code, period)"
IN_SLICES = f"{SLICE} IN (SELECT {SLICE} FROM staged_slices)"
MARK = "CASE {0}_qualifier WHEN 'at_least' THEN 1 WHEN 'at_most' THEN 2 WHEN 'about' THEN 4 END"
SUMS = ", ".join(
    f"sum({n}) AS {n}, coalesce(bit_or(({MARK.format(n)})::UTINYINT), 0) AS {n}_marks"
    for n in ("quantity", "participants", "copies")
)
STAGED = "* REPLACE (string_split(channel, ';') AS channel)"

REPLACE = (
    f"INSERT INTO former_records FROM records WHERE {IN_SLICES}",
    f"DELETE FROM records WHERE {IN_SLICES}",
    f"DELETE FROM monthly WHERE {IN_SLICES}",
)
ROLL_UP = (
    "INSERT INTO monthly SELECT vintage, province_code, period, kind, form, status, "
    f"count(*), {SUMS} FROM records WHERE {IN_SLICES} GROUP BY ALL"
)


@dataclass(frozen=True)
class Upload:
    """A report as it was sent: who, when, which file; ``packed`` is zstd of its bytes."""

    id: str
    at: datetime
    sender: str
    file: str
    sha256: str
    size: int
    packed: bytes | None


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Commit what the block writes, or nothing of it if the block raises."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def staging(connection: Connection, table: pa.Table) -> Iterator[None]:
    """Let the statements of the block see the rows of a report as ``staged``."""
    connection.register("staged", table)
    try:
        yield
    finally:
        connection.unregister("staged")


@contextmanager
def slices_staged(connection: Connection, slices: Sequence[Slice]) -> Iterator[None]:
    """Let the statements of the block see the slices of a report as ``staged_slices``."""
    rows = pd.DataFrame(
        [(s.vintage, s.code, s.period, s.row_count, s.nil) for s in slices],
        columns=["vintage", "province_code", "period", "row_count", "nil"],
    )
    connection.register("staged_slices", rows)
    try:
        yield
    finally:
        connection.unregister("staged_slices")


def stored_time(at: datetime) -> datetime:
    """Return a moment as the warehouse stores it: UTC without a zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def _replace_slices(connection: Connection, upload: Upload) -> None:
    """Make the staged slices the upload's, keeping what stood there as former records."""
    known = connection.execute(f"SELECT count(*) FROM slices WHERE {IN_SLICES}").fetchone()  # noqa: S608
    if known and known[0]:
        for statement in REPLACE:
            connection.execute(statement)
    connection.execute(
        "INSERT INTO slice_versions SELECT n.vintage, n.province_code, n.period, ?, o.upload, "
        "n.row_count, n.nil, coalesce(o.first_at, ?), NULL, false FROM staged_slices AS n "
        f"LEFT JOIN slices AS o USING {SLICE}",
        [upload.id, stored_time(upload.at)],
    )
    connection.execute(
        "UPDATE slice_versions SET ended_by = ? FROM slices AS s WHERE s.upload = "
        "slice_versions.upload AND s.vintage = slice_versions.vintage AND s.province_code = "
        "slice_versions.province_code AND s.period = slice_versions.period AND "
        f"(s.vintage, s.province_code, s.period) IN (SELECT {SLICE} FROM staged_slices)",
        [upload.id],
    )
    connection.execute(f"DELETE FROM slices WHERE {IN_SLICES}")  # noqa: S608
    connection.execute(
        "INSERT INTO slices SELECT vintage, province_code, period, upload, row_count, nil, "
        "first_at FROM slice_versions WHERE upload = ?",
        [upload.id],
    )


def keep_report(
    connection: Connection, upload: Upload, *, rows: int, notes: str | None, refused: bool
) -> None:
    """Store the report as sent; of a refused one only that it was tried."""
    connection.execute(
        "INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            upload.id, stored_time(upload.at), upload.sender, upload.file, upload.sha256,
            upload.size, upload.packed, rows, refused, notes,
        ],
    )  # fmt: skip


def log(connection: Connection, action: str, upload: Upload, **said: Any) -> None:
    """Add a line to the audit log; ``said`` may hold result and detail."""
    connection.execute(
        "INSERT INTO audit SELECT count(*) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM audit",
        [
            stored_time(upload.at), upload.sender, action, upload.id, upload.file, upload.sha256,
            said.get("result", "done"), said.get("detail"),
        ],
    )  # fmt: skip


def load(
    connection: Connection, table: pa.Table, slices: Sequence[Slice], upload: Upload, notes: str
) -> None:
    """Load the rows of a report (columns: etl.check.clean.table_of) as the current version."""
    with staging(connection, table), slices_staged(connection, slices), transaction(connection):
        _replace_slices(connection, upload)
        connection.execute(f"INSERT INTO records SELECT ?, {STAGED} FROM staged", [upload.id])  # noqa: S608
        connection.execute(ROLL_UP)
        keep_report(connection, upload, rows=table.num_rows, notes=notes, refused=False)
        log(connection, "load", upload, detail=f"{len(slices)} slices, {table.num_rows} rows")


def refuse(connection: Connection, upload: Upload, detail: str) -> None:
    """Store that a report was tried and refused, and nothing else of it."""
    with transaction(connection):
        keep_report(connection, upload, rows=0, notes=None, refused=True)
        log(connection, "load", upload, result="refused", detail=detail)
