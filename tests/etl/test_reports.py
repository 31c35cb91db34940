"""Every file of ``reports/`` becomes what its name says (the grammar: ``reports/README.md``)."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from data.warehouse import Warehouse, newest
from etl import examine
from etl.__main__ import main
from etl.check import check
from etl.check.match import known_headers
from etl.line import Outcome, Report, ingest, inspect
from etl.problem import Problem
from etl.problems import severity
from etl.read import read
from etl.sheet import Sheet
from tests.etl import only_workbooks
from tests.etl.workbooks import cells_of, workbook

REPORTS = Path(__file__).parent / "reports"
# What a cell of a workbook cannot hold, or what no workbook has: encodings, delimiters, quotes.
CSV_ONLY = re.compile(
    r"cells_count|quote_|encoding_|not_csv|empty_file--|letters_lost--ansi-save"
    r"|text_too_long--row-2--longer-than-any-cell|cr-only|crlf|mixed-line-ends|no-last-line-end"
    r"|pipes|semicolons|tabs|quoted|sep-line|utf|tcvn3|vni|windows-1258"
)
NOW = datetime(2026, 11, 15, 3, tzinfo=UTC)
FINDING = "[a-z_]+(?:--row-[0-9]+(?:-[a-z_]+)?)?"
NAME = re.compile(rf"({FINDING}(?:\+{FINDING})*)(?:--[a-z0-9-]+)?")
STORED = """
SELECT * FROM (FROM records UNION ALL FROM former_records) WHERE upload = ? ORDER BY "row"
"""


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
FILES = [*SENT]
# A workbook that holds the same table as a CSV is stored like it; one of the two is loaded.
TWINS = [f for f in FILES if f.suffix == ".xlsx" and f.with_suffix(".csv") in SENT]
LOADED = [f for f in FILES if f not in TWINS]


def each(files: list[Path]) -> pytest.MarkDecorator:
    ids = [str(f.relative_to(REPORTS)) for f in files]
    return pytest.mark.parametrize("file", files, ids=ids)


@cache
def report(file: Path) -> Report:
    return Report(file.name, SENT[file]())


def findings(file: Path) -> list[str]:
    """What the name of a file says is found in it, in no order."""
    if file.is_relative_to(REPORTS / "accepted"):
        return []
    named = NAME.fullmatch(file.stem)
    assert named, "see README.md for how a file is named"
    return sorted(named[1].split("+"))


def named(kind: str, row: int | None, field: str | None) -> str:
    """A finding as it stands in a name."""
    if row is None:
        return kind
    return f"{kind}--row-{row}" + (f"-{field}" if field and not kind.startswith(field) else "")


def found(problems: tuple[Problem, ...], grave: str) -> list[str]:
    assert all(severity(p.kind) == grave for p in problems)
    return [named(p.kind, p.row, p.field) for p in problems]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared") / "store"


@pytest.fixture(scope="module")
def loaded(shared: Path) -> dict[Path, Outcome]:
    """All files loaded into one store; what a later one replaces is kept as former records."""
    outcomes = ingest(map(report, LOADED), shared, now=NOW)
    return dict(zip(LOADED, outcomes, strict=True))


@pytest.fixture(scope="module")
def warehouse(shared: Path, loaded: dict[Path, Outcome]) -> Warehouse:
    assert loaded
    published = newest(shared)
    assert published
    return published


def records(warehouse: Warehouse, upload: str | None) -> list[dict[str, Any]]:
    with warehouse.cursor() as cursor:
        rows: list[dict[str, Any]] = cursor.execute(STORED, [upload]).to_arrow_table().to_pylist()
    return rows


@cache
def inspected(file: Path) -> Outcome:
    """What is found in a file where nothing is loaded yet."""
    return inspect(report(file), Path("no store"), now=NOW)


@each(FILES)
def test_what_is_found_is_what_the_name_says(file: Path) -> None:
    outcome = inspected(file)
    told = found(outcome.problems, "error") + found(outcome.warnings, "warning")
    assert sorted(told) == findings(file)
    assert outcome.status == ("refused" if "refused" in file.parts else "clean")


@each(LOADED)
def test_all_rows_are_stored_or_none(
    file: Path, loaded: dict[Path, Outcome], warehouse: Warehouse
) -> None:
    outcome = loaded[file]
    stored = records(warehouse, outcome.upload)
    if "refused" in file.parts:
        assert (outcome.status, outcome.upload, stored) == ("refused", None, [])
        return
    assert outcome.status == "loaded"
    assert len(stored) == outcome.rows == sum(s.row_count for s in outcome.slices) > 0
    assert {(r["province_code"], r["period"]) for r in stored} == {
        (s.code, s.period) for s in outcome.slices
    }


def test_of_a_refused_report_only_the_attempt_is_stored(warehouse: Warehouse) -> None:
    refused = [f.name for f in LOADED if "refused" in f.parts]
    attempts = warehouse.rows(
        "SELECT u.file, u.bytes, u.row_count, u.notes FROM audit AS a JOIN uploads AS u "
        "USING (upload) WHERE u.refused AND a.result = 'refused' ORDER BY a.step"
    )
    assert attempts == [(name, None, 0, None) for name in refused]


def test_reports_that_are_alike_store_the_same(
    loaded: dict[Path, Outcome], warehouse: Warehouse
) -> None:
    alike = defaultdict(list)
    for file in LOADED:
        if file.parent.name == "alike":
            rows = records(warehouse, loaded[file].upload)
            told = [{k: v for k, v in r.items() if k not in ("upload", "row")} for r in rows]
            alike[json.dumps(told, default=str, sort_keys=True)].append(file.stem)
    assert len(alike) == 1, sorted(alike.values(), key=len)[:-1]


def to_store(file: Path) -> dict[str, list[Any]] | None:
    sheet = read(report(file).data, frozenset(known_headers()))
    table = check(sheet, now=NOW).table if isinstance(sheet, Sheet) else None
    return table.drop_columns("row").to_pydict() if table else None


@each(TWINS)
def test_a_workbook_stores_what_its_csv_stores(file: Path) -> None:
    assert to_store(file) == to_store(file.with_suffix(".csv"))


def test_there_are_enough_of_them() -> None:
    kept = {kind: sum(f.suffix == kind for f in FILES) for kind in (".csv", ".xlsx")}
    assert min(kept.values()) >= 250, kept


def test_merged_cells_are_offered_the_text_above() -> None:
    merged = [f for f in FILES if "merged-cells" in f.name]
    assert {f.suffix for f in merged} == {".csv", ".xlsx"}
    for file in merged:
        assert [p.offers for p in inspected(file).problems] == [("Bắc Kạn",), ("4/2021",)]


def test_the_shell_says_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    today = partial(check, now=NOW)
    monkeypatch.setattr(examine, "check", lambda sheet, now: today(sheet) if now else None)
    paths = []
    for number, file in enumerate(FILES):
        paths.append(tmp_path / f"{number}" / file.name)
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(report(file).data)
    shell = CliRunner().invoke(main, ["check", "--json", *map(str, paths)])
    assert shell.exit_code == 1
    told = json.loads(shell.stdout)
    for file, said in zip(FILES, told, strict=True):
        assert said == inspected(file).as_json(), file.stem
