"""Damages the files of a store, and looks at what is shown, what is written and what comes back."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from data import store as folder
from data import sums
from data.failures import StoreDamagedError
from data.warehouse import newest
from tests.faults.scene import Figures, Scene, figures
from tests.faults.victim import run

HEADERS = (4096, 8192)
BLOCKS = (1, 64, 512, 4096, 300_000)


@dataclass
class Ruined:
    """What became of damaged files."""

    damaged: int = 0
    shown_before: int = 0
    shown_none: int = 0
    rebuilt_all: int = 0
    rebuilt_behind: int = 0
    wrong: list[str] = field(default_factory=list)


def flip(data: bytearray, chance: random.Random) -> None:
    """Turn a few bits."""
    for _ in range(chance.choice((1, 1, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def header(data: bytearray, chance: random.Random) -> None:
    """Turn a bit of one of the two headers."""
    data[chance.choice(HEADERS) + chance.randrange(64)] ^= 1 << chance.randrange(8)


def lose(data: bytearray, chance: random.Random) -> None:
    """Lose the last write of a header: the one before answers, all its checksums right."""
    one, other = chance.sample(HEADERS, 2)
    data[one : one + 4096] = data[other : other + 4096]


def cut(data: bytearray, chance: random.Random) -> None:
    """Take the end away."""
    del data[chance.randrange(len(data)) :]


def zero(data: bytearray, chance: random.Random) -> None:
    """Put zeros where something was."""
    size, at = chance.choice(BLOCKS), chance.randrange(len(data))
    size = min(size, len(data) - at)
    data[at : at + size] = bytes(size)
    if not any(data[at - 1 : at]):
        data[at - 1 : at] = b"\1"


def swap(data: bytearray, chance: random.Random) -> None:
    """Put a piece of the file where another was: its own checksums are right."""
    size = chance.choice(BLOCKS)
    one, other = (chance.randrange(len(data) - size) for _ in range(2))
    data[one : one + size] = data[other : other + size]


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, header, lose, cut, zero, swap)


def harm(file: Path, chance: random.Random, way: Callable[..., None], *, silent: bool) -> bool:
    """Damage a file; ``silent`` leaves its times as they were. False if it is still the same."""
    before, stamp = file.read_bytes(), file.stat()
    data = bytearray(before)
    way(data, chance)
    file.write_bytes(data)
    if silent:
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    return bytes(data) != before


def seen(store: Path) -> Figures | None:
    """What a reader is shown; None if it is said that nothing can be."""
    try:
        return figures(newest(store))
    except StoreDamagedError:
        return None


def says_so(store: Path) -> bool:
    """Say whether the pages are told that this is not the newest version."""
    warehouse = newest(store)
    return bool(warehouse and warehouse.instead_of == folder.versions(store)[-1])


def versions(scene: Scene) -> list[Figures]:
    """What each version of the base says, the oldest first."""
    found = []
    for number in folder.versions(scene.base):
        store = scene.copy(f"until-{number}")
        for later in folder.versions(store):
            if later > number:
                folder.path_of(store, later).unlink()
        found.append(figures(newest(store)))
        scene.forget(store)
    return found


@dataclass
class Wreck:
    """A store whose files are damaged in all ways; ``truth`` is what each version says."""

    scene: Scene
    chance: random.Random
    found: Ruined = field(default_factory=Ruined)

    def __post_init__(self) -> None:
        self.truth = versions(self.scene)
        store = self.scene.copy("rebuilt-whole")
        assert run(store, "rebuild").code == 0
        self.rebuilt = figures(newest(store))
        self.scene.forget(store)

    def newest_file(self, name: str, way: Callable[..., None], *, rebuild: bool) -> None:
        """Damage the newest version before anybody has opened it."""
        store = self.scene.copy(name)
        if harm(self._newest(store), self.chance, way, silent=False):
            self.found.damaged += 1
            self._expect(name, store, self.truth[-2])
            if rebuild:
                self._rebuild(name, store)
        self.scene.forget(store)

    def open_file(self, name: str, way: Callable[..., None]) -> None:
        """Damage the newest version while it is open, without a trace in its times."""
        store = self.scene.copy(name)
        warehouse = newest(store)
        assert warehouse
        if harm(self._newest(store), self.chance, way, silent=True):
            self.found.damaged += 1
            now = seen(store)
            # What was read before the damage is still right; what is not is never shown.
            if now not in (self.truth[-1], self.truth[-2], None):
                self.found.wrong.append(f"{name}: figures that nobody has sent")
            sums.forget()
            self._expect(name, store, self.truth[-2])
        self.scene.forget(store)

    def several(self, name: str, count: int) -> None:
        """Damage the newest versions, all of them in the end."""
        store = self.scene.copy(name)
        numbers = folder.versions(store)[-count:]
        for number in numbers:
            while not harm(folder.path_of(store, number), self.chance, flip, silent=False):
                continue
        self.found.damaged += count
        left = self.truth[: len(self.truth) - count]
        self._expect(name, store, left[-1] if left else None)
        self.scene.forget(store)

    def _newest(self, store: Path) -> Path:
        return folder.path_of(store, folder.versions(store)[-1])

    def _expect(self, name: str, store: Path, due: Figures | None) -> None:
        now = seen(store)
        self.found.shown_before += now is not None
        self.found.shown_none += now is None
        if now != due:
            self.found.wrong.append(f"{name}: not the figures of the last whole version")
        if now is not None and not says_so(store):
            self.found.wrong.append(f"{name}: an older version is shown in silence")

    def _rebuild(self, name: str, store: Path) -> None:
        """Nothing may be put on a damaged version; a rebuild brings back what can be read."""
        refused = run(store, *self.scene.words("load"))
        if refused.code != 1 or "bị hỏng" not in refused.out:
            self.found.wrong.append(f"{name}: loaded on damage: {refused.out} {refused.err}")
        ended = run(store, "rebuild")
        behind = "đã dựng lại từ một bản trước đó" in ended.err
        self.found.rebuilt_behind += behind
        self.found.rebuilt_all += not behind
        now = seen(store)
        whole = now is not None and now[:4] == self.rebuilt[:4]
        if ended.code != 0 or (not whole and not behind):
            self.found.wrong.append(f"{name}: rebuilt wrongly: {ended.out} {ended.err[-300:]}")
        elif behind and now is not None and now[:4] != self.truth[-2][:4]:
            self.found.wrong.append(f"{name}: rebuilt neither from the newest nor from the last")


def one(wreck: Wreck, turn: int) -> None:
    """Damage a file before it is opened (every ninth is rebuilt), while it is open, or several."""
    way = WAYS[turn % len(WAYS)]
    name = f"{way.__name__}-{turn}"
    if turn % 3 < 2:
        wreck.newest_file(name, way, rebuild=turn % 9 == 0)
    elif turn % 2:
        wreck.open_file(name, way)
    else:
        wreck.several(name, 1 + turn // 6 % len(wreck.truth))
