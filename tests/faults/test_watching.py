"""A reader during a publish sees one version, whole."""

from tests.faults.scene import Scene
from tests.faults.watching import watch


def test_answers_are_whole_while_versions_come(scene: Scene) -> None:
    found = watch(scene, 6)
    assert found.torn == []
    assert found.answers > len(found.versions) > 1
