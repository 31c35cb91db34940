"""Targets are set whole or not at all, replaced by what names them, logged, and kept."""

from pathlib import Path

import pytest

from data.targets import Target, targets
from data.warehouse import drafting
from etl.examine import Report
from etl.keeping import backup, rebuild, restore
from etl.line import ingest
from etl.receipt import Outcome
from etl.targets import set_targets
from etl.uploads import sent_bytes
from tests.etl.sent import NOW, opened, report
from tests.etl.sent import sent as sent_report

HEAD = "Năm,Tỉnh/Thành phố,Chỉ tiêu,Mức giao,Nguồn\n"
FIRST = "2026,Cả nước,Hội nghị,1200,12-KH/TW\n2026,Hà Nội,Hội nghị,60,\n"
COUNTRY = Target("", "meetings", 1200, "12-KH/TW")
HANOI = Target("01", "meetings", 60, None)  # type: ignore[arg-type]


def sent(store: Path, *tables: str, sender: str = "Lan") -> list[Outcome]:
    reports = [
        Report(f"{at}.csv", (HEAD + rows).encode(), sender=sender) for at, rows in enumerate(tables)
    ]
    return set_targets(reports, store, now=NOW)


def log(store: Path) -> list[tuple[object, ...]]:
    return opened(store).rows("SELECT actor, action, file, result, detail FROM audit ORDER BY step")


def test_targets_stand_with_their_file_row_and_source(store: Path) -> None:
    (outcome,) = sent(store, FIRST)
    assert (outcome.status, outcome.rows, outcome.problems) == ("loaded", 2, ())
    assert targets(opened(store), 2026) == (COUNTRY, HANOI)
    assert targets(opened(store), 2025) == ()
    traced = opened(store).rows('SELECT upload, "row" FROM targets ORDER BY "row"')
    assert traced == [(outcome.upload, 2), (outcome.upload, 3)]
    assert sent_bytes(opened(store), outcome.upload or "") == ("0.csv", (HEAD + FIRST).encode())
    assert log(store) == [("Lan", "targets", "0.csv", "done", "2 rows")]


def test_a_later_table_replaces_only_what_it_names(store: Path) -> None:
    sent(store, FIRST)
    sent(store, "2026,Hà Nội,Hội nghị,80,\n2027,Cả nước,Hội nghị,9,\n")
    assert targets(opened(store), 2026) == (COUNTRY, HANOI._replace(value=80))
    assert [target.value for target in targets(opened(store), 2027)] == [9]


def test_another_source_alone_is_a_change(store: Path) -> None:
    sent(store, FIRST)
    assert sent(store, "2026,Hà Nội,Hội nghị,60,13-KH/TU\n")[0].status == "loaded"
    assert targets(opened(store), 2026)[1] == HANOI._replace(source="13-KH/TU")


def test_a_target_is_taken_away_by_name(store: Path) -> None:
    sent(store, FIRST)
    assert sent(store, "2026,Hà Nội,Hội nghị,Bỏ,\n")[0].status == "loaded"
    assert targets(opened(store), 2026) == (COUNTRY,)
    assert sent(store, "2026,Hà Nội,Hội nghị,Bỏ,\n")[0].status == "unchanged"


def test_what_stands_already_changes_nothing(store: Path) -> None:
    sent(store, FIRST)
    version = opened(store).version
    assert [outcome.status for outcome in sent(store, FIRST, FIRST)] == ["unchanged"] * 2
    assert opened(store).version == version
    sent(store, "2026,Hà Nội,Hội nghị,80,\n")
    assert sent(store, FIRST)[0].status == "loaded"


def test_many_tables_are_one_version_in_the_order_given(store: Path) -> None:
    outcomes = sent(store, FIRST, "2026,Hà Nội,Hội nghị,80,\n", FIRST, FIRST)
    assert [o.status for o in outcomes] == ["loaded", "loaded", "loaded", "unchanged"]
    assert opened(store).version == 1
    assert targets(opened(store), 2026) == (COUNTRY, HANOI)


def test_of_a_refused_table_only_the_attempt_is_logged(store: Path) -> None:
    sent(store, FIRST)
    good, bad = sent(store, "2026,Hà Nội,Hội nghị,80,\n", "2026,Hà Nội,Hội nghị,90,\n2026,,x,0,\n")
    assert (good.status, bad.status, bad.upload) == ("loaded", "refused", None)
    assert targets(opened(store), 2026)[1].value == 80
    assert log(store)[-1] == (
        "Lan", "targets", "1.csv", "refused", "measure_unknown, target_zero",
    )  # fmt: skip
    assert opened(store).rows("SELECT count(*) FROM target_files") == [(2,)]
    assert opened(store).rows("SELECT count(*) FROM uploads") == [(0,)]


def test_a_report_is_no_table_of_targets(store: Path) -> None:
    (outcome,) = set_targets([report({})], store, now=NOW)
    assert outcome.status == "refused"
    assert [p.kind for p in outcome.problems] == ["report_table"]


def test_targets_outlive_a_rebuild_a_backup_and_reports(store: Path, tmp_path: Path) -> None:
    (outcome,) = sent(store, FIRST)
    sent_report(store, report({"title": "A"}))
    rebuild(store, lambda _done, _of: None)
    assert targets(opened(store), 2026) == (COUNTRY, HANOI)
    assert sent_bytes(opened(store), outcome.upload or "")[0] == "0.csv"
    backup(store, tmp_path / "safe")
    sent(store, "2026,Hà Nội,Hội nghị,Bỏ,\n")
    restore(store, tmp_path / "safe")
    assert targets(opened(store), 2026) == (COUNTRY, HANOI)


def test_real_and_demonstration_are_not_mixed(store: Path) -> None:
    ingest([report({})], store, now=NOW, demonstration=True)
    (outcome,) = sent(store, FIRST)
    assert [p.kind for p in outcome.problems] == ["demonstration_store"]
    assert opened(store).version == 1


def test_a_store_that_is_busy_or_fails_says_so(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.parent.mkdir(exist_ok=True)
    store.write_text("no folder")
    assert [p.kind for p in sent(store, FIRST)[0].problems] == ["store_failed"]
    store.unlink()
    monkeypatch.setattr("etl.targets.drafting", lambda folder: drafting(folder, wait=0))
    with drafting(store):
        assert [p.kind for p in sent(store, FIRST)[0].problems] == ["store_busy"]


def test_an_old_store_without_the_tables_gets_them(store: Path) -> None:
    sent_report(store, report({"title": "A"}))
    with drafting(store) as draft:
        draft.connection.execute("DROP TABLE targets")
        draft.connection.execute("DROP TABLE target_files")
    assert targets(opened(store), 2026) == ()
    assert sent(store, FIRST)[0].status == "loaded"
    assert targets(opened(store), 2026) == (COUNTRY, HANOI)


def test_what_was_understood_otherwise_is_said(store: Path) -> None:
    (outcome,) = sent(store, "2026,ha noi,meetings,1 200 cuộc,\n")
    assert outcome.normalised() == [
        "Tỉnh/Thành phố: ha noi → Hà Nội (1 dòng)",
        "Chỉ tiêu: meetings → Hội nghị (1 dòng)",
        "Mức giao: 1 200 cuộc → 1200 (1 dòng)",
    ]
