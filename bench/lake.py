"""Time the ten questions on a lake of this machine's own beside the same warehouse in a folder."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from bench.asked import ten, timed
from bench.questions import milliseconds
from data.lake import near
from data.lake.reading import OFTEN, Snapshot
from data.lake.setting import lake_of
from data.moving import move
from data.warehouse import Warehouse, newest
from tests.lake import services


def measure(store: Path, *, times: int, tell: Callable[[str], None]) -> dict[str, Any] | None:
    """Return the milliseconds of each question by the clock, None where there is no PostgreSQL.

    The snapshot is one that is asked often, as a dashboard does; ``copied_ms`` is what making it
    so takes once.
    """
    if why := services.lacking():
        tell(why)
        return None
    with services.running() as machines, patch.dict(os.environ, machines.secrets()):
        lake = lake_of(machines.setting("bench"))
        tell("moving the store into a lake …")
        move(store, lake)
        there, here = newest(lake), newest(store)
        if not isinstance(there, Snapshot) or here is None or here.periods is None:
            raise LookupError(f"{store}: no report was loaded")
        return _measured(there, here, here.periods[1], times)


def _measured(there: Snapshot, here: Warehouse, last: str, times: int) -> dict[str, Any]:
    for _ in range(OFTEN):
        there.cursor().close()
    asked = [(partial(a.ours, here, last), partial(a.ours, there, last)) for a in ten()]
    pairs = [tuple(timed(way, times)[0] for way in ways) for ways in asked]
    return {
        "questions": [a.name for a in ten()],
        "copied_ms": milliseconds(partial(_copied, there), perf_counter),
        "folder": {"ms": [folder for folder, _ in pairs]},
        "lake": {"ms": [lake for _, lake in pairs]},
        "ratios": [round(lake / folder, 2) for folder, lake in pairs],
    }


def _copied(snapshot: Snapshot) -> None:
    """Copy the small tables once more, as for a version that is new."""
    with snapshot.cursor() as cursor:
        cursor.execute("USE memory")
        near.forget(cursor, snapshot.name)
        near.copy(cursor, snapshot.name)
