"""Every file of ``reports/`` becomes what its name says (the grammar: ``reports/README.md``)."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from data.warehouse import Warehouse, newest
from etl.__main__ import main
from etl.line import Outcome, ingest, inspect
from tests.etl.corpus import (
    ALL,
    BECOMES,
    FILES,
    LATER,
    LOADED,
    NOW,
    TWINS,
    each,
    figures,
    findings,
    found,
    november,
    outcome,
    prepare,
    report,
    rows,
    stored,
)


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


@cache
def inspected(file: Path) -> Outcome:
    """What is found in a file where nothing is loaded yet."""
    return inspect(report(file), Path("no store"), now=NOW)


@each(FILES)
def test_what_is_found_is_what_the_name_says(file: Path) -> None:
    said = inspected(file)
    told = found(said.problems, "error") + found(said.warnings, "warning")
    assert sorted(told) == findings(file)
    assert said.status == ("refused" if outcome(file) == "refused" else "clean")


def former(warehouse: Warehouse, upload: str | None) -> list[dict[str, Any]]:
    """The rows of an upload, current or replaced by a later one."""
    sql = "FROM records UNION ALL FROM former_records"
    sql = f'SELECT * EXCLUDE (upload) FROM ({sql}) WHERE upload = ? ORDER BY "row"'  # noqa: S608
    with warehouse.cursor() as cursor:
        found: list[dict[str, Any]] = cursor.sql(sql, params=[upload]).to_arrow_table().to_pylist()
    return found


@each(LOADED)
def test_all_rows_are_stored_or_none(
    file: Path, loaded: dict[Path, Outcome], warehouse: Warehouse
) -> None:
    found = loaded[file]
    assert former(warehouse, found.upload) == rows(file)
    if outcome(file) == "refused":
        assert (found.status, found.upload) == ("refused", None)
        return
    assert found.status == "loaded"
    assert found.rows == sum(s.row_count for s in found.slices) == len(rows(file)) > 0
    assert {(r["province_code"], r["period"]) for r in rows(file)} == {
        (s.code, s.period) for s in found.slices
    }


@each(LATER)
def test_what_was_done_before_counts(file: Path, store: Path) -> None:
    prepare(file, store)
    before = figures(store)
    (said,) = ingest([report(file)], store, now=NOW)
    told = found(said.problems, "error") + found(said.warnings, "warning")
    assert sorted(told) == findings(file)
    assert said.status == BECOMES[outcome(file)]
    if said.status == "loaded":
        assert stored(store, said.upload) == rows(file)
    else:
        assert figures(store) == before


def test_of_a_refused_report_only_the_attempt_is_stored(warehouse: Warehouse) -> None:
    refused = [f.name for f in LOADED if outcome(f) == "refused"]
    attempts = warehouse.rows(
        "SELECT u.file, b.bytes, u.row_count, u.notes FROM audit AS a JOIN uploads AS u "
        "USING (upload) LEFT JOIN report_bytes AS b USING (upload) "
        "WHERE u.refused AND a.result = 'refused' ORDER BY a.step"
    )
    assert attempts == [(name, None, 0, None) for name in refused]


def test_reports_that_are_alike_store_the_same(
    loaded: dict[Path, Outcome], warehouse: Warehouse
) -> None:
    alike = defaultdict(list)
    for file in LOADED:
        if file.parent.name == "alike":
            kept = former(warehouse, loaded[file].upload)
            told = [{k: v for k, v in r.items() if k != "row"} for r in kept]
            alike[json.dumps(told, default=str, sort_keys=True)].append(file.stem)
    assert len(alike) == 1, sorted(alike.values(), key=len)[:-1]


@each(TWINS)
def test_a_workbook_stores_what_its_csv_stores(file: Path) -> None:
    def told(twin: Path) -> list[dict[str, Any]]:
        return [{k: v for k, v in row.items() if k != "row"} for row in rows(twin)]

    assert told(file) == told(file.with_suffix(".csv"))


def test_there_are_enough_of_them() -> None:
    kept = {kind: sum(f.suffix == kind for f in ALL) for kind in (".csv", ".xlsx")}
    assert min(kept.values()) >= 250, kept


def test_merged_cells_are_offered_the_text_above() -> None:
    merged = [f for f in FILES if "merged-cells" in f.name]
    assert {f.suffix for f in merged} == {".csv", ".xlsx"}
    for file in merged:
        assert [p.offers for p in inspected(file).problems] == [("Bắc Kạn",), ("4/2021",)]


def test_the_shell_says_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    november(monkeypatch)
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
