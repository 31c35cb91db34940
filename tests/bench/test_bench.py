"""The measurements run and say what they measured; how fast is for a quiet machine."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from bench import __main__ as shell
from bench import asked, changing, growing, loading, pages, plotted, questions, readers, starting
from bench.bare import Call
from bench.rivals.plain import duckdb_of
from data.questions import Question, ask
from data.warehouse import newest
from etl.demo import reports, write_rows
from etl.line import Report, ingest


@pytest.fixture
def loaded(store: Path) -> Path:
    sent = reports(months=14, last="2026-03", provinces=["04"])
    ingest([Report(r.name, r.data, r.sent_at) for r in sent], store, demonstration=True)
    return store


def test_loading_is_measured_against_reading(tmp_path: Path) -> None:
    out = tmp_path / "kept" / "found.json"
    told = CliRunner().invoke(
        shell.main, ["loading", "--rows", "60", "--times", "1", "--out", str(out)]
    )
    assert told.exit_code == 0, told.output
    (found,) = json.loads(out.read_text(encoding="utf-8"))["loading"]
    assert found["ratios"]["read_csv"] == pytest.approx(
        found["load"]["cpu_seconds"] / found["read_csv"]["cpu_seconds"], abs=0.01
    )
    assert 20 < found["read_csv"]["peak_mb"] < 2_000
    assert "ours to it" in told.output


def test_a_process_that_fails_is_not_a_measurement() -> None:
    with pytest.raises(subprocess.CalledProcessError) as error:
        loading.timed([sys.executable, "-c", "raise SystemExit('no such thing')"])
    assert b"no such thing" in error.value.output


def test_the_summary_takes_the_middle_run_and_the_highest_peak() -> None:
    runs = [loading.Run(3.0, 10.0), loading.Run(1.0, 30.0), loading.Run(2.0, 20.0)]
    assert loading.summary(runs) == {
        "seconds": 2.0, "cpu_seconds": 0.0, "runs": [3.0, 1.0, 2.0], "peak_mb": 30,
    }  # fmt: skip


def test_every_question_of_the_overview_is_timed(loaded: Path) -> None:
    found = questions.measure(loaded, times=2)
    assert list(found["each_ms"]) == list(questions.overview(loaded))
    assert any(name.startswith("states") for name in found["each_ms"])
    assert all(each > 0 for each in found["each_ms"].values())
    assert found["records"] > 100


def test_a_big_store_is_a_loaded_one_several_times_over(loaded: Path, tmp_path: Path) -> None:
    growing.grow(loaded, tmp_path / "grown", 3)
    small, big = newest(loaded), newest(tmp_path / "grown")
    assert small
    assert big
    assert small.periods == big.periods
    every = ("meetings", "attendances", "items")
    by_month = [ask(each, Question(every, ("period",))) for each in (small, big)]
    assert (by_month[1][[*every]] == 3 * by_month[0][[*every]]).all(axis=None)
    asked = 'SELECT count(*), count(DISTINCT (upload, "row")) FROM records'
    assert [big.rows(asked)] == [[(3 * n, 3 * n) for n, _ in small.rows(asked)]]


def test_the_ten_questions_are_asked_of_us_where_nothing_else_is_installed(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENCH_PYTHON", str(tmp_path / "nowhere"))
    found = asked.measure(loaded, tmp_path, times=1, tell=lambda _: None)
    assert len(found["questions"]) == len(found["ours"]["ms"]) == 10
    assert not {*asked.ENGINES} & {*found}


# The sixth is of another province than the one that is loaded.
@pytest.mark.parametrize("at", [0, 1, 2, 3, 4, 6, 7])
def test_a_plain_aggregate_adds_up_to_ours(loaded: Path, tmp_path: Path, at: int) -> None:
    warehouse = newest(loaded)
    assert warehouse
    question = asked.ten()[at]
    answer = question.ours(warehouse, "2026-03")
    assert isinstance(answer, pd.DataFrame)
    plain = asked.plain_records(warehouse, tmp_path)
    rows = duckdb_of(str(plain))(question.plain("2026-03"))
    assert isinstance(rows, list)
    theirs = pd.DataFrame([row[len(question.by) :] for row in rows]).fillna(0).sum()
    assert list(answer[[*question.measures]].sum()) == [*theirs]


def test_questions_need_a_report(store: Path) -> None:
    told = CliRunner().invoke(shell.main, ["questions", "--store", str(store)])
    assert told.exit_code == 2
    assert "no report was loaded" in told.output


def test_checking_is_measured_new_and_corrected(tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    asked = ["checking", "--rows", "12", "--times", "1", "--out", str(out)]
    told = CliRunner().invoke(shell.main, asked)
    assert told.exit_code == 0, told.output
    found = json.loads(out.read_text(encoding="utf-8"))["checking"]
    assert [(each["kind"], each["rows"], each["slices"]) for each in found] == [
        ("csv", 12, 12), ("xlsx", 12, 12),
    ]  # fmt: skip
    assert "12 rows of xlsx" in told.output


def test_the_overview_is_timed_beside_a_bare_page(loaded: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    told = CliRunner().invoke(shell.main, ["pages", "--store", str(loaded), "--out", str(out)])
    assert told.exit_code == 0, told.output
    found = json.loads(out.read_text(encoding="utf-8"))["pages"]
    assert (found["metric"], found["plotly_chart"]) == (6, 4)
    assert found["ratio"] == pytest.approx(found["overview_ms"] / found["bare_ms"], rel=0.05)
    # The same charts, whoever draws them, are most of what is sent.
    assert 0.7 < found["bare_kb"] / found["overview_kb"] < 1
    assert found["bare_kb"] == found["ready_kb"] < found["dressed_kb"]


@pytest.mark.lake
@pytest.mark.usefixtures("services")
def test_questions_are_timed_on_a_lake_beside_the_same_in_a_folder(
    loaded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "found.json"
    asked = ["lake", "--store", str(loaded), "--times", "1", "--out", str(out)]
    told = CliRunner().invoke(shell.main, asked)
    assert told.exit_code == 0, told.output
    found = json.loads(out.read_text(encoding="utf-8"))["lake"]
    assert found["ratios"] == [
        pytest.approx(there / here, abs=0.01)
        for there, here in zip(found["lake"]["ms"], found["folder"]["ms"], strict=True)
    ]
    assert all(question in told.output for question in found["questions"])


def test_a_bare_page_that_cannot_be_drawn_is_not_a_measurement(tmp_path: Path) -> None:
    file = pages.kept(tmp_path / "drawn", [("metric", ("a", {}), {})])
    with (
        pages.bare(file) as server,
        server.reader() as reader,
        pytest.raises(RuntimeError, match="redacted"),
    ):
        reader.rerun()


def test_readers_click_at_once_and_while_a_report_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "THINKING", 0.05)
    monkeypatch.setattr(readers, "UPLOADED", 2)
    for name, rows in (("first", 60), ("more", 90)):
        write_rows(tmp_path / f"{name}.csv", rows, last="2026-03")
    loading.load(tmp_path / "first.csv", tmp_path / "store")
    before = newest(tmp_path / "store")
    found = readers.measure(
        tmp_path / "store", tmp_path / "more.csv", print, counts=(1, 3), clicks=3
    )
    assert list(found["overview"]) == ["session_mb", "1", "3", "loading"]
    assert list(found["bare"]) == ["session_mb", "1", "3"]
    assert all(0 < found[who]["3"]["p50"] <= found[who]["3"]["p95"] for who in found)
    assert before != newest(tmp_path / "store")


@pytest.mark.e2e
def test_a_change_is_measured_to_the_last_chart(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENCH_PYTHON", str(tmp_path / "nowhere"))
    monkeypatch.setattr(changing, "PAGES", {"awards": {}})
    out, chart = tmp_path / "found.json", tmp_path / "chart.svg"
    asked = ["changing", "--store", str(loaded), "--times", "1"]
    told = CliRunner().invoke(
        shell.main, [*asked, "--out", str(out), "--chart", str(chart)], catch_exceptions=False
    )
    assert told.exit_code == 0, told.output
    awards = json.loads(out.read_text(encoding="utf-8"))["changing"]["awards"]
    assert (awards["metric"], awards["plotly_chart"], awards["dataframe"]) == (1, 4, 1)
    assert awards["charts"] == {"ours": 4, "bare": 4}
    assert all(0 < awards["redrawn_ms"][who] < 60_000 for who in ("ours", "bare"))
    assert chart.read_text(encoding="utf-8").startswith("<svg")


def test_a_bare_page_draws_what_its_filter_chose(tmp_path: Path) -> None:
    views: dict[str, list[Call]] = {
        "a": [("metric", ("n", "1"), {})],
        "b": [("metric", ("n", "2" * 9_000), {})],
    }
    file = pages.kept(tmp_path / "drawn", views)
    with pages.bare(file) as server, server.reader() as reader:
        assert reader.rerun("to=b") - 8_000 > reader.rerun("to=a")


def test_a_chart_of_ratios_leaves_out_what_was_not_measured() -> None:
    found = {"awards": {"redrawn_ms": {"ours": 3.0, "bare": 2.0}}}
    assert plotted.ratios(found, "redrawn_ms", "bare") == {"awards": 1.5}
    assert plotted.ratios(found, "redrawn_ms", "dash") == {}


@pytest.mark.e2e
def test_a_start_is_measured_to_the_first_chart(loaded: Path) -> None:
    found = starting.measure(loaded, times=1)
    assert list(found) == ["overview", "bare"]
    assert all(seconds > 0 for each in found.values() for seconds in each.values())
