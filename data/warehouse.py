"""Read the newest published warehouse; publish the next."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from data import copies, disk, sums, tables
from data import store as folder
from data.failures import DISK, StoreDamagedError, failure
from data.failures import StoreBusyError as StoreBusyError
from data.failures import StoreFailedError as StoreFailedError
from data.provinces import write_provinces

KEPT_VERSIONS = 5
KEPT_OPEN = 8
LOCK_SECONDS = 120
SETTINGS: dict[str, Any] = {
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "enable_external_access": False,
}
# Text packs to half the size in this format; DuckDB 1.5 and all later releases read it.
FORMAT = {"storage_compatibility_version": "v1.5.0"}
Connection = duckdb.DuckDBPyConnection


class Warehouse:
    """One published version, read only; its number is the key of every cached answer.

    ``instead_of`` is the newest version, where that is damaged and this one is shown for it.
    """

    def __init__(self, path: Path, written: int = 0) -> None:
        self.path = path
        self.written = written
        self.version = int(path.stem.split("-")[1])
        self.instead_of: int | None = None
        self._connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)

    @property
    def key(self) -> str:
        """A text that names this version of this store among all."""
        return f"{self.path}@{self.written}"

    def close(self) -> None:
        """Let go of the file; cursors that are at work finish."""
        self._connection.close()

    def cursor(self) -> Connection:
        """Return a cursor of its own: a shared one gives wrong rows between threads."""
        return self._connection.cursor()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query with bound values."""
        with self.reading() as cursor:
            return cursor.execute(sql, list(values)).fetchall()

    def table(self, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
        """Return a query with bound values as a table."""
        with self.reading() as cursor:
            return cursor.execute(sql, list(values)).df()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a cursor; a file that was damaged after it was opened is not trusted again."""
        try:
            with self.cursor() as cursor:
                yield cursor
        # DuckDB 1 calls a broken block an IO error, DuckDB 2 only an error.
        except duckdb.Error as error:
            sums.forget()
            if sums.whole(self.path):
                raise
            raise StoreDamagedError(str(self.path)) from error

    def has(self, table: str) -> bool:
        """Say whether this version has a table; those of old stores lack the later ones."""
        return bool(self.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]))

    @cached_property
    def demonstration(self) -> bool:
        """Whether every report in it is synthetic."""
        return bool(self.rows("SELECT 1 FROM facts WHERE name = 'demonstration'"))

    @cached_property
    def periods(self) -> tuple[str, str] | None:
        """The first and last period with a report, None if there is none."""
        first, last = self.rows("SELECT min(period), max(period) FROM slices")[0]
        return (first, last) if first else None


_open: dict[Path, Warehouse] = {}
_opening = Lock()


def newest(store: Path) -> Warehouse | None:
    """Return the newest whole version of a store, None if nothing was loaded yet.

    Raises StoreDamagedError if there are versions and none is whole.
    """
    published = folder.versions(store)
    for version in reversed(published):
        path = folder.path_of(store, version).resolve()
        try:
            if sums.whole(path):
                warehouse = _opened(path)
                warehouse.instead_of = None if version == published[-1] else published[-1]
                return warehouse
        except (FileNotFoundError, duckdb.IOException):
            if path.exists():
                raise
            # So many were published meanwhile that it was dropped: there are newer ones.
            return newest(store)
    if published:
        raise StoreDamagedError(str(store))
    return None


def _opened(path: Path) -> Warehouse:
    # The time of writing tells a store that was removed and begun again from the former one.
    written = path.stat().st_mtime_ns
    with _opening:
        known = _open.pop(path, None)
        if known and known.written != written:
            # In one process DuckDB gives one path one database, as long as any use of it is open.
            known.close()
            known = None
        _open[path] = warehouse = known or Warehouse(path, written)
        for oldest in list(_open)[:-KEPT_OPEN]:
            del _open[oldest]
    return warehouse


class Draft:
    """The next version while the writer lock is held; nothing is copied until it is needed."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.path = store / f"draft-{uuid.uuid4().hex}.duckdb"
        self.demonstration = False
        self.published = 0
        published = folder.versions(store)
        self.origin = folder.path_of(store, published[-1]) if published else None

    @property
    def current(self) -> Warehouse | None:
        """The version published last, as long as the draft has not been begun."""
        return newest(self.store)

    @cached_property
    def connection(self) -> Connection:
        """A writing connection to the draft: a copy of ``origin`` (the newest), or a new one.

        Everything that is written into a draft is one transaction, committed as it is published.
        """
        if self.origin:
            copies.copy(self.origin, self.path)
            if not sums.agrees(self.path, self.origin):
                raise StoreDamagedError(str(self.origin))
        connection = duckdb.connect(str(self.path), config={**SETTINGS, **FORMAT})
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: Connection) -> None:
        if self.origin is None:
            tables.create(connection)
            if self.demonstration:
                connection.execute("INSERT INTO facts VALUES ('demonstration', 'true')")
        elif behind := tables.differing(connection):
            tables.fit(connection, behind)
        connection.execute("BEGIN")
        write_provinces(connection)

    @property
    def begun(self) -> bool:
        """Whether something was written that must be published."""
        return "connection" in self.__dict__

    def publish(self) -> None:
        """Rename the finished draft to the next version and drop the oldest ones."""
        [(steps,)] = self.connection.execute("SELECT count(*) FROM audit").fetchall()
        self.connection.execute("COMMIT")
        self.connection.execute("CHECKPOINT")
        self.connection.close()
        disk.flush(self.path)
        published = folder.versions(self.store)
        self.published = published[-1] + 1 if published else 1
        version = folder.path_of(self.store, self.published)
        sums.write(self.path, version, steps)
        self.path.rename(version)
        try:
            disk.flush(self.store)
        except OSError:
            # The caller will hear that nothing was published, and so it must be.
            version.unlink()
            raise
        old = [folder.path_of(self.store, number) for number in published[: 1 - KEPT_VERSIONS]]
        disk.remove([*old, *map(sums.beside, old)])

    def discard(self) -> None:
        """Remove what was begun; the published versions stay as they are."""
        if self.begun:
            self.connection.close()
        self.sweep()

    def sweep(self) -> None:
        """Remove what killed processes left: no other one writes while we hold the lock."""
        disk.remove([*self.store.glob("draft-*"), *sums.orphans(self.store)])


@contextmanager
def drafting(store: Path, *, wait: float = LOCK_SECONDS, mending: bool = False) -> Iterator[Draft]:
    """Hold the writer lock of a store and publish what the block writes into the draft.

    A block that raises publishes nothing. Raises StoreBusyError if another process keeps the
    lock longer than ``wait`` seconds, StoreFailedError if the disk is full or not writable or
    the newest version is damaged: going on from the one before it would lose reports in
    silence. Who is ``mending`` says what to go on from.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        with FileLock(store / "writer.lock", timeout=wait):
            draft = Draft(store)
            draft.sweep()
            if draft.origin and not mending and not sums.whole(draft.origin):
                raise StoreDamagedError(str(draft.origin))
            try:
                yield draft
                if draft.begun:
                    draft.publish()
            finally:
                draft.discard()
    except Timeout as error:
        raise StoreBusyError(str(store)) from error
    except DISK as error:
        raise failure(error) from error
