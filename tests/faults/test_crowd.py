"""Of many who send at once each month is of one of them, whole, and the others are told."""

from tests.faults.crowd import ONE, OWN, Crowded, round_of
from tests.faults.scene import Scene


def test_no_month_is_mixed(scene: Scene) -> None:
    found = Crowded()
    round_of(scene, 1, found)
    assert found.mixed == []
    assert (found.loaded, found.told) == (1 + ONE + OWN, ONE - 1)
