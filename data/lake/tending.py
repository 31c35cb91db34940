"""Tend a lake: small files merged, old snapshots and what only they need taken away."""

from typing import NamedTuple

from data.failures import StoreFailedError
from data.lake.reading import newest
from data.lake.session import reaching, session
from data.lake.setting import Lake
from data.lake.writing import locked

SHORTEST = 1
"""Days; a reader may still be looking at a snapshot of this morning."""


class Tended(NamedTuple):
    """The files of the newest version before and after, and the snapshots taken away."""

    before: int
    after: int
    snapshots: int


def tend(lake: Lake, *, days: int, wait: float = 120) -> Tended | None:
    """Merge small files and drop snapshots older than some days; None where nothing was loaded.

    Nobody writes meanwhile; readers go on with the snapshots that they have. Raises ValueError for
    less than SHORTEST days, StoreBusyError and StoreUnreachableError as writing does.
    """
    if days < SHORTEST:
        raise ValueError(days)
    if newest(lake) is None:
        return None
    name, age = "tended", f"now() - INTERVAL {days} DAY"
    with reaching(), session(lake).cursor() as cursor, locked(session(lake), wait):
        session(lake).create(cursor, name)
        try:
            before = _files(lake)
            cursor.execute(f"CALL ducklake_merge_adjacent_files('{name}')").fetchall()
            gone = f"CALL ducklake_expire_snapshots('{name}', older_than => {age})"
            snapshots = len(cursor.execute(gone).fetchall())
            old = f"CALL ducklake_cleanup_old_files('{name}', older_than => {age})"
            cursor.execute(old).fetchall()
        finally:
            cursor.execute(f"DETACH {name}")
    return Tended(before, _files(lake), snapshots)


def _files(lake: Lake) -> int:
    """Return how many files the newest version is made of."""
    table = f"{lake.schema}.ducklake_data_file"
    with session(lake).cursor() as cursor:
        sql = f"SELECT count(*)::text FROM {table} WHERE end_snapshot IS NULL"  # noqa: S608
        found = session(lake).asked(cursor, sql)
    if not found:
        raise StoreFailedError(table)
    return int(found[0])
