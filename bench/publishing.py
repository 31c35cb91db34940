"""Time one month's report of 1,000 rows on its way into stores of several sizes, and back out."""

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench.growing import grown
from data import copies
from data import store as folder
from data.warehouse import newest
from etl.demo import SEED, write_rows
from etl.line import Report, ingest
from etl.uploads import undo

ROWS = 1_000


def measure(
    sizes: tuple[int, ...], *, last: str, times: int, tell: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Return the seconds of a load, of its undo and of a bare copy of the store's file, by size.

    Each time the month of all provinces is replaced and put back, in one process, as a dashboard
    that has opened the store does it: read, checked, loaded, published and opened again. Offices
    send minutes apart, so that no turn waits for the disk to take in the one before.
    """
    found = []
    for size in sizes:
        with grown(size, last, tell) as store:
            found.append({"records": _records(store), **_turns(store, last, times, tell)})
    return found


def _turns(store: Path, last: str, times: int, tell: Callable[[str], None]) -> dict[str, Any]:
    loads, undone, copied = [], [], []
    for turn in range(times):
        file = store.parent / "month.csv"
        write_rows(file, ROWS, first=last, last=last, seed=SEED + turn)
        report = Report(file.name, file.read_bytes())
        os.sync()
        [outcome], spent = _timed(partial(ingest, [report], store))
        tell(f"{outcome.status} in {spent[0]:.2f} s")
        loads.append(spent)
        os.sync()
        undone.append(_timed(partial(undo, store, outcome.upload, actor=""))[1])
        os.sync()
        copied.append(_timed(partial(_copy, store))[1])
    return {"load": _middle(loads), "undo": _middle(undone), "copy": _middle(copied)}


def _copy(store: Path) -> None:
    scratch = store.parent / "scratch"
    copies.copy(folder.path_of(store, folder.versions(store)[-1]), scratch)
    scratch.unlink()


def _timed(work: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    start, busy = time.perf_counter(), time.process_time()
    done = work()
    return done, (time.perf_counter() - start, time.process_time() - busy)


def _middle(spent: list[tuple[float, float]]) -> dict[str, float]:
    clock, busy = (round(median(column), 3) for column in zip(*spent, strict=True))
    return {"seconds": clock, "cpu_seconds": busy}


def _records(store: Path) -> int:
    warehouse = newest(store)
    return int(warehouse.rows("SELECT count(*) FROM records")[0][0]) if warehouse else 0
