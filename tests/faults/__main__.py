"""The long form: ``make faults`` breaks the store hundreds of times and writes down what it found.

It ends by itself: each part has its share of the minutes, and what it did not get to is said.
"""

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from data import sums
from tests.faults import crowd, damage, fullness, kills, watching
from tests.faults.report import Part, write
from tests.faults.scene import Scene, made
from tests.faults.shell import CALLS, STRACE

SEED = 20261125
COMMANDS = ("load", "undo")
MEGABYTES = 300


@dataclass
class Clock:
    """A share of the time there is."""

    end: float

    def within(self, rounds: Iterable[int]) -> Iterator[int]:
        """Go on as long as there is time."""
        for number in rounds:
            if time.monotonic() > self.end:
                return
            yield number


def _everywhere(hunt: kills.Hunt, clock: Clock) -> str:
    """Kill at every step and call there is; say how far the time reached."""
    steps = calls = 0
    for step in clock.within(range(len(hunt.whole.steps))):
        hunt.at_step(step)
        steps += 1
    for call in CALLS if STRACE else ():
        for number in clock.within(range(1, 50)):
            if not hunt.at_call(call, number):
                break
            calls += 1
    end = "" if time.monotonic() < clock.end else " (time was up)"
    return f"{hunt.command}: {steps} of {len(hunt.whole.steps)} steps, {calls} calls{end}"


def killing(scene: Scene, clock: Clock, count: int) -> Part:
    """Kill everywhere, and then at random moments up to so many kills."""
    chance = random.Random(SEED)
    hunts = [kills.Hunt(scene, command) for command in COMMANDS]
    third = (clock.end - time.monotonic()) / 3
    reached = [_everywhere(hunt, Clock(time.monotonic() + third)) for hunt in hunts]
    for turn in clock.within(range(10 * count)):
        if sum(h.found.kills for h in hunts) >= count:
            break
        hunt = hunts[turn % 2]
        if turn % 8 < 6:
            hunt.after(chance.uniform(0, hunt.seconds))
        else:
            hunt.from_the_shell(chance.uniform(0.3, 2.5))
    found = [hunt.found for hunt in hunts]
    return Part(
        "kill -9 during load and undo",
        sum(f.kills for f in found),
        count,
        f"{sum(f.old for f in found)} left the old figures, {sum(f.new for f in found)} the new "
        f"(those that had ended before the kill included); {sum(f.acknowledged for f in found)} "
        "were acknowledged, 0 of these lost; the next load worked each time; killed at "
        f"{'; '.join(reached)}",
        [wrong for f in found for wrong in f.wrong],
    )


def squeezing(scene: Scene, clock: Clock, count: int) -> Part:
    """Refuse every write in turn, and every size of file up to what is needed."""
    found, sizes = fullness.Squeezed(), [n * 2**16 for n in range(64)]
    for command in COMMANDS:
        hunt = kills.Hunt(scene, command)
        for number in clock.within(range(count // 4)):
            fullness.short_of(hunt, sizes[number * 2], found)
        for call in ("pwrite64", "fsync") if STRACE else ():
            for number in clock.within(range(1, 1 + count // 8)):
                fullness.from_call(hunt, call, number, found)
    return Part(
        "no room at a write, by a limit or ENOSPC",
        found.refused + found.roomy,
        count,
        f"{found.refused} refused in one sentence with its mend, the old figures unchanged, and "
        f"worked once there was room; {found.roomy} had room enough",
        found.wrong,
    )


def damaging(scene: Scene, clock: Clock, count: int) -> Part:
    """Damage files in all ways."""
    wreck = damage.Wreck(scene, random.Random(SEED))
    for turn in clock.within(range(2 * count)):
        if wreck.found.damaged >= count:
            break
        damage.one(wreck, turn)
    found = wreck.found
    return Part(
        "damaged warehouse files",
        found.damaged,
        count,
        f"{found.shown_before} times the last whole version was shown and said, "
        f"{found.shown_none} times none was left and that was said, 0 times a wrong figure; "
        f"rebuilt {found.rebuilt_all} times whole, {found.rebuilt_behind} times from the version "
        "before, which was said",
        found.wrong,
    )


def crowding(scene: Scene, clock: Clock, count: int) -> Part:
    """Let many send at once."""
    found = crowd.Crowded()
    for number in clock.within(range(count)):
        crowd.round_of(scene, number, found)
    return Part(
        "rounds of 8 writers on one month (twice) and 20 on their own",
        found.rounds,
        count,
        f"{found.loaded} loads and {found.told} told of a newer version, 0 months mixed",
        found.mixed,
    )


def looking(scene: Scene, clock: Clock, count: int) -> Part:
    """Read while versions are published."""
    del clock
    found = watching.watch(scene, count)
    return Part(
        f"versions published under {watching.READERS} readers",
        count,
        count,
        f"{found.answers} times seven answers, each time from one version; "
        f"{len(found.versions)} versions were seen, each always the same",
        found.torn,
    )


def checksum_cost(room: Path) -> str:
    """Time the check of a version of the size of a big store."""
    file = room / "warehouse-000001.duckdb"
    with file.open("wb") as data:
        for _ in range(MEGABYTES):
            data.write(random.Random(SEED).randbytes(2**20))
    sums.write(file, file, 0)
    begun = time.monotonic()
    assert sums.whole(file)
    return f"Checking a version of {MEGABYTES} MB: {time.monotonic() - begun:.2f} s"


Doing = Callable[[Scene, Clock, int], Part]
# What is done, its share of the time, and how often in the long form.
PARTS: tuple[tuple[Doing, float, int], ...] = (
    (killing, 0.25, 300),
    (squeezing, 0.15, 128),
    (damaging, 0.12, 300),
    (crowding, 0.43, 50),
    (looking, 0.05, 30),
)


@click.command()
@click.option("--minutes", default=30.0, show_default=True, help="When to stop at the latest.")
@click.option("--share", default=1.0, show_default=True, help="Of the rounds of the long form.")
def main(minutes: float, share: float) -> None:
    """Break the store in every way, and write what was found into docs/reliability.md."""
    room = Path(tempfile.mkdtemp(prefix="faults-"))
    begun, parts = time.monotonic(), []
    try:
        scene = made(room)
        for do, part, count in PARTS:
            clock = Clock(time.monotonic() + 60 * minutes * part)
            parts.append(do(scene, clock, max(1, round(count * share))))
            click.echo(parts[-1].said())
        cost = checksum_cost(room)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    click.echo(cost)
    write(parts, cost, time.monotonic() - begun)
    sys.exit(any(part.wrong for part in parts))


if __name__ == "__main__":
    main()
