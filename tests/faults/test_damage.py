"""A damaged file is never shown or built upon, and a rebuild brings the reports back."""

import random

from tests.faults.damage import Wreck, one
from tests.faults.scene import Scene


def test_no_damage_is_shown(scene: Scene) -> None:
    wreck = Wreck(scene, random.Random(20261125))
    for turn in range(36):
        one(wreck, turn)
    assert wreck.found.wrong == []
    assert wreck.found.shown_before > 0
    assert wreck.found.shown_none > 0
    assert wreck.found.rebuilt_all + wreck.found.rebuilt_behind > 0
