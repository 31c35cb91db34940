"""Backs a store up while reports are loaded into it, and puts each backup back."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data import store as folder
from data.native import FileVersion
from data.warehouse import Warehouse, newest
from tests.faults.scene import Figures, Scene, figures, month
from tests.faults.victim import run


@dataclass
class Saved:
    """What was backed up under load, and what came back."""

    loads: int = 0
    backups: int = 0
    versions: dict[int, Figures] = field(default_factory=dict)
    restored: int = 0
    wrong: list[str] = field(default_factory=list)


def _loads(scene: Scene, store: Path, found: Saved, done: threading.Event) -> None:
    """Load a month again and again, and undo every third load; note each version."""
    file = scene.room / f"{store.name}.csv"
    while not done.is_set():
        words = ["load", str(file)]
        if found.loads % 3 == 2:
            sql = "SELECT upload FROM slices WHERE period = '2021-04'"
            words = ["undo", _now(store).rows(sql)[0][0]]
        else:
            file.write_bytes(month(4, f"lần {found.loads}"))
        ended = run(store, *words)
        if ended.code:
            found.wrong.append(f"{words}: {ended.out} {ended.err}")
        found.loads += 1
        found.versions[_now(store).version] = figures(_now(store))


def _now(store: Path) -> Warehouse:
    warehouse = newest(store)
    assert warehouse
    return warehouse


def _same(came: Figures, due: Figures) -> bool:
    """A restored store has one line more in its audit log, which says so."""
    return came[:-1] == due[:-1] and came[-1][:-1] == due[-1] and came[-1][-1][1] == "restore"


def save(scene: Scene, count: int) -> Saved:
    """Back up so many times under load; restore each into a store of its own."""
    store, found, done = scene.copy("saved"), Saved(), threading.Event()
    found.versions[_now(store).version] = figures(_now(store))
    writer = threading.Thread(target=_loads, args=(scene, store, found, done))
    writer.start()
    safes = [scene.room / f"safe-{number}" for number in range(count)]
    try:
        for number, safe in enumerate(safes):
            # A backup is quicker than a load: each waits for another one to have begun.
            while found.loads < number and writer.is_alive():
                time.sleep(0.01)
            ended = run(store, "backup", str(safe))
            found.backups += ended.code == 0
            if ended.code:
                found.wrong.append(f"{safe.name}: {ended.out} {ended.err}")
    finally:
        done.set()
        writer.join()
    for safe in safes:
        found.wrong += [f"{safe.name}: {wrong}" for wrong in _comes_back(scene, safe, found)]
        scene.forget(safe)
    scene.forget(store)
    return found


def _comes_back(scene: Scene, safe: Path, found: Saved) -> Iterator[str]:
    [version] = folder.versions(safe)
    store = scene.room / f"back-{safe.name}"
    ended = run(store, "restore", str(safe))
    if ended.code or ended.out.strip() != "restore: 1":
        yield f"not restored: {ended.out} {ended.err}"
    elif not _same(figures(newest(store)), found.versions[version]):
        yield f"version {version} did not come back as it was"
    found.restored += 1
    scene.forget(store)


def restore_among_writers(scene: Scene, found: Saved) -> None:
    """Put a backup back while others load: the version it makes is the backup, whole."""
    store, done = scene.copy("restored"), threading.Event()
    safe = scene.room / "safe"
    run(store, "backup", str(safe))
    due, among = figures(_now(store)), Saved()
    writer = threading.Thread(target=_loads, args=(scene, store, among, done))
    writer.start()
    try:
        ended = run(store, "restore", str(safe))
        number = int(ended.out.removeprefix("restore: ") or 0)
        came = figures(FileVersion(folder.path_of(store, number)))
        found.restored += 1
        if not _same(came, due):
            found.wrong.append(f"version {number}, restored among writers, is not the backup")
    finally:
        done.set()
        writer.join()
    found.wrong += among.wrong
    found.loads += among.loads
    scene.forget(safe)
    scene.forget(store)
