"""The store can be copied, put back, and made again from the reports as sent."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from data import store as folder
from data import sums
from data.failures import StoreDamagedError
from etl import keeping, locks
from etl.check import check
from etl.keeping import KeepingError, Rebuilt, backup, rebuild, restore
from etl.line import ingest
from etl.uploads import history, sent_bytes, undo
from tests.etl.sent import NOW, everything, opened, report, sent, titles


def silent(_done: int, _of: int) -> None: ...


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(KeepingError) as error:
        act()
    return error.value.kind


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with everything that can have happened to a report."""
    store = tmp_path_factory.mktemp("lived-in")
    outcomes = sent(
        store,
        report({"title": "A", "participants": "hơn 150"}, {"province": "Cao Bằng"}, sender="Lan"),
        report({"title": "B", "quantity": "5"}, name="b.csv"),
        report({"title": "C", "period": "5/2021"}),
        report({"quantity": "x"}, name="hỏng.csv"),
        report({"title": "D", "period": "5/2021"}),
        report({"province": "Lâm Đồng", "kind": "nil", "title": ""}),
    )
    undo(store, outcomes[4].upload or "", actor="Lan")
    locks.lock(store, "2021-04", why="chốt", actor="Hoa", province="06")
    return store


@pytest.fixture
def busy(lived_in: Path, store: Path) -> Path:
    """A copy of that store, to do something to."""
    shutil.copytree(lived_in, store)
    return store


def test_rebuilding_gives_the_same_store(busy: Path) -> None:
    before = everything(busy)
    states = [(e.upload, e.state, e.at, e.file) for e in history(opened(busy))]
    log = opened(busy).rows("FROM audit ORDER BY step")
    steps: list[tuple[int, int]] = []
    assert rebuild(busy, lambda done, of: steps.append((done, of))) == Rebuilt(5, None)
    assert everything(busy) == before
    assert [(e.upload, e.state, e.at, e.file) for e in history(opened(busy))] == states
    now = opened(busy).rows("FROM audit ORDER BY step")
    assert (now[:-1], now[-1][3]) == (log, "rebuild")
    assert steps == [(done, 6) for done in range(7)]
    for entry in history(opened(busy)):
        if entry.state != "refused":
            assert sent_bytes(opened(busy), entry.upload)[0] == entry.file


def test_a_rebuilt_store_goes_on_as_before(busy: Path) -> None:
    rebuild(busy, silent)
    rebuild(busy, silent)
    assert sent(busy, report({"title": "B"}))[0].problems[0].kind == "locked_period"
    locks.unlock(busy, "2021-04", why="sửa", actor="Hoa")
    newest = next(e.upload for e in history(opened(busy)) if e.file == "b.csv")
    undo(busy, newest, actor="Hoa")
    assert "A" in titles(busy)


