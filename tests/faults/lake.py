"""Loaders killed again and again, and readers, on a lake: `python -m tests.faults.lake`."""

import json
import multiprocessing as mp
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import click

from data.lake.setting import lake_of
from data.warehouse import newest
from etl.line import Report, ingest
from tests.faults.scene import ROWS, figures, month
from tests.lake import services as machines

LOADERS, READERS, OWN = 4, 2, 3
SEED = 20261125
LOADED = ("loaded", "unchanged", "replaced")
SPAWN = mp.get_context("spawn")


@dataclass
class Seen:
    """What came of it all; ``wrong`` says what must not be."""

    kills: int = 0
    acknowledged: int = 0
    answers: int = 0
    versions: int = 0
    wrong: list[str] = field(default_factory=list)


def load(setting: str, number: int, room: str) -> None:
    """Send months of one's own without an end; each that is acknowledged is written down."""
    lake, turn = lake_of(setting), random.Random()
    while True:
        own = number * OWN + 1 + turn.randrange(OWN)
        mark = time.time_ns() // 1_000_000
        try:
            (outcome,) = ingest([Report(f"tháng {own}", month(own, f"lần {mark}"))], lake)
            done = outcome.status in LOADED
            told = {"month": own, "mark": mark} if done else {"wrong": str(outcome.problems)}
        except Exception as error:
            told = {"wrong": repr(error)}
        _note(Path(room) / f"loader-{number}", told)


def look(setting: str, number: int, room: str) -> None:
    """Ask everything of the newest version without an end: a version always says the same."""
    lake, known = lake_of(setting), dict[str, object]()
    while True:
        told: dict[str, object] = {}
        try:
            warehouse = newest(lake)
            if warehouse:
                seen = figures(warehouse)
                told = {"version": warehouse.version}
                if known.setdefault(warehouse.key, seen) != seen:
                    told = {"wrong": f"version {warehouse.version} changed"}
        except Exception as error:
            told = {"wrong": repr(error)}
        if told:
            _note(Path(room) / f"reader-{number}", told)


def _note(file: Path, told: dict[str, object]) -> None:
    with file.open("a", encoding="utf-8") as notes:
        notes.write(json.dumps(told, ensure_ascii=False) + "\n")
        notes.flush()
        os.fsync(notes.fileno())


def _notes(room: Path, kind: str) -> Iterator[dict[str, object]]:
    for file in sorted(room.glob(f"{kind}-*")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.endswith("}"):
                yield json.loads(line)


def _begun(setting: str, number: int, room: Path) -> BaseProcess:
    process = SPAWN.Process(target=load, args=(setting, number, str(room)), daemon=True)
    process.start()
    return process


def storm(setting: str, room: Path, *, seconds: float, kills: int) -> Seen:
    """Let all of them loose for a time, with so many kills spread over it."""
    chance, found = random.Random(SEED), Seen()
    loaders = [_begun(setting, number, room) for number in range(LOADERS)]
    readers = [
        SPAWN.Process(target=look, args=(setting, number, str(room)), daemon=True)
        for number in range(READERS)
    ]
    for reader in readers:
        reader.start()
    end = time.monotonic() + seconds
    while time.monotonic() < end and found.kills < kills:
        time.sleep(chance.uniform(0, 2 * seconds / kills))
        victim = chance.randrange(LOADERS)
        loaders[victim].kill()
        loaders[victim].join()
        loaders[victim] = _begun(setting, victim, room)
        found.kills += 1
    time.sleep(max(0.0, end - time.monotonic()))
    for process in (*loaders, *readers):
        process.kill()
        process.join()
    _judge(setting, room, found)
    return found


def _judge(setting: str, room: Path, found: Seen) -> None:
    """Say what was lost, mixed or wrong."""
    acknowledged: dict[int, int] = {}
    for told in _notes(room, "loader"):
        if "wrong" in told:
            found.wrong.append(str(told["wrong"]))
            continue
        found.acknowledged += 1
        own, mark = int(str(told["month"])), int(str(told["mark"]))
        acknowledged[own] = max(mark, acknowledged.get(own, 0))
    looked = list(_notes(room, "reader"))
    found.wrong += [str(told["wrong"]) for told in looked if "wrong" in told]
    found.answers = sum("version" in told for told in looked)
    found.versions = len({told["version"] for told in looked if "version" in told})
    warehouse = newest(lake_of(setting))
    figures(warehouse)
    for own, mark in acknowledged.items():
        period = f"{2021 + (own - 1) // 12}-{(own - 1) % 12 + 1:02d}"
        rows = (
            warehouse.rows("SELECT title FROM records WHERE period = ?", [period])
            if warehouse
            else []
        )
        owners = Counter(int(title.split()[1]) for (title,) in rows)
        if len(owners) != 1 or set(owners.values()) != {ROWS} or min(owners) < mark:
            found.wrong.append(f"{period}: acknowledged {mark}, there is {owners}")


@click.command()
@click.option("--minutes", default=5.0, show_default=True)
@click.option("--kills", default=50, show_default=True)
def main(minutes: float, kills: int) -> None:
    """Try a lake on a PostgreSQL and an S3 of its own, and say what came of it."""
    with machines.running() as running, tempfile.TemporaryDirectory() as room:
        os.environ |= running.secrets()
        found = storm(running.setting("storm"), Path(room), seconds=60 * minutes, kills=kills)
    click.echo(
        f"{found.kills} kills of {LOADERS} loaders, {found.acknowledged} loads acknowledged; "
        f"{found.answers} times everything was read by {READERS} readers, of {found.versions} "
        f"versions; wrong: {found.wrong or 'nothing'}"
    )
    raise SystemExit(bool(found.wrong))


if __name__ == "__main__":
    main()
