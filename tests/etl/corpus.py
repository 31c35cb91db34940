"""The files of ``reports/``, what their names say of them, and the workbooks made of them."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from data.warehouse import newest
from etl import examine
from etl.check import check
from etl.check.match import known_headers
from etl.line import Report
from etl.problem import Problem
from etl.problems import severity
from etl.read import read
from etl.sheet import Sheet
from tests.etl import before, only_workbooks
from tests.etl.workbooks import cells_of, workbook

REPORTS = Path(__file__).parent / "reports"
AFTER = REPORTS / "after"
# What a cell of a workbook cannot hold, or what no workbook has: encodings, delimiters, quotes.
CSV_ONLY = re.compile(
    r"cells_count|quote_|encoding_|not_csv|empty_file--|letters_lost--ansi-save"
    r"|text_too_long--row-2--longer-than-any-cell|cr-only|crlf|mixed-line-ends|no-last-line-end"
    r"|pipes|semicolons|tabs|quoted|sep-line|utf|tcvn3|vni|windows-1258"
)
NOW = datetime(2026, 11, 15, 3, tzinfo=UTC)
FINDING = "[a-z_]+(?:--row-[0-9]+(?:-[a-z_]+)?)?"
NAME = re.compile(rf"({FINDING}(?:\+{FINDING})*)(?:--[a-z0-9-]+)?")
BECOMES = {
    "accepted": "loaded",
    "warned": "loaded",
    "refused": "refused",
    "unchanged": "unchanged",
}
SILENT = {"accepted", "unchanged"}


def as_workbook(file: Path) -> bytes:
    """The cells of a CSV as the text cells of a workbook."""
    return workbook(cells_of(file), title=file.stem)


def cases() -> Iterator[tuple[Path, Callable[[], bytes]]]:
    """Every CSV, its cells in a workbook, and what only a workbook can hold; none is on disk
    but the CSVs.
    """
    for file in sorted(REPORTS.rglob("*.csv")):
        yield file, file.read_bytes
        if not CSV_ONLY.match(file.stem):
            yield file.with_suffix(".xlsx"), partial(as_workbook, file)
    for name, made in only_workbooks.CASES.items():
        yield REPORTS / f"{name}--only.xlsx", made


SENT = dict(cases())
ALL = [*SENT]
# What becomes of these depends on what was done before in the store they are sent to.
LATER = [f for f in ALL if f.is_relative_to(AFTER)]
FILES = [f for f in ALL if f not in LATER]
# A workbook that holds the same table as a CSV is stored like it; one of the two is loaded.
TWINS = [f for f in FILES if f.suffix == ".xlsx" and f.with_suffix(".csv") in SENT]
LOADED = [f for f in FILES if f not in TWINS]


def each(files: list[Path]) -> pytest.MarkDecorator:
    """The test for each of the files, under its name."""
    ids = [str(f.relative_to(REPORTS)) for f in files]
    return pytest.mark.parametrize("file", files, ids=ids)


@cache
def report(file: Path) -> Report:
    """A case as it is sent."""
    return Report(file.name, SENT[file]())


def outcome(file: Path) -> str:
    """What becomes of a case: accepted, warned, refused or unchanged."""
    inside = file.relative_to(AFTER if file in LATER else REPORTS).parts
    return inside[1 if file in LATER else 0]


def findings(file: Path) -> list[str]:
    """What the name of a file says is found in it, in no order."""
    if outcome(file) in SILENT:
        return []
    named = NAME.fullmatch(file.stem)
    assert named, "see README.md for how a file is named"
    return sorted(named[1].split("+"))


def prepare(file: Path, store: Path) -> None:
    """Do in a store what was done before the case is sent to it."""
    if file in LATER:
        before.SITUATIONS[file.relative_to(AFTER).parts[0]](store, report(file))


@cache
def rows(file: Path) -> list[dict[str, Any]]:
    """The rows that a case holds, as they are to be stored; none where something is wrong."""
    sheet = read(report(file).data, frozenset(known_headers()))
    table = check(sheet, now=NOW).table if isinstance(sheet, Sheet) else None
    if table is None or outcome(file) == "refused":
        return []
    return [row | {"channel": _listed(row["channel"])} for row in table.to_pylist()]


def _listed(channels: str | None) -> list[str] | None:
    return channels.split(";") if channels else None


def stored(store: Path, upload: str | None) -> list[dict[str, Any]]:
    """The current rows of an upload."""
    warehouse = newest(store)
    if warehouse is None:
        return []
    sql = 'SELECT * EXCLUDE (upload) FROM records WHERE upload = ? ORDER BY "row"'
    with warehouse.cursor() as cursor:
        found: list[dict[str, Any]] = cursor.sql(sql, params=[upload]).to_arrow_table().to_pylist()
    return found


def figures(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that hold figures: what a refused report leaves as it was."""
    warehouse = newest(store)
    tables = ("records", "former_records", "monthly", "slice_versions", "slices", "locks")
    if warehouse is None:
        return {table: [] for table in tables}
    return {t: sorted(warehouse.rows(f"FROM {t}"), key=repr) for t in tables}  # noqa: S608


def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the running month be that of the corpus wherever a report is looked at."""
    today = partial(check, now=NOW)
    monkeypatch.setattr(examine, "check", lambda sheet, now: today(sheet) if now else None)


def named(kind: str, row: int | None, field: str | None) -> str:
    """A finding as it stands in a name."""
    if row is None:
        return kind
    return f"{kind}--row-{row}" + (f"-{field}" if field and not kind.startswith(field) else "")


def found(problems: tuple[Problem, ...], grave: str) -> list[str]:
    """What was found, as it stands in names; all of it errors or all of it warnings."""
    assert all(severity(p.kind) == grave for p in problems)
    return [named(p.kind, p.row, p.field) for p in problems]
