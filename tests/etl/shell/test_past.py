"""``history``, ``undo`` and ``report`` from the shell."""

import json
from pathlib import Path

from tests.etl.sent import report, sent, titles
from tests.etl.shell.test_files import run


def test_no_history() -> None:
    assert json.loads(run("history", "--json").stdout) == []
    assert run("history").stdout == ""


def test_history_newest_first_and_of_a_slice(store: Path) -> None:
    (a, b, c) = sent(
        store,
        report({}, name="a.csv", sender="Lan"),
        report({"kind": "?"}, name="b.csv"),
        report({"period": "5/2021"}, {"period": "6/2021"}, name="c.csv"),
    )
    told = json.loads(run("history", "--json").stdout)
    assert [(t["file"], t["state"]) for t in told] == [
        ("c.csv", "current"), ("b.csv", "refused"), ("a.csv", "current"),
    ]  # fmt: skip
    assert [t["upload"] for t in told if t["state"] == "current"] == [c.upload, a.upload]
    assert b.upload is None
    of_may = run("history", "--json", "--period", "2021-05", "--province", "Bắc Cạn").stdout
    assert [t["file"] for t in json.loads(of_may)] == ["c.csv"]
    assert "a.csv" in run("history", "--period", "T4/2021").stdout


def test_a_refused_attempt_is_found_where_it_belongs(store: Path) -> None:
    sent(store, report({"kind": "?"}, name="b.csv"), report({"province": "?"}, name="c.csv"))
    told = json.loads(run("history", "--json", "--province", "Bắc Kạn").stdout)
    april = [{"province": "Bắc Kạn", "period": "2021-04"}]
    assert [(t["file"], t["slices"]) for t in told] == [("c.csv", []), ("b.csv", april)]
    elsewhere = json.loads(run("history", "--json", "--province", "Cao Bằng").stdout)
    assert [t["file"] for t in elsewhere] == ["c.csv"]


def test_a_province_is_found_under_both_its_names(store: Path) -> None:
    sent(
        store,
        report({"province": "Thừa Thiên Huế"}, name="before.csv"),
        report({"province": "Huế", "period": "8/2025"}, name="after.csv"),
    )
    for name in ("Huế", "Thừa Thiên - Huế", "46"):
        told = json.loads(run("history", "--json", "--province", name).stdout)
        assert {t["file"] for t in told} == {"before.csv", "after.csv"}


def test_more_than_three_slices_are_counted(store: Path) -> None:
    sent(store, report(*({"period": f"{month}/2021"} for month in range(1, 8))))
    assert "Bắc Kạn 2021-03 +4" in run("history").stdout


def test_unknown_slices_are_usage_errors() -> None:
    assert run("history", "--province", "Xứ Lạ").exit_code == 2
    assert run("history", "--period", "quý 1/2021").exit_code == 2


def test_undo(store: Path) -> None:
    _, second = sent(store, report({"title": "A"}), report({"title": "B"}))
    result = run("undo", second.upload or "", "--as", "Lan")
    assert (result.exit_code, result.stdout) == (0, f"{second.upload}: undone\n")
    assert titles(store) == ["A"]
    again = run("undo", second.upload or "", "--lang", "en")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "was undone before" in again.stderr


def test_the_bytes_as_sent(store: Path) -> None:
    sent_report = report({"title": "A"})
    (outcome,) = sent(store, sent_report)
    assert run("report", outcome.upload or "").stdout_bytes == sent_report.data
    unknown = run("report", "x")
    assert (unknown.exit_code, unknown.stdout_bytes) == (1, b"")
    assert "python -m etl history" in unknown.stderr


def test_tables_of_targets_are_listed_for_themselves(tmp_path: Path) -> None:
    table = tmp_path / "giao.csv"
    table.write_text("Năm,Tỉnh,Chỉ tiêu,Mức giao\n2026,Hà Nội,Hội nghị,60\n", encoding="utf-8")
    assert run("targets", "--as", "Lan", table).exit_code == 0
    assert run("history").stdout == ""
    (told,) = json.loads(run("history", "--targets", "--json").stdout)
    assert (told["file"], told["sender"], told["rows"], told["undone"]) == (
        "giao.csv", "Lan", 1, False,
    )  # fmt: skip
    run("undo", told["upload"], "--as", "Lan")
    line = run("history", "--targets").stdout
    assert (told["upload"] in line, "undone" in line, "giao.csv" in line) == (True, True, True)
