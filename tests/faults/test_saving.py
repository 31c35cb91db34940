"""A backup of a store in use is one version of it, and comes back as it was."""

from tests.faults.saving import Saved, restore_among_writers, save
from tests.faults.scene import Scene


def test_a_backup_under_load_comes_back_as_it_was(scene: Scene) -> None:
    found = save(scene, 3)
    assert found.wrong == []
    assert (found.backups, found.restored) == (3, 3)
    assert found.loads > 0


def test_a_backup_is_put_back_among_writers(scene: Scene) -> None:
    found = Saved()
    restore_among_writers(scene, found)
    assert found.wrong == []
    assert found.restored == 1