def test_a_report_that_is_no_longer_accepted_stops_the_rebuild(
    busy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, version = everything(busy), opened(busy).version
    earlier = partial(check, now=NOW.replace(year=2020))
    monkeypatch.setattr(keeping, "check", lambda sheet, now: now and earlier(sheet))
    assert refusal(lambda: rebuild(busy, silent)) == "rebuild_refused"
    assert (everything(busy), opened(busy).version) == (before, version)
    assert not list(busy.glob("draft-*"))


def test_a_demonstration_stays_one_when_it_is_rebuilt(store: Path) -> None:
    ingest([report({})], store, now=NOW, demonstration=True)
    rebuild(store, silent)
    assert opened(store).demonstration


def test_nothing_to_back_up_or_rebuild(store: Path, tmp_path: Path) -> None:
    assert refusal(lambda: backup(store, tmp_path / "to")) == "store_empty"
    assert refusal(lambda: rebuild(store, silent)) == "store_empty"
    assert refusal(lambda: restore(store, tmp_path / "nowhere")) == "backup_missing"


def test_backup_and_restore(busy: Path, tmp_path: Path) -> None:
    safe = tmp_path / "safe" / "here"
    before, log = everything(busy), opened(busy).rows("FROM audit ORDER BY step")
    copy = backup(busy, safe)
    assert copy == safe / f"warehouse-{opened(busy).version:06d}.duckdb"
    sent(busy, report({"title": "later", "period": "6/2021"}))
    later = opened(busy).version
    assert restore(busy, safe) == later + 1
    assert everything(busy) == before
    now = opened(busy).rows("FROM audit ORDER BY step")
    assert (now[:-1], now[-1][3]) == (log, "restore")
    assert sorted(p.name for p in safe.iterdir()) == [copy.name, sums.beside(copy).name]


def test_restore_into_a_store_that_was_lost(busy: Path, tmp_path: Path) -> None:
    before = everything(busy)
    backup(busy, tmp_path / "safe")
    shutil.rmtree(busy)
    assert restore(busy, tmp_path / "safe") == 1
    assert everything(busy) == before


def test_of_several_backups_the_newest_is_restored(busy: Path, tmp_path: Path) -> None:
    backup(busy, tmp_path / "safe")
    sent(busy, report({"title": "later", "period": "6/2021"}))
    backup(busy, tmp_path / "safe")
    restore(busy, tmp_path / "safe")
    assert "later" in titles(busy)


def test_real_and_demonstration_are_not_mixed_by_restoring(busy: Path, tmp_path: Path) -> None:
    synthetic = tmp_path / "demonstration"
    ingest([report({})], synthetic, now=NOW, demonstration=True)
    backup(busy, tmp_path / "real")
    backup(synthetic, tmp_path / "invented")
    assert refusal(lambda: restore(busy, tmp_path / "invented")) == "backup_other"
    assert refusal(lambda: restore(synthetic, tmp_path / "real")) == "backup_other"
    assert (opened(busy).demonstration, opened(synthetic).demonstration) == (False, True)


def test_a_damaged_backup_changes_nothing(busy: Path, tmp_path: Path) -> None:
    before, safe = folder.versions(busy), tmp_path / "safe"
    copy = backup(busy, safe)
    copy.write_bytes(copy.read_bytes()[:5000])
    assert refusal(lambda: restore(busy, safe)) == "backup_damaged"
    assert folder.versions(busy) == before


def test_a_copy_that_breaks_off_leaves_no_backup(
    busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, to: Path) -> None:
        to.write_bytes(b"begun")
        raise OSError(28, "No space left on device", str(to))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        backup(busy, tmp_path / "safe")
    assert list((tmp_path / "safe").iterdir()) == []


def test_a_copy_that_differs_is_told(
    busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    sent(other, report({"title": "another store"}))
    source = folder.path_of(other, 1)
    copyfile = shutil.copyfile
    monkeypatch.setattr(shutil, "copyfile", lambda _, to: copyfile(source, to))
    assert refusal(lambda: backup(busy, tmp_path / "safe")) == "backup_differs"


@pytest.mark.parametrize("at", ["copyfile", "carry"])
def test_a_version_that_is_dropped_while_it_is_copied_gives_way_to_the_next(
    busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Many reports are loaded while a large store is copied: only the last versions are kept."""
    owner = shutil if at == "copyfile" else sums
    do, dropped = getattr(owner, at), folder.path_of(busy, folder.versions(busy)[-1])

    def slow(source: Path, to: Path) -> None:
        if source == dropped and dropped.exists():
            # Loading copies the version too, and must not load once more: it holds the lock.
            monkeypatch.setattr(owner, at, do)
            sent(busy, report({"title": "later", "period": "6/2021"}))
            dropped.unlink()
            sums.beside(dropped).unlink()
        do(source, to)

    monkeypatch.setattr(owner, at, slow)
    copy = backup(busy, tmp_path / "safe")
    assert not dropped.exists()
    assert copy.name == folder.path_of(busy, folder.versions(busy)[-1]).name != dropped.name
    names = {path.name for path in (tmp_path / "safe").iterdir()}
    assert {copy.name, sums.beside(copy).name} <= names
    assert not [name for name in names if name.startswith("begun-")]


def test_a_damaged_store_is_rebuilt_from_what_can_be_read(busy: Path) -> None:
    before = everything(busy)
    file = folder.path_of(busy, folder.versions(busy)[-1])
    good = file.read_bytes()
    # The checksum alone is wrong: every report can still be read from the newest version.
    file.write_bytes(good + b"\0")
    assert rebuild(busy, silent) == Rebuilt(5, None)
    assert (everything(busy), opened(busy).instead_of) == (before, None)


def test_a_rebuild_from_an_older_version_says_so(busy: Path) -> None:
    before = everything(busy)
    older = folder.path_of(busy, folder.versions(busy)[-1])
    sent(busy, report({"title": "later", "period": "6/2021"}))
    folder.path_of(busy, folder.versions(busy)[-1]).write_bytes(b"damaged")
    assert rebuild(busy, silent) == Rebuilt(5, older)
    assert everything(busy) == before


def test_a_store_damaged_through_and_through_is_restored(busy: Path, tmp_path: Path) -> None:
    before = everything(busy)
    backup(busy, tmp_path / "safe")
    for number in folder.versions(busy):
        folder.path_of(busy, number).write_bytes(b"damaged")
    assert refusal(lambda: rebuild(busy, silent)) == "rebuild_unreadable"
    restore(busy, tmp_path / "safe")
    assert everything(busy) == before


def test_a_damaged_store_is_not_backed_up(busy: Path, tmp_path: Path) -> None:
    file = folder.path_of(busy, folder.versions(busy)[-1])
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(StoreDamagedError):
        backup(busy, tmp_path / "safe")
    assert list((tmp_path / "safe").iterdir()) == []


def test_a_store_from_before_the_checksums_is_backed_up(busy: Path, tmp_path: Path) -> None:
    sums.beside(folder.path_of(busy, folder.versions(busy)[-1])).unlink()
    copy = backup(busy, tmp_path / "safe")
    assert [p.name for p in (tmp_path / "safe").iterdir()] == [copy.name]
    before = everything(busy)
    restore(busy, tmp_path / "safe")
    assert everything(busy) == before
