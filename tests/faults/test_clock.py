"""A clock that jumps loses nothing, turns nothing round, and lets nobody in for longer."""

import random
from pathlib import Path

from tests.faults import clock
from tests.faults.clock import Moved
from tests.faults.scene import Scene

SEED = 20261125


def test_loads_and_undos_follow_each_other_whatever_the_clock_says(scene: Scene) -> None:
    found = clock.move(scene, random.Random(SEED), 12)
    assert found.wrong == []
    assert (found.loads, found.undos) == (9, 3)


def test_sessions_and_waits_have_their_limits_whatever_the_clock_says(tmp_path: Path) -> None:
    found = Moved()
    clock.sign(tmp_path, random.Random(SEED), 30, found)
    assert found.wrong == []
    assert found.sessions == 30
