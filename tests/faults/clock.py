"""Puts the clock forward and back between loads and undos, and between sign-in and click."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from access import accounts, attempts, sessions
from access import store as people
from data import store as folder
from data import sums
from data.warehouse import Warehouse, newest
from etl import keeping
from etl.line import Report, ingest
from etl.uploads import history, undo
from tests.faults.scene import Scene, figures, month, tidy

START = datetime(2026, 11, 15, 3, tzinfo=UTC)
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
JUMPS = (1, MINUTE, HOUR, 3 * HOUR, DAY, 31 * DAY, 366 * DAY)
PASSWORD = "đồng hồ chạy sai giờ"  # pragma: allowlist secret
FIRST = "SELECT first_at FROM slices WHERE period = '2021-04'"


@dataclass
class Moved:
    """What became of loads, undos and sessions under a clock that jumps."""

    jumps: int = 0
    loads: int = 0
    undos: int = 0
    sessions: int = 0
    wrong: list[str] = field(default_factory=list)


def jump(chance: random.Random) -> timedelta:
    """By a second to a year, forward or back."""
    return timedelta(seconds=chance.choice(JUMPS) * chance.choice((-1, 1)))


def move(scene: Scene, chance: random.Random, count: int) -> Moved:
    """Load, and undo every fourth load, each time at another time of the clock."""
    store, found = scene.copy("moved"), Moved()
    first = _now(store).rows(FIRST)
    titles: list[str] = [_title(_now(store))]
    for number in range(count):
        at = START + jump(chance)
        before = _now(store).version
        if number % 4 == 3:
            undo(store, history(_now(store))[0].upload, actor="", now=at)
            titles.pop()
            found.undos += 1
        else:
            titles.append(f"lần {number}")
            [outcome] = ingest([Report("a.csv", month(4, titles[-1]))], store, now=at)
            found.wrong += [f"{number}: {outcome}"] * (outcome.status != "loaded")
            found.loads += 1
        found.jumps += 1
        file = folder.path_of(store, before + 1)
        os.utime(file, (at.timestamp(), at.timestamp()))
        found.wrong += [f"{number}, {at:%Y-%m-%d}: {w}" for w in _wrong(store, before, titles)]
        found.wrong += [f"{number}: the time of reporting moved"] * (
            _now(store).rows(FIRST) != first
        )
    found.wrong += _rebuilt(store)
    scene.forget(store)
    return found


def _now(store: Path) -> Warehouse:
    warehouse = newest(store)
    assert warehouse
    return warehouse


def _title(warehouse: Warehouse) -> str:
    sql = "SELECT DISTINCT regexp_replace(title, ' [0-9]+$', '') FROM records"
    rows = warehouse.rows(f"{sql} WHERE period = '2021-04'")
    return "+".join(str(title) for (title,) in rows)


def _wrong(store: Path, before: int, titles: list[str]) -> Iterator[str]:
    warehouse = _now(store)
    if warehouse.version != before + 1 or warehouse.instead_of:
        yield f"version {warehouse.version} is shown after {before}"
    if _title(warehouse) != titles[-1]:
        yield f"{_title(warehouse)} is shown, {titles[-1]} was sent last"
    steps = [step for (step,) in warehouse.rows("SELECT step FROM audit ORDER BY step")]
    if steps != list(range(1, len(steps) + 1)):
        yield "the audit log has gaps"
    if not tidy(store):
        yield "something is left behind"
    past = [entry for entry in history(warehouse) if entry.file == "a.csv"]
    current = [n for n, entry in enumerate(past) if entry.state == "current"]
    if [
        n
        for n, entry in enumerate(past)
        if entry.state == "replaced" and n < max(current, default=0)
    ]:
        yield "the history has a replaced upload above the current one"


def _rebuilt(store: Path) -> Iterator[str]:
    due = figures(_now(store))
    sums.forget()
    keeping.rebuild(store, lambda _done, _of: None)
    if figures(_now(store))[:6] != due[:6]:
        yield "rebuilt, the store is another"


@contextmanager
def _at(moment: int) -> Iterator[None]:
    with patch.object(people, "now", lambda: moment):
        yield


def sign(room: Path, chance: random.Random, count: int, found: Moved) -> None:
    """Sign in, guess wrongly, let the clock jump, and ask who is signed in and who must wait."""
    start = int(START.timestamp())
    with patch.dict(os.environ, {"DASHBOARD_STORE": str(room / "signed")}):
        account = accounts.add("An", PASSWORD, "admin")
        for number in range(count):
            with _at(start):
                token = sessions.begin(account)
                for _ in range(attempts.FREE["account"] + 1):
                    attempts.begin(f"name {number}", f"192.0.2.{number % 250}")
            moved = int(jump(chance).total_seconds())
            with _at(start + moved):
                signed = sessions.signed_in(token) is not None
                wait = attempts.begin(f"name {number}", f"192.0.2.{number % 250}")
            if signed != (-sessions.AHEAD <= moved < sessions.IDLE):
                found.wrong.append(f"{moved} s later: signed in is {signed}")
            if wait > attempts.SLOWEST:
                found.wrong.append(f"{moved} s later one waits for {wait} s")
            found.sessions += 1
