"""Kills a load or an undo on its way, and looks at what is left."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.warehouse import newest
from tests.faults.scene import Figures, Scene, figures, month, sends, tidy
from tests.faults.shell import shell, strace
from tests.faults.victim import Break, Ended, Process, run


@dataclass
class Killed:
    """What became of the killed."""

    kills: int = 0
    late: int = 0
    old: int = 0
    new: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Hunt:
    """One command, killed again and again on a copy of the same store."""

    scene: Scene
    command: str
    found: Killed = field(default_factory=Killed)

    def __post_init__(self) -> None:
        run(self.scene.base, "--help")
        begun = time.monotonic()
        store, self.whole = self._unharmed()
        self.seconds = time.monotonic() - begun
        self.new: Figures = figures(newest(store))
        assert self.whole.acknowledged, self.whole
        assert self.new != self.scene.old
        self.scene.forget(store)

    def _unharmed(self) -> tuple[Path, Ended]:
        store = self.scene.copy(f"{self.command}-unharmed")
        return store, run(store, *self.scene.words(self.command))

    def at_step(self, step: int) -> None:
        """Kill before a step."""
        store = self.scene.copy(f"{self.command}-step-{step}")
        ended = run(store, *self.scene.words(self.command), breaking=Break(step=step))
        self._look(store, ended, f"{self.command} before {step}: {self.whole.steps[step]}")

    def after(self, seconds: float) -> None:
        """Kill at a moment."""
        store = self.scene.copy(f"{self.command}-after-{seconds:.6f}")
        process = Process(store, self.scene.words(self.command))
        time.sleep(seconds)
        process.kill()
        self._look(store, process.ends(), f"{self.command} after {seconds:.3f} s")

    def from_the_shell(self, seconds: float) -> None:
        """Kill the very command, interpreter and all, at a moment."""
        store = self.scene.copy(f"{self.command}-shell-{seconds:.6f}")
        ended = shell(store, self.scene.words(self.command), seconds=seconds)
        self._look(store, ended, f"{self.command} from the shell")

    def at_call(self, call: str, number: int) -> bool:
        """Kill at the n-th call of the system, DuckDB's own included; False past the last one."""
        store = self.scene.copy(f"{self.command}-{call}-{number}")
        traced = strace(call, f"signal=SIGKILL:when={number}")
        ended = shell(store, self.scene.words(self.command), before=traced)
        self._look(store, ended, f"{self.command} at {call} {number}")
        return ended.killed

    def _look(self, store: Path, ended: Ended, where: str) -> None:
        found = self.found
        found.kills += ended.killed
        found.late += not ended.killed
        found.acknowledged += ended.acknowledged
        left = figures(newest(store))
        found.old += left == self.scene.old
        found.new += left == self.new
        for wrong in self._wrong(store, ended, left):
            found.wrong.append(f"{where}: {wrong}")
        self.scene.forget(store)

    def _wrong(self, store: Path, ended: Ended, left: Figures) -> Iterator[str]:
        if left not in (self.scene.old, self.new):
            yield "the figures are neither the old nor the new"
        if ended.acknowledged and left != self.new:
            yield "what was acknowledged is lost"
        sends(store, month(30, "Sau"))
        if not tidy(store):
            yield f"left behind: {sorted(path.name for path in store.iterdir())}"


def moments(chance: random.Random, seconds: float, count: int) -> list[float]:
    """Random moments of a run."""
    return [chance.uniform(0, seconds) for _ in range(count)]
