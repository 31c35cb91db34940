"""The ten questions that the pages ask most, timed beside the same aggregates on plain records."""

import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from pyarrow import parquet

from bench.beside import ROOT, python
from data.catalog import catalog
from data.filters import Filters
from data.periods import shift
from data.questions import ROLLUP_SQL, Question, ask
from data.records import count, records
from data.warehouse import Warehouse, newest
from pages.parts.answers import indicators

ENGINES = ("duckdb", "polars", "pandas")
PLAIN = """
SELECT p.name AS province, p.region, left(r.period, 4) AS year, r.period, r.kind, r.form,
    r.channel, r.status, r.quantity, r.participants, r.copies, r.title
FROM records AS r JOIN provinces AS p USING (vintage, province_code)
"""
BATCH = 200_000
MOST_BESIDE = 10_000_000
"""Of more records the others do not have them all in memory."""
SEARCHED = "chuyển đổi số"


@dataclass(frozen=True)
class Asked:
    """A question of the pages: measures by dimensions, a list of records, or how many there are."""

    name: str
    by: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    months: int = 1_000
    where: dict[str, str] = field(default_factory=dict)
    search: str = ""

    def filters(self, last: str) -> Filters:
        """Return the filters, the months counted back from the last with a report."""
        where = {dimension: (value,) for dimension, value in self.where.items()}
        return Filters(where, self.first(last), last, search=self.search)

    def first(self, last: str) -> str:
        """Return the first month it asks for."""
        return max("2015-01", shift(last, 1 - self.months))

    def ours(self, warehouse: Warehouse, last: str) -> object:
        """Answer it as the pages do."""
        filters = self.filters(last)
        if self.measures:
            return ask(warehouse, Question(self.measures, self.by, filters))
        if self.search:
            return count(warehouse, filters)
        return records(warehouse, filters, limit=50)

    def plain(self, last: str) -> dict[str, Any]:
        """Return it as a script knows it that has plain records alone."""
        sums = []
        for id in self.measures:
            measure = catalog().measures[id]
            if found := ROLLUP_SQL.fullmatch(measure.sql):
                sums.append((measure.kind, found[1]))
        return {"by": self.by, "sums": sums, "first": self.first(last), "last": last,
                "where": self.where, "search": self.search}  # fmt: skip


def ten() -> tuple[Asked, ...]:
    """Return the questions, those that the roll-up answers first."""
    every = indicators()
    meetings = ("meetings", "attendances")
    return (
        Asked("all indicators of a month", (), every, 1),
        Asked("all indicators by month, 2 years", ("period",), every, 24),
        Asked("all indicators by province, a month", ("province",), every, 1),
        Asked("all indicators by province and month", ("province", "period"), every, 12),
        Asked("all indicators by region and year", ("region", "year"), every),
        Asked("one kind by month, a province", ("period",), meetings, 1_000,
              {"province": "Hà Nội"}),
        Asked("one kind by form, a year", ("form",), meetings, 12),
        Asked("press by channel, a year", ("channel",), ("items",), 12),
        Asked("the newest records of a month", (), (), 1),
        Asked("records found by a text", (), (), 12, {}, SEARCHED),
    )  # fmt: skip


def measure(
    store: Path, folder: Path, *, times: int, tell: Callable[[str], None]
) -> dict[str, Any]:
    """Return the milliseconds of each question, ours and of plain records in each engine."""
    warehouse = newest(store)
    if warehouse is None or warehouse.periods is None:
        raise LookupError(f"{store}: no report was loaded")
    last = warehouse.periods[1]
    found: dict[str, Any] = {
        "records": int(warehouse.rows("SELECT count(*) FROM records")[0][0]),
        "questions": [asked.name for asked in ten()],
        "ours": {"ms": [timed(partial(a.ours, warehouse, last), times) for a in ten()]},
    }
    if python() is None or found["records"] > MOST_BESIDE:
        return found
    file = plain_records(warehouse, folder)
    for engine in ENGINES:
        tell(f"{found['records']:,} records in {engine} …")
        found[engine] = _beside(engine, file, last, times)
    return found


def plain_records(warehouse: Warehouse, folder: Path) -> Path:
    """Write the records down as plain columns, with all that is joined to ours."""
    file = folder / "plain.parquet"
    with warehouse.reading() as cursor:
        batches = cursor.execute(PLAIN).to_arrow_reader(BATCH)
        with parquet.ParquetWriter(file, batches.schema) as writer:
            for batch in batches:
                writer.write_batch(batch)
    return file


def timed(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the milliseconds of a call by the clock and of processor time, medians of so many."""
    work()
    clocks = []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        work()
        clocks.append((time.perf_counter() - start, time.process_time() - busy))
    clock, cpu = (median(column) * 1000 for column in zip(*clocks, strict=True))
    return clock, cpu


def _beside(engine: str, file: Path, last: str, times: int) -> Any:  # noqa: ANN401
    questions = json.dumps([asked.plain(last) for asked in ten()])
    command = [str(python()), "-m", "bench.rivals.plain", engine, str(file), questions, str(times)]
    told = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)
