"""Writes what the long form found into docs/reliability.md, with the date and the machine."""

import os
import platform
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data import sums
from tests.faults.shell import STRACE

TARGET = Path(__file__).parents[2] / "docs" / "reliability.md"
MARK = "<!-- from here written by `make faults` -->"


MEGABYTES = 300


def checksum_cost(room: Path) -> str:
    """Time the check of a version of the size of a big store."""
    file = room / "warehouse-000001.duckdb"
    with file.open("wb") as data:
        for _ in range(MEGABYTES):
            data.write(random.randbytes(2**20))
    sums.write(file, file, 0)
    begun = time.monotonic()
    assert sums.whole(file)
    taken = time.monotonic() - begun
    file.unlink()
    sums.beside(file).unlink()
    return f"Checking a version of {MEGABYTES} MB: {taken:.2f} s"


@dataclass(frozen=True)
class Part:
    """One kind of fault: how often it was tried, of how many planned, and what came of it."""

    what: str
    done: int
    planned: int
    found: str
    wrong: list[str]

    @property
    def short(self) -> bool:
        return self.done < self.planned

    def said(self) -> str:
        head = f"{self.what}: {self.done}" + (f" of {self.planned}" if self.short else "")
        bad = "".join(f"\n  WRONG {one}" for one in self.wrong)
        return f"{head}\n  {self.found if not self.wrong else f'{len(self.wrong)} wrong'}{bad}"

    def row(self) -> str:
        done = f"{self.done} of {self.planned} planned (time was up)" if self.short else self.done
        found = f"**{len(self.wrong)} wrong:** {self.wrong[0]}" if self.wrong else self.found
        return f"| {self.what} | {done} | {len(self.wrong)} | {found} |"


def write(parts: Sequence[Part], cost: str, seconds: float) -> None:
    """Put the figures below what is written by hand."""
    written, _, _ = TARGET.read_text(encoding="utf-8").partition(MARK)
    lines = [
        f"{written}{MARK}",
        "",
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `make faults` in {seconds / 60:.0f} minutes: "
        f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}; single calls of the system "
        f"{'broken with strace' if STRACE else 'not broken, strace is missing'}.",
        "",
        "| fault | times | wrong | what came of it |",
        "|---|---|---|---|",
        *(part.row() for part in parts),
        "",
        f"{cost}.",
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
