"""Make a big warehouse quickly: the rows of a loaded one several times over, month by month."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from bench.loading import big_report, load
from data import pieces, sums, tables
from data import store as folder
from data.native import FORMAT

LOADED = 1_000_000
"""So many rows go through the line; more of them are copied."""
COPIED = (
    "provinces", "slices", "slice_versions", "attempted_slices", "audit", "explained", "locks",
    "former_records", "named_views", "targets", "target_files",
)  # fmt: skip
# Titles and numbers stay unlike one another, as they are in reports.
ROWS = """
INSERT INTO records SELECT r.* REPLACE (r."row" + n.number * ? AS "row",
    CASE WHEN n.number > 0 THEN r.title || ' (' || n.number || ')' ELSE r.title END AS title,
    CASE WHEN n.number > 0 THEN n.number || '/' || r.document_no ELSE r.document_no END
        AS document_no)
FROM small.records AS r CROSS JOIN range(?) AS n(number) WHERE r.period = ?
"""
MONTHLY = """
INSERT INTO monthly SELECT * REPLACE (records * $times AS records, quantity * $times AS quantity,
    participants * $times AS participants, copies * $times AS copies) FROM small.monthly
"""
# The reports as sent are a third of a file: they are kept as often as their rows are.
UPLOADS = """
INSERT INTO {table} SELECT u.* REPLACE (CASE WHEN n.number = 0 THEN u.upload
    ELSE u.upload || '-' || n.number END AS upload) FROM small.{table} AS u, range(?) AS n(number)
"""


@contextmanager
def grown(rows: int, last: str, tell: Callable[[str], None]) -> Iterator[Path]:
    """Give a store of about so many activities that is removed afterwards."""
    times = max(1, round(rows / LOADED))
    with big_report(rows // times, last, tell) as file:
        store = file.parent / "store"
        load(file, store)
        if times > 1:
            tell(f"{times} times as many …")
            grow(store, file.parent / "grown", times)
            store = file.parent / "grown"
        yield store


def grow(small: Path, big: Path, times: int) -> Path:
    """Publish into an empty folder what a store holds, each row so many times; return the file.

    A month's rows stand together, as they do when months are loaded one after another.
    """
    big.mkdir(parents=True)
    source, version = folder.path_of(small, folder.versions(small)[-1]), folder.path_of(big, 1)
    draft = big / "draft-grown.duckdb"
    with duckdb.connect(str(draft), config={**FORMAT}) as connection:
        tables.create(connection)
        connection.execute(f"ATTACH '{source}' AS small (READ_ONLY)")
        _fill(connection, times)
        connection.execute("DETACH small")
        [steps] = connection.execute("SELECT count(*) FROM audit").fetchone() or (0,)
        connection.execute("CHECKPOINT")
    sums.write(draft, version, steps)
    return draft.rename(version)


def _fill(connection: duckdb.DuckDBPyConnection, times: int) -> None:
    for table in COPIED:
        connection.execute(f"INSERT INTO {table} BY NAME FROM small.{table}")  # noqa: S608
    for table in ("uploads", pieces.TABLE):
        connection.execute(UPLOADS.format(table=table), [times])
    connection.execute(MONTHLY, {"times": times})
    [most] = connection.execute('SELECT max("row") FROM small.records').fetchone() or (0,)
    months = connection.execute("SELECT DISTINCT period FROM small.slices ORDER BY 1").fetchall()
    for (period,) in months:
        connection.execute(ROWS, [most, times, period])
