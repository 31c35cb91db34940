"""Time the loading of one big report against DuckDB reading the same file unchecked."""

import os
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

from etl.demo import write_rows

ROOT = Path(__file__).parent.parent
# What the loading is measured against: every cell as text into a new file, nothing looked at.
PLAIN = (
    "import sys, duckdb; "
    "duckdb.connect(sys.argv[2]).execute("
    "'CREATE TABLE t AS FROM read_csv(?, all_varchar=true)', [sys.argv[1]])"
)


@dataclass(frozen=True)
class Run:
    """One whole process: seconds by the clock and the most memory it held."""

    seconds: float
    peak_mb: float


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
    return Run(seconds, usage.ru_maxrss / unit)


def load(file: Path, folder: Path) -> Run:
    """Load a file into a fresh store with ``python -m etl load``."""
    return timed([sys.executable, "-m", "etl", "load", str(file)], DASHBOARD_STORE=str(folder))


def plain(file: Path, folder: Path) -> Run:
    """Read a file into a new DuckDB file without a single check."""
    folder.mkdir()
    return timed([sys.executable, "-c", PLAIN, str(file), str(folder / "plain.duckdb")])


def summary(runs: list[Run]) -> dict[str, Any]:
    """Return the median of the seconds, each of them, and the highest peak."""
    return {
        "seconds": round(median(run.seconds for run in runs), 2),
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


def measure(file: Path, *, times: int, tell: Callable[[str], None]) -> tuple[dict[str, Any], Path]:
    """Time both ways turn by turn; return the figures and the store of the last load."""
    # Both find the file in the memory of the system, the first run too.
    file.read_bytes()
    loads: list[Run] = []
    plains: list[Run] = []
    for i in range(times):
        plains.append(plain(file, file.parent / f"plain-{i}"))
        loads.append(load(file, file.parent / f"store-{i}"))
        tell(f"run {i + 1}: load {loads[-1].seconds:.1f} s, read_csv {plains[-1].seconds:.1f} s")
    loaded, read = summary(loads), summary(plains)
    figures = {
        "file_mb": round(file.stat().st_size / 1e6),
        "load": loaded,
        "read_csv": read,
        "ratio": round(loaded["seconds"] / read["seconds"], 2),
    }
    return figures, file.parent / f"store-{times - 1}"
