"""Keep the store safe: back it up, restore it, rebuild it from the reports as sent."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from data import native, pieces, sums
from data import store as folder
from data.failures import DISK, StoreDamagedError, StoreError
from data.lake.setting import Lake
from data.moving import alike, carry, totals
from data.native import FileDraft, FileVersion
from data.salvage import readable
from data.store import Store
from data.warehouse import Connection, Draft, Warehouse, drafting, newest
from etl.check import check
from etl.check.match import known_headers
from etl.load import Upload, load, log, staging
from etl.read import read
from etl.sheet import Sheet
from etl.uploads import put_back, sent_bytes

EVENTS = """
SELECT a.action, a.upload, u.sent_at, u.sender, u.file, u.sha256, u.size, u.notes
FROM audit AS a JOIN uploads AS u USING (upload)
WHERE a.result = 'done' AND a.action IN ('load', 'undo') ORDER BY a.step
"""
# What no report holds and the new warehouse takes over, by its table.
CARRIED = {
    "audit": "FROM audit ORDER BY step",
    "uploads": "SELECT COLUMNS(lambda name: name <> 'bytes') FROM uploads WHERE refused",
    "attempted_slices": "FROM attempted_slices",
    "locks": "FROM locks",
    "explained": "FROM explained",
    "named_views": "FROM named_views",
    "targets": "FROM targets",
    "target_files": "FROM target_files",
}
Progress = Callable[[int, int], None]
Found = TypeVar("Found")


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


def backup(store: Store, to: Path) -> Path:
    """Copy the newest version into a folder and open the copy to see that it is whole.

    Reports may be loaded meanwhile: the copy is of one version, whichever was the newest.
    """
    if isinstance(store, Lake):
        return _carried(_there(newest(store)), to)
    # By its path: a damaged version cannot be opened, and it is said what is wrong with it.
    source = _there(folder.versions(store)[-1:])
    to.mkdir(parents=True, exist_ok=True)
    try:
        return _copied(folder.path_of(store, *source), to)
    except _DroppedError:
        # So many were published while it was copied that it is gone: there are newer ones.
        return backup(store, to)


def _there(found: Found | None) -> Found:
    """Return what there is to keep; raise KeepingError where there is nothing."""
    if not found:
        raise KeepingError("store_empty")
    return found


def _carried(source: Warehouse, to: Path) -> Path:
    """Write a snapshot of a lake as a file, the next version of a folder."""
    with native.drafting(to, mending=True) as draft:
        draft.origin = None
        carry(source, draft.connection)
    copy = folder.path_of(to, draft.published)
    if not alike(source, FileVersion(copy)):
        raise KeepingError("backup_differs", file=str(copy))
    return copy


class _DroppedError(Exception):
    """A version was dropped while it was copied."""


def _copied(source: Path, to: Path) -> Path:
    begun, copy = to / f"begun-{source.name}", to / source.name
    try:
        with _still_there(source):
            shutil.copyfile(source, begun)
            if not sums.agrees(begun, source):
                raise _apart(source, copy)
            as_it_was = totals(FileVersion(source))
            sums.carry(source, copy)
        begun.replace(copy)
    finally:
        begun.unlink(missing_ok=True)
    if totals(FileVersion(copy)) != as_it_was:
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


def restore(store: Store, source: Path) -> int:
    """Publish the newest version of a backup folder as the store's next; return its number."""
    kept = folder.versions(source)
    if not kept:
        raise KeepingError("backup_missing", folder=str(source))
    file = folder.path_of(source, kept[-1])
    with drafting(store, mending=True) as draft:
        if not sums.whole(file):
            raise KeepingError("backup_damaged", folder=str(source))
        saved, present = FileVersion(file), _present(draft)
        if present and present.demonstration != saved.demonstration:
            raise KeepingError("backup_other", folder=str(source))
        if isinstance(draft, FileDraft):
            draft.origin = file
        else:
            carry(saved, draft.connection)
        said = Upload("", datetime.now(UTC), "", file.name, "", 0, None)
        log(draft.connection, "restore", said)
    return draft.published


def _present(draft: Draft) -> Warehouse | None:
    """Return what is loaded now; of a store that is damaged through and through, nothing."""
    try:
        return draft.current
    except StoreDamagedError:
        return None


def rebuild(store: Store, progress: Progress) -> Rebuilt:
    """Publish a new warehouse made only from the reports as sent.

    Loads and undos are done again in their order, under the same upload ids. A report that would
    no longer be accepted stops the rebuild, and the store stays as it is. Of files, the reports
    are taken from the newest version they can be read from, which may be damaged elsewhere.
    """
    with drafting(store, mending=True) as draft:
        if isinstance(draft, FileDraft):
            return _rebuilt_file(draft, progress)
        if draft.current is None:
            raise KeepingError("store_empty")
        # One report after the other would be as many small files in the bucket.
        with TemporaryDirectory() as room:
            with native.drafting(Path(room)) as beside:
                reports = _again(beside, draft.current, progress)
            carry(_there(newest(Path(room))), draft.connection)
    return Rebuilt(reports, None)


def _rebuilt_file(draft: FileDraft, progress: Progress) -> Rebuilt:
    was = draft.origin
    if was is None:
        raise KeepingError("store_empty")
    old = readable(draft.store, ("facts", pieces.TABLE, *CARRIED))
    if old is None:
        raise KeepingError("rebuild_unreadable")
    draft.origin = None
    reports = _again(draft, old, progress)
    return Rebuilt(reports, None if old.path == was else old.path)


def _again(draft: Draft, old: Warehouse, progress: Progress) -> int:
    """Load and undo into an empty draft what was loaded and undone; return how many loads."""
    draft.demonstration = old.demonstration
    events = old.rows(EVENTS)
    for done, (action, id, at, sender, file, sha256, size, notes) in enumerate(events):
        progress(done, len(events))
        packed = pieces.kept(old, id) if action == "load" else None
        upload = Upload(id, at.replace(tzinfo=UTC), sender, file, sha256, size, packed)
        if action == "load":
            _load_again(draft.connection, old, upload, notes)
        else:
            put_back(draft.connection, id)
    progress(len(events), len(events))
    _carry_over(draft.connection, old)
    return sum(event[0] == "load" for event in events)


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
