"""Time what a sender waits for on the page: checking a file, new and as a correction."""

import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import xlsxwriter
from pyarrow import csv as arrow_csv
from python_calamine import CalamineWorkbook

from data.catalog import catalog
from etl.demo import write_rows
from etl.line import Report, ingest
from etl.preview import preview

COUNT = list(catalog().columns).index("participants")
EVERY = 3
"""One row in so many is corrected."""
Table = list[list[str]]
Tell = Callable[[str], None]


def measure(files: Sequence[tuple[str, int]], *, last: str, times: int, tell: Tell) -> list[Any]:
    """Measure files of a kind (``csv`` or ``xlsx``) and so many rows."""
    found = []
    for kind, rows in files:
        tell(f"{kind}, {rows:,} rows …")
        found.append(_measured(kind, rows, last, times))
    return found


def _measured(kind: str, rows: int, last: str, times: int) -> dict[str, Any]:
    """Return the median seconds of both previews and of reading the bare cells."""
    with TemporaryDirectory(prefix="bench-") as folder:
        table = _table(Path(folder), rows, last)
        first, second = (
            Report(f"report.{kind}", write(cells))
            for write in [_csv if kind == "csv" else _xlsx]
            for cells in (table, list(_corrected(table)))
        )
        store = Path(folder) / "store"
        bare, new = _turns(times, lambda: BARE[kind](first.data), lambda: preview(first, store))
        outcome = ingest([first], store)[0]
        if outcome.status != "loaded":
            raise RuntimeError(outcome.problems[:3])
        (again,) = _turns(times, lambda: preview(second, store))
    return {
        "kind": kind,
        "rows": rows,
        "slices": len(outcome.slices),
        "mb": round(len(first.data) / 1024**2, 1),
        "bare": round(bare, 2),
        "new": round(new, 2),
        "correction": round(again, 2),
    }


def _table(folder: Path, rows: int, last: str) -> Table:
    file = folder / "report.csv"
    write_rows(file, rows, last=last)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def _corrected(table: Table) -> Iterator[list[str]]:
    for number, row in enumerate(table):
        wrong = number and number % EVERY == 0
        yield [*row[:COUNT], "77", *row[COUNT + 1 :]] if wrong else row


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode()


def _xlsx(table: Table) -> bytes:
    """Write numbers as numbers, as Excel does."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, [int(c) if c.isdigit() else c for c in row])
    return file.getvalue()


def _arrow(data: bytes) -> object:
    return arrow_csv.read_csv(pa.BufferReader(data))


def _calamine(data: bytes) -> object:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


BARE = {"csv": _arrow, "xlsx": _calamine}


def _turns(times: int, *ways: Callable[[], object]) -> list[float]:
    """Return the median seconds of each way, taken turn by turn."""
    runs: list[list[float]] = [[] for _ in ways]
    for _ in range(times):
        for way, taken in zip(ways, runs, strict=True):
            start = time.perf_counter()
            way()
            taken.append(time.perf_counter() - start)
    return [median(taken) for taken in runs]
