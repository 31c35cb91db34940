"""Time the loading of big reports beside DuckDB reading them unchecked, and other checkers."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import beside
from etl.demo import write_rows

ROOT = Path(__file__).parent.parent
# What the loading is measured against: every cell as text into a new file, nothing looked at.
PLAIN = (
    "import sys, duckdb; "
    "duckdb.connect(sys.argv[2]).execute("
    "'CREATE TABLE t AS FROM read_csv(?, all_varchar=true)', [sys.argv[1]])"
)


FRICTIONLESS = 10_000
"""It needs minutes for what the others do in seconds; beyond so many rows it is left out."""
PANDERA_BYTES = 2_000
"""Memory that it needs for a row; where there is less it is left out."""
Way = Callable[[Path, Path], "Run"]


@dataclass(frozen=True)
class Run:
    """One whole process: seconds by the clock, of processor time, and the most memory it held."""

    seconds: float
    peak_mb: float
    busy: float = 0.0


def timed(command: list[str], **environment: str) -> Run:
    """Run a command to its end; raise CalledProcessError with what it said if it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=said, stderr=said
        )
        # Unlike wait(), wait4 tells the memory of this one process.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, said.read()[-2000:])
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime)


def load(file: Path, folder: Path) -> Run:
    """Load a file into a fresh store with ``python -m etl load``."""
    return timed([sys.executable, "-m", "etl", "load", str(file)], DASHBOARD_STORE=str(folder))


def plain(file: Path, folder: Path) -> Run:
    """Read a file into a new DuckDB file without a single check."""
    folder.mkdir()
    return timed([sys.executable, "-c", PLAIN, str(file), str(folder / "plain.duckdb")])


def rivals(rows: int, folder: Path) -> dict[str, Way]:
    """Return the other ways to check such a file, none where their libraries are not installed."""
    python = beside.python()
    if python is None:
        return {}
    lists = str(beside.rules(folder / "lists.json"))

    def run(script: str, *given: str) -> Run:
        return timed([str(python), "-m", f"bench.rivals.{script}", *given], PYTHONPATH=str(ROOT))

    def pandera(file: Path, to: Path) -> Run:
        to.mkdir()
        return run("checked", str(file), lists, str(to / "checked.duckdb"))

    def frictionless(file: Path, _to: Path) -> Run:
        return run("framed", str(file), lists)

    has_room = rows * PANDERA_BYTES < os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    ways: dict[str, Way] = {"pandera": pandera} if has_room else {}
    return ways | ({"frictionless": frictionless} if rows <= FRICTIONLESS else {})


def summary(runs: list[Run]) -> dict[str, Any]:
    """Return the medians by the clock and of processor time, each run, and the highest peak."""
    return {
        "seconds": round(median(run.seconds for run in runs), 2),
        "cpu_seconds": round(median(run.busy for run in runs), 2),
        "runs": [round(run.seconds, 2) for run in runs],
        "peak_mb": round(max(run.peak_mb for run in runs)),
    }


@contextmanager
def big_report(rows: int, last: str, tell: Callable[[str], None]) -> Iterator[Path]:
    """Give a CSV of so many rows in a folder of its own that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder) / "report.csv"
        tell(f"writing {rows:,} rows …")
        write_rows(file, rows, last=last)
        yield file


def measure(
    file: Path, rows: int, *, times: int, tell: Callable[[str], None]
) -> tuple[dict[str, Any], Path]:
    """Time every way turn by turn; return the figures and the store of the last load.

    ``ratio`` is ours by theirs and processor time: that of the clock says what else ran.
    """
    # All find the file in the memory of the system, the first run too.
    _warm(file)
    ways = {"load": load, "read_csv": plain, **rivals(rows, file.parent)}
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for at in range(times):
        for name, way in ways.items():
            folder = file.parent / f"{name}-{at}"
            runs[name].append(way(file, folder))
            tell(f"run {at + 1}: {name} {runs[name][-1].seconds:.1f} s")
            if name != "load" or at < times - 1:
                shutil.rmtree(folder, ignore_errors=True)
    found = {name: summary(each) for name, each in runs.items()}
    mine = found["load"]["cpu_seconds"]
    figures = {
        "rows": rows,
        "file_mb": round(file.stat().st_size / 1e6),
        "us_per_row": round(mine / rows * 1e6, 2),
        "ratios": {n: round(mine / each["cpu_seconds"], 2) for n, each in found.items()},
        "clock_ratios": {
            n: round(found["load"]["seconds"] / each["seconds"], 2) for n, each in found.items()
        },
        **found,
    }
    return figures, file.parent / f"load-{times - 1}"


def _warm(file: Path) -> None:
    with file.open("rb") as data:
        while data.read(1 << 24):
            pass
