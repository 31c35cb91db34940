"""Keep the store safe: back it up, restore it, rebuild it from the reports as sent."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import store as folder
from data import sums
from data.failures import DISK, StoreDamagedError, StoreError
from data.salvage import readable
from data.warehouse import Connection, Draft, Warehouse, drafting
from etl.check import check
from etl.check.match import known_headers
from etl.load import Upload, load, log, staging
from etl.read import read
from etl.sheet import Sheet
from etl.uploads import put_back, sent_bytes

EVENTS = """
SELECT a.action, a.upload, u.sent_at, u.sender, u.file, u.sha256, u.size, u.bytes, u.notes
FROM audit AS a JOIN uploads AS u USING (upload)
WHERE a.result = 'done' AND a.action IN ('load', 'undo') ORDER BY a.step
"""
# What no report holds and the new warehouse takes over, by its table.
CARRIED = {
    "audit": "FROM audit ORDER BY step",
    "uploads": "FROM uploads WHERE refused",
    "attempted_slices": "FROM attempted_slices",
    "locks": "FROM locks",
    "explained": "FROM explained",
    "named_views": "FROM named_views",
    "targets": "FROM targets",
    "target_files": "FROM target_files",
}
Progress = Callable[[int, int], None]


class KeepingError(Exception):
    """A backup, restore or rebuild cannot be done; ``kind`` and ``says`` name why."""

    def __init__(self, kind: str, **says: str) -> None:
        super().__init__(kind)
        self.kind, self.says = kind, says


@dataclass(frozen=True)
class Rebuilt:
    """How many reports a rebuild loaded, and from which version, if not from the newest."""

    reports: int
    behind: Path | None


def backup(store: Path, to: Path) -> Path:
    """Copy the newest version into a folder and open the copy to see that it is whole.

    Reports may be loaded meanwhile: the copy is of one version, whichever was the newest.
    """
    published = folder.versions(store)
    if not published:
        raise KeepingError("store_empty")
    to.mkdir(parents=True, exist_ok=True)
    source = folder.path_of(store, published[-1])
    try:
        return _copied(source, to)
    except _DroppedError:
        # So many were published while it was copied that it is gone: there are newer ones.
        return backup(store, to)


class _DroppedError(Exception):
    """A version was dropped while it was copied."""


def _copied(source: Path, to: Path) -> Path:
    begun, copy = to / f"begun-{source.name}", to / source.name
    try:
        with _still_there(source):
            shutil.copyfile(source, begun)
            if not sums.agrees(begun, source):
                raise _apart(source, copy)
            totals = _totals(Warehouse(source))
            sums.carry(source, copy)
        begun.replace(copy)
    finally:
        begun.unlink(missing_ok=True)
    if _totals(Warehouse(copy)) != totals:
        raise KeepingError("backup_differs", file=str(copy))
    return copy


@contextmanager
def _still_there(source: Path) -> Iterator[None]:
    """Raise _DroppedError unless the version outlives the block: its checksum goes with it."""
    try:
        yield
    except (StoreError, KeepingError, *DISK) as error:
        if source.exists():
            raise
        raise _DroppedError from error
    if not source.exists():
        raise _DroppedError


def _apart(source: Path, copy: Path) -> Exception:
    """Return which of the two is to blame for a copy that differs from its source."""
    if sums.agrees(source, source):
        return KeepingError("backup_differs", file=str(copy))
    return StoreDamagedError(str(source))


def restore(store: Path, source: Path) -> int:
    """Publish the newest version of a backup folder as the store's next; return its number."""
    kept = folder.versions(source)
    if not kept:
        raise KeepingError("backup_missing", folder=str(source))
    file = folder.path_of(source, kept[-1])
    with drafting(store, mending=True) as draft:
        if not sums.whole(file):
            raise KeepingError("backup_damaged", folder=str(source))
        saved, present = Warehouse(file), _present(draft)
        if present and present.demonstration != saved.demonstration:
            raise KeepingError("backup_other", folder=str(source))
        draft.origin = file
        said = Upload("", datetime.now(UTC), "", file.name, "", 0, None)
        log(draft.connection, "restore", said)
    return draft.published


def _present(draft: Draft) -> Warehouse | None:
    """Return what is loaded now; of a store that is damaged through and through, nothing."""
    try:
        return draft.current
    except StoreDamagedError:
        return None


def _totals(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return warehouse.rows(
        "SELECT kind, status, count(*), sum(quantity), sum(participants), sum(copies) "
        "FROM records GROUP BY ALL ORDER BY ALL"
    )


def rebuild(store: Path, progress: Progress) -> Rebuilt:
    """Publish a new warehouse made only from the reports as sent.

    Loads and undos are done again in their order, under the same upload ids. A report that would
    no longer be accepted stops the rebuild, and the store stays as it is. The reports are taken
    from the newest version they can be read from, which may be damaged elsewhere.
    """
    with drafting(store, mending=True) as draft:
        newest = draft.origin
        if newest is None:
            raise KeepingError("store_empty")
        old = readable(store, ("facts", *CARRIED))
        if old is None:
            raise KeepingError("rebuild_unreadable")
        draft.origin, draft.demonstration = None, old.demonstration
        events = old.rows(EVENTS)
        for done, (action, id, at, sender, file, sha256, size, packed, notes) in enumerate(events):
            progress(done, len(events))
            upload = Upload(id, at.replace(tzinfo=UTC), sender, file, sha256, size, packed)
            if action == "load":
                _load_again(draft.connection, old, upload, notes)
            else:
                put_back(draft.connection, id)
        progress(len(events), len(events))
        _carry_over(draft.connection, old)
    reports = sum(event[0] == "load" for event in events)
    return Rebuilt(reports, None if old.path == newest else old.path)


def _load_again(connection: Connection, old: Warehouse, upload: Upload, notes: str) -> None:
    sheet = read(sent_bytes(old, upload.id)[1], frozenset(known_headers()))
    checked = check(sheet, now=upload.at) if isinstance(sheet, Sheet) else None
    if checked is None or checked.table is None:
        raise KeepingError("rebuild_refused", upload=upload.id, file=upload.file)
    load(connection, checked.table, checked.slices, upload, notes)


def _carry_over(connection: Connection, old: Warehouse) -> None:
    """Take over what no report holds: the audit log, refused attempts, locks, targets."""
    with old.cursor() as cursor:
        connection.execute("DELETE FROM audit")
        for table in filter(old.has, CARRIED):
            with staging(connection, carried=cursor.sql(CARRIED[table]).to_arrow_table()):
                connection.execute(f"INSERT INTO {table} BY NAME FROM carried")  # noqa: S608
        log(connection, "rebuild", Upload("", datetime.now(UTC), "", "", "", 0, None))
