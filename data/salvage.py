"""The newest version whose kept tables can still be read, damaged elsewhere or not."""

from collections.abc import Collection
from pathlib import Path

import duckdb

from data import store as folder
from data import sums
from data.failures import StoreDamagedError
from data.native import FileVersion


def readable(store: Path, tables: Collection[str]) -> FileVersion | None:
    """Return the newest version in which every row of some tables can be read, None without one."""
    for version in reversed(folder.versions(store)):
        path = folder.path_of(store, version)
        try:
            warehouse = FileVersion(path)
            if _reads(warehouse, tables):
                return warehouse
        except (duckdb.Error, StoreDamagedError):
            continue
    return None


def _reads(warehouse: FileVersion, tables: Collection[str]) -> bool:
    """Read every block of the tables; DuckDB raises at one whose checksum is wrong.

    Where the last write of a header was lost it reads an older state: then steps are missing.
    """
    for table in filter(warehouse.has, tables):
        warehouse.rows(f"SELECT bit_xor(hash(t)) FROM {table} AS t")  # noqa: S608
    [(steps,)] = warehouse.rows("SELECT count(*) FROM audit")
    return sums.steps(warehouse.path) in (None, steps)
