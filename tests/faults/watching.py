"""Readers ask all the time while versions are published: each answer is of one version."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.warehouse import newest
from tests.faults.scene import Figures, Scene, figures, month
from tests.faults.victim import run

READERS = 3


@dataclass
class Watched:
    """What was read, and under which versions."""

    answers: int = 0
    versions: dict[int, Figures] = field(default_factory=dict)
    torn: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, version: int, seen: Figures) -> None:
        with self.lock:
            self.answers += 1
            if self.versions.setdefault(version, seen) != seen:
                self.torn.append(f"version {version} was seen in two ways")


def _read(store: Path, found: Watched, done: threading.Event) -> None:
    """Ask several things of one version after another, as a page does."""
    last = 0
    while not done.is_set():
        warehouse = newest(store)
        assert warehouse
        try:
            found.note(warehouse.version, figures(warehouse))
        except Exception as error:  # noqa: BLE001
            found.torn.append(f"{type(error).__name__}: {error}")
        if warehouse.version < last:
            found.torn.append(f"version {warehouse.version} after {last}")
        last = warehouse.version


def watch(scene: Scene, publishes: int) -> Watched:
    """Publish so many versions from other processes while readers look on."""
    store, found, done = scene.copy("watched"), Watched(), threading.Event()
    readers = [threading.Thread(target=_read, args=(store, found, done)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        _publish(scene, store, publishes, found.torn)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    scene.forget(store)
    return found


def _publish(scene: Scene, store: Path, publishes: int, torn: list[str]) -> None:
    """Load a month again and again, and undo every third load."""
    file = scene.room / "đang xem.csv"
    for number in range(publishes):
        words: Sequence[str] = ("load", str(file))
        if number % 3 == 2:
            warehouse = newest(store)
            assert warehouse
            sql = "SELECT upload FROM slices WHERE period = '2021-04'"
            words = ("undo", warehouse.rows(sql)[0][0])
        else:
            file.write_bytes(month(4, f"lần {number}"))
        ended = run(store, *words)
        if ended.code:
            torn.append(f"{words}: {ended.out} {ended.err}")
