"""Versions are published whole, never edited, and by one process at a time."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from data import disk
from data import store as folders
from data.store import path_of, versions
from data.tables import SCHEMA_VERSION
from data.warehouse import (
    KEPT_VERSIONS,
    StoreBusyError,
    StoreFailedError,
    Warehouse,
    drafting,
    newest,
)

ROOT = Path(__file__).parents[2]
# A second process: it holds the lock, has written into its draft, and does as it is told.
HOLDER = """
import sys
from pathlib import Path
from data.warehouse import drafting
with drafting(Path(sys.argv[1])) as draft:
    draft.connection.execute("INSERT INTO facts VALUES ('note', 'from the other process')")
    print("held", flush=True)
    sys.stdin.readline()
print("published", flush=True)
"""


def note(store: Path, value: str) -> None:
    with drafting(store) as draft:
        draft.connection.execute("INSERT INTO facts VALUES ('note', ?)", [value])


def notes(warehouse: Warehouse | None) -> list[str]:
    assert warehouse
    return [row[0] for row in warehouse.rows("SELECT value FROM facts WHERE name = 'note'")]


@contextmanager
def holder(store: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the writer lock until it is told a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(store)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.communicate("\n")


def test_an_empty_store_has_no_version(store: Path) -> None:
    assert newest(store) is None
    store.mkdir()
    assert newest(store) is None


def test_each_change_is_a_version_of_its_own(store: Path) -> None:
    note(store, "one")
    note(store, "two")
    assert versions(store) == [1, 2]
    warehouse = newest(store)
    assert warehouse
    assert warehouse.version == 2
    assert notes(warehouse) == ["one", "two"]
    assert sorted(p.name for p in store.iterdir()) == [
        "warehouse-000001.duckdb", "warehouse-000001.xxh128",
        "warehouse-000002.duckdb", "warehouse-000002.xxh128", "writer.lock",
    ]  # fmt: skip


def test_the_last_five_versions_are_kept(store: Path) -> None:
    for number in range(7):
        note(store, str(number))
    assert versions(store) == [3, 4, 5, 6, 7]
    assert len(versions(store)) == KEPT_VERSIONS
    assert len(list(store.glob("*.xxh128"))) == KEPT_VERSIONS


def test_nothing_written_is_nothing_published(store: Path) -> None:
    note(store, "one")
    with drafting(store) as draft:
        assert not draft.begun
        assert draft.current is newest(store)
    assert versions(store) == [1]


def test_a_block_that_raises_publishes_nothing_and_leaves_nothing(store: Path) -> None:
    note(store, "one")

    def break_off() -> None:
        with drafting(store) as draft:
            draft.connection.execute("DELETE FROM facts")
            raise KeyError("broken off")

    with pytest.raises(KeyError):
        break_off()
    assert versions(store) == [1]
    assert notes(newest(store)) == ["one"]
    assert not list(store.glob("draft-*"))


def test_a_reader_keeps_its_version_while_others_are_published(store: Path) -> None:
    note(store, "one")
    reader = newest(store)
    assert reader
    for number in range(KEPT_VERSIONS + 1):
        note(store, f"later {number}")
    assert not reader.path.exists()
    assert notes(reader) == ["one"]
    assert len(notes(newest(store))) == KEPT_VERSIONS + 2


def test_one_version_is_opened_once(store: Path) -> None:
    note(store, "one")
    first = newest(store)
    assert first
    assert newest(store) is first
    assert newest(store.parent / "store" / ".." / "store") is first
    note(store, "two")
    second = newest(store)
    assert second
    assert second.key != first.key


def test_a_store_begun_again_is_not_answered_from_the_former(store: Path) -> None:
    note(store, "former")
    former = newest(store)
    path_of(store, 1).unlink()
    note(store, "new")
    assert versions(store) == [1]
    assert notes(newest(store)) == ["new"]
    assert former
    assert newest(store) is not former


@pytest.mark.both
def test_a_published_version_cannot_be_written(store: Path) -> None:
    note(store, "one")
    warehouse = newest(store)
    assert warehouse
    for statement in (
        "DELETE FROM facts",
        "CREATE TABLE other (x INTEGER)",
        "COPY facts TO 'facts.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
    ):
        with pytest.raises(duckdb.Error):
            warehouse.rows(statement)


def test_a_new_store_says_what_it_is(store: Path) -> None:
    note(store, "one")
    warehouse = newest(store)
    assert warehouse
    assert warehouse.rows("SELECT value FROM facts WHERE name = 'schema'") == [(SCHEMA_VERSION,)]
    assert warehouse.periods is None
    assert not warehouse.demonstration
    counted = warehouse.rows("SELECT vintage, count(*) FROM provinces GROUP BY ALL ORDER BY ALL")
    assert counted == [(34, 34), (63, 63)]
    tables = {name for (name,) in warehouse.rows("SELECT table_name FROM duckdb_tables()")}
    assert tables == {
        "facts", "records", "former_records", "monthly", "uploads", "slice_versions", "slices",
        "locks", "audit", "explained", "provinces", "named_views", "attempted_slices",
        "targets", "target_files", "report_bytes",
    }  # fmt: skip
    # The same statements must run on DuckLake, which has none of these.
    assert warehouse.rows("SELECT count(*) FROM duckdb_constraints()") == [(0,)]
    assert warehouse.rows("SELECT count(*) FROM duckdb_indexes()") == [(0,)]
    assert warehouse.rows("SELECT count(*) FROM duckdb_sequences()") == [(0,)]


@pytest.mark.both
def test_a_demonstration_is_marked_when_it_is_begun(store: Path) -> None:
    with drafting(store) as draft:
        draft.demonstration = True
        assert draft.connection
    note(store, "one")
    warehouse = newest(store)
    assert warehouse
    assert warehouse.demonstration


@pytest.mark.both
def test_provinces_are_written_anew_with_each_version(store: Path) -> None:
    note(store, "one")
    with drafting(store) as draft:
        draft.connection.execute("DELETE FROM provinces")
    note(store, "two")
    warehouse = newest(store)
    assert warehouse
    assert warehouse.rows("SELECT count(*) FROM provinces") == [(97,)]


def test_a_second_process_waits_for_its_turn(store: Path) -> None:
    note(store, "one")
    with holder(store) as other:
        with pytest.raises(StoreBusyError, match=str(store)), drafting(store, wait=0.1):
            pass
        # Readers are not kept waiting, and see what was published.
        assert notes(newest(store)) == ["one"]
        assert other.stdin
        other.stdin.write("\n")
        other.stdin.flush()
        note(store, "after it")
    assert notes(newest(store)) == ["one", "from the other process", "after it"]
    assert versions(store) == [1, 2, 3]


def test_a_killed_process_publishes_nothing_and_frees_the_lock(store: Path) -> None:
    note(store, "one")
    with holder(store) as other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        assert list(store.glob("draft-*"))
    assert versions(store) == [1]
    assert notes(newest(store)) == ["one"]
    note(store, "two")
    assert notes(newest(store)) == ["one", "two"]
    assert not list(store.glob("draft-*"))


def test_what_a_killed_process_left_is_swept_before_room_is_needed(store: Path) -> None:
    note(store, "one")
    spilled = store / "draft-of-a-killed-process.duckdb.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_storage-0.tmp").touch()
    (store / "draft-of-a-killed-process.duckdb").touch()
    (store / "warehouse-000009.xxh128").touch()
    with drafting(store):
        assert not list(store.glob("draft-*"))
        assert [path.name for path in store.glob("*.xxh128")] == ["warehouse-000001.xxh128"]


def test_an_old_version_that_cannot_be_removed_is_no_failure(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(self: Path, **_: bool) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    for number in range(KEPT_VERSIONS):
        note(store, str(number))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", busy)
        note(store, "new")
    assert versions(store)[-1] == KEPT_VERSIONS + 1
    note(store, "newer")
    assert len(versions(store)) == KEPT_VERSIONS


def test_a_version_that_may_not_have_reached_the_disk_is_taken_back(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(store, "one")
    flush = disk.flush

    def broken(path: Path) -> None:
        if path == store:
            raise OSError(5, "Input/output error")
        flush(path)

    monkeypatch.setattr(disk, "flush", broken)
    with pytest.raises(StoreFailedError):
        note(store, "two")
    assert notes(newest(store)) == ["one"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [(28, "disk_full"), (27, "disk_full"), (30, "store_closed"), (13, "store_closed")],
)
def test_why_the_store_failed_is_named(store: Path, code: int, kind: str) -> None:
    with pytest.raises(StoreFailedError) as failed, drafting(store):
        raise OSError(code, os.strerror(code))
    assert failed.value.kind == kind


@pytest.mark.parametrize(
    "error", [duckdb.IOException, duckdb.FatalException, duckdb.TransactionException]
)
def test_duckdb_has_only_the_words_of_the_system(store: Path, error: type[Exception]) -> None:
    with pytest.raises(StoreFailedError) as failed, drafting(store):
        raise error(f"Could not write file: {os.strerror(28)}")
    assert failed.value.kind == "disk_full"


def test_what_came_first_is_what_is_said(store: Path) -> None:
    def fail_twice() -> None:
        with drafting(store):
            try:
                raise duckdb.FatalException(f"Could not write file: {os.strerror(28)}")
            finally:
                raise duckdb.FatalException("the database has been invalidated")

    with pytest.raises(StoreFailedError) as failed:
        fail_twice()
    assert failed.value.kind == "disk_full"


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreFailedError), drafting(tmp_path / "file" / "store"):
        pass


def test_the_folder_that_the_environment_names(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folders.chosen() == folders.office() == folders.demonstration() == folders.shown()
    assert folders.chosen() == store
    monkeypatch.setenv("DASHBOARD_STORE", "~/somewhere")
    assert folders.chosen() == Path.home() / "somewhere"


def test_without_one_the_office_is_shown_once_it_holds_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", " ")
    monkeypatch.setattr(folders, "OFFICE", tmp_path / "office")
    monkeypatch.setattr(folders, "DEMONSTRATION", tmp_path / "demonstration")
    assert folders.chosen() is None
    assert folders.shown() == folders.demonstration() == tmp_path / "demonstration"
    note(folders.office(), "one")
    assert folders.shown() == tmp_path / "office"


def test_other_files_in_the_folder_are_no_versions(store: Path) -> None:
    store.mkdir()
    for name in ("warehouse-1.duckdb", "warehouse-000002.duckdb.wal", "draft-000003.duckdb"):
        (store / name).touch()
    (store / "warehouse-1000000.duckdb").touch()
    assert versions(store) == [1_000_000]
    assert path_of(store, 1_000_000).exists()
