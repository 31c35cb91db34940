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

from tests.faults import clock as clocks
from tests.faults import crowd, damage, fullness, kills, saving, watching
from tests.faults.report import Part, checksum_cost, write
from tests.faults.scene import Scene, made
from tests.faults.shell import CALLS, STRACE

SEED = 20261125
COMMANDS = ("load", "undo")
WRITES = ("pwrite64", "fsync", "sendfile", "rename")
SIZES = 24


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
    everywhere = sum(hunt.found.kills for hunt in hunts)
    for turn in clock.within(range(10 * count)):
        if sum(h.found.kills for h in hunts) >= max(count, everywhere + count // 3):
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
    """Fail at every write in turn, at every size of file, on a full disk and a closed one."""
    found = fullness.Squeezed()
    reached, mountable = [], fullness.may_mount(scene.room / "disk")
    for left, command in enumerate(COMMANDS):
        hunt, now = kills.Hunt(scene, command), time.monotonic()
        half = Clock(now + (clock.end - now) / (len(COMMANDS) - left))
        disks = _on_disks(hunt, half, found) if mountable else 0
        calls = _failing(hunt, half, found) if STRACE else 0
        for number in half.within(range(max(1, SIZES * count // 150))):
            fullness.short_of(hunt, number * 2**17, found)
        reached.append(f"{command}: {calls} failing calls, {disks} disks")
    return Part(
        "no room or no writing: ENOSPC, EROFS and EIO at each call, a limit, a full and a "
        "read-only disk",
        found.refused + found.roomy,
        count,
        f"{found.refused} refused in one sentence with its mend, the old figures unchanged, and "
        f"worked once there was room; {found.roomy} had room enough or reached no such call; "
        f"{'; '.join(reached)}",
        found.wrong,
    )


def _failing(hunt: kills.Hunt, clock: Clock, found: fullness.Squeezed) -> int:
    """Let each call that writes fail in each way; return how many did."""
    calls = 0
    for call in WRITES:
        for error in fullness.ERRORS:
            for number in clock.within(range(1, 50)):
                if not fullness.from_call(hunt, call, number, found, error):
                    break
                calls += 1
    return calls


def _on_disks(hunt: kills.Hunt, clock: Clock, found: fullness.Squeezed) -> int:
    """Close a disk, and fill one to some sizes; return how many were tried."""
    disks = 0
    for eighths in clock.within(range(9)):
        disk = hunt.scene.room / "disk"
        full = fullness.on_full_disk(hunt, disk, (eighths - 1) / 16)
        found.wrong += list(full if eighths else fullness.on_closed_disk(hunt, disk))
        found.refused += 1
        disks += 1
    return disks


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


def keeping(scene: Scene, clock: Clock, count: int) -> Part:
    """Back up while reports are loaded, and restore."""
    del clock
    found = saving.save(scene, count)
    saving.restore_among_writers(scene, found)
    return Part(
        "backups of a store that is being loaded into, each restored",
        found.backups,
        count,
        f"{found.loads} loads and undos went on meanwhile; {found.restored} times what came back "
        "was the version that had been copied, one of these while others loaded",
        found.wrong,
    )


def moving(scene: Scene, clock: Clock, count: int) -> Part:
    """Let the clock jump."""
    del clock
    chance, found = random.Random(SEED), clocks.Moved()
    clocks.sign(scene.room, chance, count, found)
    moved = clocks.move(scene, chance, count)
    return Part(
        "jumps of the clock by a second to a year, forward and back",
        moved.jumps + found.sessions,
        2 * count,
        f"{moved.loads} loads and {moved.undos} undos followed each other in the order they were "
        f"made, the time of reporting stayed; {found.sessions} sessions had their limits and "
        "nobody waited for longer than five minutes",
        moved.wrong + found.wrong,
    )


Doing = Callable[[Scene, Clock, int], Part]
# What is done, its share of the time (what one leaves is for the next), and how often.
PARTS: tuple[tuple[Doing, float, int], ...] = (
    (damaging, 0.08, 300),
    (moving, 0.04, 60),
    (keeping, 0.04, 30),
    (looking, 0.04, 30),
    (killing, 0.2, 300),
    (squeezing, 0.15, 150),
    (crowding, 0.45, 50),
)


@click.command()
@click.option("--minutes", default=30.0, show_default=True, help="When to stop at the latest.")
@click.option("--share", default=1.0, show_default=True, help="Of the rounds of the long form.")
def main(minutes: float, share: float) -> None:
    """Break the store in every way, and write what was found into docs/reliability.md."""
    room = Path(tempfile.mkdtemp(prefix="faults-"))
    begun, end, parts = time.monotonic(), 0.0, list[Part]()
    try:
        cost = checksum_cost(room)
        click.echo(cost)
        scene = made(room)
        for do, part, count in PARTS:
            end += 60 * minutes * part
            parts.append(do(scene, Clock(begun + end), max(1, round(count * share))))
            click.echo(parts[-1].said())
            # What was found so far stays, whatever ends the rest.
            write(parts, cost, time.monotonic() - begun)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    sys.exit(any(part.wrong for part in parts))


if __name__ == "__main__":
    main()
