"""Put a clean report into the next warehouse, whole slices at a time, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from data import pieces
from data.place import here
from data.warehouse import Connection
from etl.check.clean import Slice

HERE = Path(__file__).parent
LOAD = (HERE / "load.sql").read_text(encoding="utf-8")
ATTEMPT = """
INSERT INTO attempted_slices SELECT ?, vintage, province_code, period FROM staged_slices
"""
ROLL_UP = (HERE / "roll_up.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Upload:
    """A report as it was sent: who, when, which file; ``packed`` is zstd of its bytes.

    ``reason`` is why it was sent in spite of its warnings.
    """

    id: str
    at: datetime
    sender: str
    file: str
    sha256: str
    size: int
    packed: bytes | None
    reason: str = ""


@contextmanager
def staging(connection: Connection, **tables: pa.Table) -> Iterator[None]:
    """Let the statements of the block see tables under the names they are given by.

    If one fails, they go with the connection: in a transaction that failed, DuckDB 2 raises an
    error of its own here, which would stand before the one that says why.
    """
    for name, table in tables.items():
        connection.register(name, table)
    yield
    for name in tables:
        connection.unregister(name)


def stored_time(at: datetime) -> datetime:
    """Return a moment as the warehouse stores it: UTC without a zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def staged_slices(slices: Sequence[Slice]) -> pa.Table:
    """Return slices as the statements see them."""
    stored = {
        "vintage": pa.array([s.vintage for s in slices], pa.int16()),
        "province_code": [s.code for s in slices],
        "period": [s.period for s in slices],
        "row_count": [s.row_count for s in slices],
        "nil": [s.nil for s in slices],
    }
    return pa.table(stored)


def staged_upload(upload: Upload) -> pa.Table:
    """Return the upload as the statements see it."""
    return pa.table({"upload": [upload.id], "sent_at": [stored_time(upload.at)]})


def keep_report(
    connection: Connection, upload: Upload, *, rows: int, notes: str | None, refused: bool
) -> None:
    """Store the report as sent; of a refused one only that it was tried."""
    connection.execute(
        "INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            upload.id, stored_time(upload.at), upload.sender, upload.file, upload.sha256,
            upload.size, rows, refused, notes,
        ],
    )  # fmt: skip
    if upload.packed:
        pieces.keep(connection, upload.id, upload.packed)


def log(
    connection: Connection,
    action: str,
    upload: Upload,
    *,
    result: str = "done",
    detail: str = "",
    locked: tuple[str, str] = ("", ""),
) -> None:
    """Add a line to the audit log; ``locked``: a period and the code of a province, "" for all."""
    connection.execute(
        "INSERT INTO audit SELECT count(*) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM audit",
        [
            stored_time(upload.at), upload.sender, action, upload.id, upload.file, upload.sha256,
            result, detail, here(), *locked,
        ],
    )  # fmt: skip


def load(
    connection: Connection, table: pa.Table, slices: Sequence[Slice], upload: Upload, notes: str
) -> None:
    """Load the rows of a report (columns: etl.check.clean.table_of) as the current version."""
    tables = {"staged_slices": staged_slices(slices), "staged_upload": staged_upload(upload)}
    with staging(connection, staged=table, **tables):
        connection.execute(LOAD)
        connection.execute(ROLL_UP)
        keep_report(connection, upload, rows=table.num_rows, notes=notes, refused=False)
        detail = f"{len(slices)} slices, {table.num_rows} rows"
        log(connection, "load", upload, detail=": ".join(filter(None, (detail, upload.reason))))


def refuse(
    connection: Connection, upload: Upload, detail: str, slices: Sequence[Slice] = ()
) -> None:
    """Store that a report was tried and refused, for which slices, and nothing else of it."""
    with staging(connection, staged_slices=staged_slices(slices)):
        keep_report(connection, upload, rows=0, notes=None, refused=True)
        connection.execute(ATTEMPT, [upload.id])
        log(connection, "load", upload, result="refused", detail=detail)
