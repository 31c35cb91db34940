"""Versions as files of a folder: the newest whole one is read, the next one published."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from data import copies, disk, sums, tables
from data import store as folder
from data.failures import DISK, StoreBusyError, StoreDamagedError, failure
from data.opened import Connection, Draft, Warehouse
from data.provinces import write_provinces

KEPT_VERSIONS = 5
KEPT_OPEN = 8
SETTINGS: dict[str, Any] = {
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "enable_external_access": False,
}
# Text packs to half the size in this format; DuckDB 1.5 and all later releases read it.
FORMAT = {"storage_compatibility_version": "v1.5.0"}


class FileVersion(Warehouse):
    """A version that is a file, and stays one."""

    def __init__(self, path: Path, written: int = 0) -> None:
        self.path = path
        self.written = written
        self.version = int(path.stem.split("-")[1])
        self._connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)

    @property
    def key(self) -> str:
        """The file, and when it was written: a store may be removed and begun again."""
        return f"{self.path}@{self.written}"

    @property
    def published(self) -> datetime:
        """When the file was written."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    def close(self) -> None:
        """Let go of the file; cursors that are at work finish."""
        self._connection.close()

    def cursor(self) -> Connection:
        """Return a cursor of its own: a shared one gives wrong rows between threads."""
        return self._connection.cursor()

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Trust a file no more that was damaged after it was opened."""
        try:
            yield
        # DuckDB 1 calls a broken block an IO error, DuckDB 2 only an error.
        except duckdb.Error as error:
            sums.forget()
            if sums.whole(self.path):
                raise
            raise StoreDamagedError(str(self.path)) from error


_open: dict[Path, FileVersion] = {}
_opening = Lock()


def newest(store: Path) -> FileVersion | None:
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


def _opened(path: Path) -> FileVersion:
    # The time of writing tells a store that was removed and begun again from the former one.
    written = path.stat().st_mtime_ns
    with _opening:
        known = _open.pop(path, None)
        if known and known.written != written:
            # In one process DuckDB gives one path one database, as long as any use of it is open.
            known.close()
            known = None
        _open[path] = warehouse = known or FileVersion(path, written)
        for oldest in list(_open)[:-KEPT_OPEN]:
            del _open[oldest]
    return warehouse


class FileDraft(Draft):
    """A file beside the versions: a copy of ``origin`` (the newest), or a new one."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.path = store / f"draft-{uuid.uuid4().hex}.duckdb"
        published = folder.versions(store)
        self.origin = folder.path_of(store, published[-1]) if published else None

    @property
    def current(self) -> Warehouse | None:
        """The version published last, as long as the draft has not been begun."""
        return newest(self.store)

    def begin(self) -> Connection:
        """Copy the newest version and open the copy."""
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
def drafting(store: Path, *, wait: float = 120, mending: bool = False) -> Iterator[FileDraft]:
    """Hold the writer lock of a store and publish what the block writes into the draft.

    A block that raises publishes nothing. Raises StoreBusyError if another process keeps the
    lock longer than ``wait`` seconds, StoreFailedError if the disk is full or not writable or
    the newest version is damaged: going on from the one before it would lose reports in
    silence. Who is ``mending`` says what to go on from.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        with FileLock(store / "writer.lock", timeout=wait):
            draft = FileDraft(store)
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
