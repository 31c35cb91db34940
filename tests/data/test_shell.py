"""``python -m data``: questions and records from the shell."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from data.__main__ import main
from data.records import COLUMNS
from data.store import path_of
from tests.data.conftest import Asked
from tests.data.test_warehouse import note


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def shown(samples: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell reads the store with the five reports."""
    monkeypatch.setenv("DASHBOARD_STORE", str(samples.warehouse.path.parent))


@pytest.fixture
def around(merger: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell reads the store with half a year around the merger."""
    monkeypatch.setenv("DASHBOARD_STORE", str(merger.warehouse.path.parent))


BY = [
    ("--by", "province", "period"),
    ("--by", "province", "--by", "period"),
    ("--by", "province,period"),
    ("--by", "province", "--by", "period", "--by", "province"),
]


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("by", BY, ids=" ".join)
def test_dimensions_may_be_written_in_several_ways(by: tuple[str, ...]) -> None:
    asked = run("ask", "meetings", "copies", *by, "--format", "csv")
    assert asked.exit_code == 0
    assert list(csv.reader(io.StringIO(asked.stdout))) == [
        ["province", "period", "meetings", "copies"],
        ["Bắc Kạn", "2021-04", "6", "1890"],
        ["Bắc Kạn", "2024-05", "1", "0"],
        ["Cao Bằng", "2024-10", "1", "0"],
        ["Cao Bằng", "2025-01", "0", "0"],
        ["Lâm Đồng", "2024-01", "1", "0"],
    ]


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(
    "where",
    [
        ("--where", "province=Bắc Kạn", "period=2021-04"),
        ("--where", "province=Bắc Kạn", "--where", "period=2021-04"),
        ("--where", " province = Bắc Kạn ", "--where", "period=2021-04"),
    ],
)
def test_conditions_may_be_written_in_several_ways(where: tuple[str, ...]) -> None:
    asked = run("ask", "meetings,documents", *where, "--format", "json")
    assert asked.exit_code == 0
    assert json.loads(asked.stdout) == [{"meetings": 6, "documents": 7}]


@pytest.mark.usefixtures("shown")
def test_one_dimension_twice_means_either() -> None:
    asked = run("ask", "meetings", "--where", "year=2021", "year=2024", "--by", "year")
    assert [line.split() for line in asked.stdout.splitlines()] == [
        ["year", "meetings"], ["2021", "6"], ["2024", "3"],
    ]  # fmt: skip


@pytest.mark.usefixtures("shown")
def test_a_table_has_qualifiers_and_vietnamese_numbers() -> None:
    asked = run("ask", "attendances", "copies", "--by", "period", "--where", "year=2021")
    assert asked.stdout.splitlines() == [
        "period   attendances  copies",
        "2021-04        ≥ 150   1.890",
    ]


@pytest.mark.usefixtures("shown")
def test_json_has_the_ids_asked_for_and_null_for_no_value() -> None:
    asked = run("ask", "items", "--by", "channel", "--format", "json")
    assert json.loads(asked.stdout) == [
        {"channel": "print", "items": 1},
        {"channel": "radio", "items": 1},
        {"channel": "television", "items": 1},
    ]
    asked = run("ask", "meetings", "--by", "mode", "--format", "json")
    assert json.loads(asked.stdout)[-1] == {"mode": None, "meetings": 7}
    assert run("ask", "meetings", "--by", "mode").exit_code == 0


@pytest.mark.usefixtures("shown")
def test_results_are_counted_unless_told_otherwise() -> None:
    asked = run("ask", "documents", "--where", "status=planned", "--format", "json")
    assert json.loads(asked.stdout) == [{"documents": 2}]


@pytest.mark.usefixtures("shown")
def test_todays_boundaries() -> None:
    asked = run("ask", "meetings", "--by", "province", "--boundaries", "current", "--format", "csv")
    assert asked.stdout.splitlines()[1:] == ["Cao Bằng,1", "Lâm Đồng,1", "Thái Nguyên,7"]


@pytest.mark.usefixtures("around")
def test_a_name_that_stands_twice_is_explained_beside_the_answer() -> None:
    asked = run("ask", "meetings", "--by", "province", "--format", "json")
    assert asked.exit_code == 0
    assert "--boundaries current" in asked.stderr
    assert len(json.loads(asked.stdout)) == 63 + 34 - 11
    assert run("ask", "meetings", "--by", "province", "period").stderr == ""
    assert run("ask", "meetings").stderr == ""


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("ask",), "Missing argument"),
        (("ask", "province"), "no measure. meetings, attendances"),
        (("ask", "meeting"), "meeting: không có / unknown. meetings"),
        (("ask", "meetings", "--by", "month"), "month: không có / unknown. province"),
        (("ask", "meetings", "--where", "kind"), "viết / write DIM=VALUE"),
        (("ask", "meetings", "--where", "kind="), "viết / write DIM=VALUE"),
        (("ask", "meetings", "--where", "title=x"), "title: không lọc được / not a dimension"),
        (("ask", "meetings", "--where", "province=Bac Kam"), "unknown province. Bắc Kạn"),
        (("ask", "meetings", "--boundaries", "new"), "--boundaries"),
        (("ask", "meetings", "--format", "parquet"), "--format"),
        (("ask", "reports_received", "--by", "form"), "cannot be split by form"),
        (("records", "--where", "period=4/2021"), "write it as 2021-04"),
        (("records", "meetings"), "viết / write DIM=VALUE"),
    ],
    ids=str,
)
def test_a_mistake_is_said_and_is_exit_2(words: tuple[str, ...], sentence: str) -> None:
    asked = run(*words)
    assert asked.exit_code == 2
    assert sentence in asked.stderr
    assert asked.stdout == ""


def test_a_mistake_is_one_also_where_nothing_is_loaded() -> None:
    assert run("ask", "meeting").exit_code == 2
    assert run("records", "--where", "title=x").exit_code == 2


def test_an_empty_store_has_an_empty_answer(tmp_path: Path) -> None:
    out = tmp_path / "records.parquet"
    answers = {
        ("ask", "meetings", "--by", "period"): "",
        ("ask", "meetings", "--by", "period", "--format", "csv"): "period,meetings\n",
        ("ask", "meetings", "--by", "period", "--format", "json"): "[]\n",
        ("records",): ",".join(COLUMNS) + "\n",
        ("records", "--format", "json"): "[]\n",
        ("records", "--format", "parquet", "--out", str(out)): "",
    }
    for words, answer in answers.items():
        asked = run(*words)
        assert asked.exit_code == 0
        assert asked.stdout == answer
        assert "No report has been loaded yet." in asked.stderr
    assert pq.read_table(out).schema.names == list(COLUMNS)


@pytest.mark.usefixtures("shown")
def test_records_as_csv() -> None:
    asked = run("records", "--where", "province=Cao Bằng", "period=2025-01")
    rows = list(csv.DictReader(io.StringIO(asked.stdout)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["status"] for row in rows] == ["done", "planned", "planned", "planned"]
    assert rows[0]["document_no"] == "414-KH/TU"
    assert (rows[0]["province_code"], rows[0]["vintage"]) == ("04", "63")


@pytest.mark.usefixtures("shown")
def test_records_as_json() -> None:
    rows = json.loads(
        run("records", "--format", "json", "--where", "kind=press", "year=2021").stdout
    )
    assert len(rows) == 1
    assert rows[0]["channel"] == ["print", "radio", "television"]
    assert (rows[0]["date_start"], rows[0]["date_end"]) == ("2021-04-01", "2021-04-30")
    assert (rows[0]["quantity"], rows[0]["copies"]) == (1, None)


@pytest.mark.usefixtures("shown")
def test_records_as_parquet(tmp_path: Path) -> None:
    out = tmp_path / "records.parquet"
    assert run("records", "--format", "parquet", "--out", str(out)).exit_code == 0
    table = pq.read_table(out)
    assert table.schema.names == list(COLUMNS)
    assert table.num_rows == 36
    assert run("records", "year=2030", "--format", "parquet", "--out", str(out)).exit_code == 0
    assert pq.read_table(out).num_rows == 0


@pytest.mark.usefixtures("around")
def test_all_records_of_half_a_year(tmp_path: Path, merger: Asked) -> None:
    out = tmp_path / "records.csv"
    assert run("records", "--out", str(out)).exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == len(merger.rows)


def test_an_answer_from_an_older_version_says_so(store: Path) -> None:
    note(store, "one")
    note(store, "two")
    path_of(store, 2).write_bytes(b"damaged")
    assert "version 1" in run("ask", "meetings").stderr
    path_of(store, 1).write_bytes(b"damaged")
    result = run("ask", "meetings")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "All files of figures are damaged" in result.stderr


def test_targets_are_asked_like_measures_and_are_empty_where_there_is_none(
    samples: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(samples.warehouse.path.parent))
    year = samples.rows[0]["year"]
    asked = run(
        "ask", "meetings_target", "meetings_reached", "--where", f"year={year}", "--format", "json"
    )
    assert json.loads(asked.stdout) == [{"meetings_target": None, "meetings_reached": None}]
    assert run("ask", "meetings_target", "--where", f"year={year}").stdout.split() == [
        "meetings_target",
        "—",
    ]


def test_a_target_of_several_years_says_how_to_ask(
    merger: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(merger.warehouse.path.parent))
    several = run("ask", "meetings_target", "--where", "year=2024..2025")
    assert "--by year" in several.stderr
    assert "--by year" not in run("ask", "meetings_target", "--by", "year").stderr
