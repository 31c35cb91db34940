"""A killed load or undo leaves the old figures or the new ones, and the way free."""

import random

import pytest

from tests.faults.kills import Hunt, moments
from tests.faults.scene import Scene
from tests.faults.shell import STRACE

SEED = 20261125
# The steps where a version comes to be; the long form takes every step there is.
TURNS = ("flock", "sendfile", "copy_file_range", "fsync", "rename", "unlink", "close")


@pytest.fixture(params=["load", "undo"])
def hunt(request: pytest.FixtureRequest, scene: Scene) -> Hunt:
    return Hunt(scene, request.param)


def turn(step: str) -> bool:
    return step.split()[0] in TURNS


def test_every_turn_on_the_way_is_survived(hunt: Hunt) -> None:
    turns = [hunt.whole.steps.index(step) for step in sorted(set(hunt.whole.steps)) if turn(step)]
    assert {"flock", "fsync", "rename"} <= {hunt.whole.steps[n].split()[0] for n in turns}
    for step in turns:
        hunt.at_step(step)
    assert hunt.found.wrong == []
    assert hunt.found.kills == len(turns)
    assert hunt.found.old > 0
    assert hunt.found.new > 0


@pytest.mark.skipif(not STRACE, reason="needs strace")
def test_the_very_call_that_publishes_is_survived(scene: Scene) -> None:
    hunt = Hunt(scene, "load")
    assert hunt.at_call("rename", 1)
    assert hunt.at_call("pwrite64", 2)
    assert hunt.found.wrong == []
    assert hunt.found.kills == 2


def test_any_moment_is_survived(hunt: Hunt) -> None:
    chance = random.Random(SEED)
    for seconds in moments(chance, hunt.seconds, 3):
        hunt.after(seconds)
    hunt.from_the_shell(chance.uniform(0.5, 1.5))
    assert hunt.found.wrong == []
