"""Each version has its checksum beside it, and a version that differs from it is not shown."""

import hashlib
import os
from pathlib import Path

import pytest

from data import sums
from data.failures import StoreDamagedError
from data.store import path_of, versions
from data.warehouse import KEPT_VERSIONS, drafting, newest
from tests.data.test_warehouse import note, notes


def flipped(file: Path, at: int) -> None:
    """Turn one bit; the time of writing stays, as with a disk that rots."""
    before = file.stat()
    with file.open("r+b") as data:
        data.seek(at)
        byte = data.read(1)[0]
        data.seek(at)
        data.write(bytes([byte ^ 1]))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture
def three(store: Path) -> Path:
    for text in ("one", "two", "three"):
        note(store, text)
    return store


def test_the_checksum_is_one_that_the_system_can_check(three: Path) -> None:
    kept = sums.beside(path_of(three, 3)).read_text(encoding="ascii").splitlines()
    assert len(bytes.fromhex(kept[0].split()[0])) == 16
    assert kept[0].endswith("  warehouse-000003.duckdb")
    assert kept[1] == "# steps 0"
    assert sums.whole(path_of(three, 3))


def as_before(version: Path) -> None:
    """Give a version the checksum that programs wrote before."""
    digest = hashlib.sha256(version.read_bytes()).hexdigest()
    sums.beside(version).unlink()
    version.with_suffix(".sha256").write_text(f"{digest}  {version.name}\n# steps 7\n")


def test_a_checksum_of_a_program_from_before_is_checked_too(three: Path) -> None:
    file = path_of(three, 3)
    as_before(file)
    assert sums.whole(file)
    assert sums.steps(file) == 7
    flipped(file, 4096 + 100)
    assert not sums.agrees(file, file)


def test_a_store_goes_on_from_a_checksum_of_before(three: Path) -> None:
    for number in versions(three):
        as_before(path_of(three, number))
    for text in ("four", "five", "six", "seven"):
        note(three, text)
    kept = sorted(path.name for path in three.iterdir() if path.suffix in {".xxh128", ".sha256"})
    assert kept == ["warehouse-000003.sha256"] + [f"warehouse-00000{n}.xxh128" for n in range(4, 8)]


def test_a_copy_has_the_checksum_of_its_version_alone(three: Path, tmp_path: Path) -> None:
    file, copy = path_of(three, 3), tmp_path / "warehouse-000003.duckdb"
    sums.carry(file, copy)
    as_before(file)
    sums.carry(file, copy)
    assert [path.name for path in tmp_path.glob("warehouse-*")] == ["warehouse-000003.sha256"]
    assert sums.agrees(file, copy)


# The main header, the two after it, the first block, the last byte.
@pytest.mark.parametrize("at", [100, 4096 + 100, 8192 + 100, 12288 + 100, -1])
def test_a_damaged_version_is_passed_over_and_named(three: Path, at: int) -> None:
    file = path_of(three, 3)
    flipped(file, at % file.stat().st_size)
    shown = newest(three)
    assert shown
    assert (notes(shown), shown.version, shown.instead_of) == (["one", "two"], 2, 3)


def test_a_damaged_checksum_counts_as_damage(three: Path) -> None:
    sums.beside(path_of(three, 3)).write_bytes(b"")
    assert notes(newest(three)) == ["one", "two"]


def test_a_file_that_comes_back_is_shown_again(three: Path) -> None:
    file = path_of(three, 3)
    good = file.read_bytes()
    file.write_bytes(good[:5000])
    assert notes(newest(three)) == ["one", "two"]
    file.write_bytes(good)
    shown = newest(three)
    assert shown
    assert (len(notes(shown)), shown.instead_of) == (3, None)


def test_where_no_version_is_whole_nothing_is_shown(three: Path) -> None:
    for number in versions(three):
        path_of(three, number).write_bytes(b"")
    with pytest.raises(StoreDamagedError):
        newest(three)


def test_nothing_is_written_on_a_damaged_version(three: Path) -> None:
    path_of(three, 3).write_bytes(b"")
    with pytest.raises(StoreDamagedError), drafting(three):
        pytest.fail("reports of the damaged version would be lost in silence")
    assert versions(three) == [1, 2, 3]


def test_what_was_whole_when_it_was_opened_is_checked_again_when_copied(three: Path) -> None:
    assert newest(three)
    file = path_of(three, 3)
    flipped(file, file.stat().st_size - 1)
    with pytest.raises(StoreDamagedError):
        note(three, "four")
    assert versions(three) == [1, 2, 3]
    assert not list(three.glob("draft-*"))


def test_a_version_damaged_after_it_was_opened_is_found_by_reading(three: Path) -> None:
    with drafting(three) as draft:
        draft.connection.execute("INSERT INTO facts SELECT 'note', range FROM range(300000)")
    warehouse = newest(three)
    assert warehouse
    file = path_of(three, 4)
    for at in range(12288 + 4000, file.stat().st_size, 4096):
        flipped(file, at)
    with pytest.raises(StoreDamagedError):
        warehouse.rows("SELECT max(value) FROM facts")
    assert notes(newest(three)) == ["one", "two", "three"]


def test_a_version_that_was_dropped_while_it_was_looked_for(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sums.whole

    def slowly(version: Path) -> bool:
        monkeypatch.setattr(sums, "whole", whole)
        for _ in range(KEPT_VERSIONS):
            note(three, "meanwhile")
        return whole(version)

    monkeypatch.setattr(sums, "whole", slowly)
    shown = newest(three)
    assert shown
    assert (shown.version, shown.instead_of) == (3 + KEPT_VERSIONS, None)


def test_a_store_from_before_the_checksums_goes_on(three: Path) -> None:
    for number in versions(three):
        sums.beside(path_of(three, number)).unlink()
    assert len(notes(newest(three))) == 3
    note(three, "four")
    assert [sums.beside(path_of(three, n)).exists() for n in versions(three)] == [
        *[False] * 3,
        True,
    ]
    assert sums.steps(path_of(three, 1)) is None
