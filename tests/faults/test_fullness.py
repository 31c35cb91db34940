"""A full disk and a closed folder are said with their mend, and cost nothing."""

from pathlib import Path

import pytest

from data import store as folder
from data.warehouse import newest
from tests.faults import fullness
from tests.faults.fullness import Squeezed, on_closed_disk, on_full_disk
from tests.faults.kills import Hunt
from tests.faults.scene import Scene, figures
from tests.faults.shell import STRACE
from tests.faults.victim import Break, run


@pytest.fixture(params=["load", "undo"])
def hunt(request: pytest.FixtureRequest, scene: Scene) -> Hunt:
    return Hunt(scene, request.param)


@pytest.fixture
def mountable(tmp_path: Path) -> Path:
    if not fullness.may_mount(tmp_path / "disk"):
        pytest.skip("only who may mount a disk can fill it")
    return tmp_path / "disk"


def size(scene: Scene) -> int:
    newest = folder.path_of(scene.base, folder.versions(scene.base)[-1])
    return newest.stat().st_size


def test_a_file_that_may_not_grow_is_a_full_disk(hunt: Hunt) -> None:
    found = Squeezed()
    whole = size(hunt.scene)
    for largest in (0, whole - 1, whole, 4 * whole):
        fullness.short_of(hunt, largest, found)
    assert found.wrong == []
    assert found.refused >= 2
    assert found.roomy >= 1


def test_a_full_disk(hunt: Hunt, mountable: Path) -> None:
    """Filled to the last page, and then with room for half a version."""
    for spare in (0, 0.5):
        assert list(on_full_disk(hunt, mountable, spare)) == []


def test_a_closed_folder(hunt: Hunt, mountable: Path) -> None:
    assert list(on_closed_disk(hunt, mountable)) == []


@pytest.mark.skipif(not STRACE, reason="needs strace")
@pytest.mark.parametrize("number", [1, 5])
def test_a_disk_that_is_full_from_one_write_on(scene: Scene, number: int) -> None:
    found = Squeezed()
    fullness.from_call(Hunt(scene, "load"), "pwrite64", number, found)
    assert (found.refused, found.wrong) == (1, [])


@pytest.mark.skipif(not STRACE, reason="needs strace")
@pytest.mark.parametrize(("error", "call"), [("EROFS", "rename"), ("EIO", "fsync")])
def test_a_disk_that_fails_at_a_call(scene: Scene, error: str, call: str) -> None:
    found = Squeezed()
    assert fullness.from_call(Hunt(scene, "undo"), call, 1, found, error)
    assert (found.refused, found.wrong) == (1, [])


def test_a_refused_report_on_a_full_disk_changes_nothing(scene: Scene) -> None:
    store = scene.copy("refused")
    bad = scene.room / "sai.csv"
    bad.write_text("không phải báo cáo", encoding="utf-8")
    ended = run(store, "load", str(bad), breaking=Break(largest=10))
    assert ended.code == 1
    assert figures(newest(store)) == scene.old
    scene.forget(store)
