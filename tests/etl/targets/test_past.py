"""A table of targets can be looked at before it is loaded, and taken back afterwards."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from data.targets import targets
from data.warehouse import drafting
from etl.__main__ import main
from etl.examine import Report
from etl.targets import inspect_targets
from etl.targets.past import sent_tables, undo_targets
from etl.uploads import UploadError
from tests.etl.sent import NOW, opened, report
from tests.etl.sent import sent as sent_report
from tests.etl.targets.test_targets import COUNTRY, FIRST, HANOI, HEAD, log, sent

OTHER = "2026,Hà Nội,Hội nghị,80,\n2026,Huế,Hội nghị,9,\n"


def values(store: Path) -> dict[str, int]:
    return {target.code: target.value for target in targets(opened(store), 2026)}


def table(rows: str) -> Report:
    return Report("t.csv", (HEAD + rows).encode())


def test_what_a_table_would_change_is_said_and_nothing_is_stored(store: Path) -> None:
    outcome, coming = inspect_targets(table(FIRST), store, now=NOW)
    assert (outcome.status, [change[1:] for change in coming]) == (
        "clean",
        [("", "meetings", None, 1200), ("Hà Nội", "meetings", None, 60)],
    )
    assert not store.exists()
    sent(store, FIRST)
    version = opened(store).version
    outcome, coming = inspect_targets(table(OTHER), store, now=NOW)
    assert [change[1:] for change in coming] == [
        ("Hà Nội", "meetings", 60, 80),
        ("Huế", "meetings", None, 9),
    ]
    assert opened(store).version == version


def test_another_source_alone_would_be_a_change(store: Path) -> None:
    sent(store, FIRST)
    assert inspect_targets(table(FIRST), store, now=NOW)[0].status == "unchanged"
    other, _ = inspect_targets(table("2026,Hà Nội,Hội nghị,60,13-KH/TU\n"), store, now=NOW)
    assert other.status == "clean"


def test_a_bad_table_or_another_store_is_refused_before(store: Path) -> None:
    outcome, coming = inspect_targets(table("2026,Hà Nội,x,0,\n"), store, now=NOW)
    assert {p.kind for p in outcome.problems} == {"measure_unknown", "target_zero"}
    assert (outcome.status, coming) == ("refused", [])
    sent_report(store, report({"title": "A"}))
    mixed, _ = inspect_targets(table(FIRST), store, now=NOW, demonstration=True)
    assert [p.kind for p in mixed.problems] == ["demonstration_only"]


@pytest.mark.both
def test_undoing_a_table_leaves_what_the_others_set(store: Path) -> None:
    first, second = sent(store, FIRST, OTHER)
    assert values(store) == {"": 1200, "01": 80, "46": 9}
    undo_targets(store, second.upload or "", actor="Lan", now=NOW)
    assert targets(opened(store), 2026) == (COUNTRY, HANOI)
    traced = opened(store).rows("SELECT DISTINCT upload FROM targets")
    assert traced == [(first.upload,)]
    assert [one.undone for one in sent_tables(opened(store))] == [False, True]
    assert log(store)[-1] == ("Lan", "undo", "1.csv", "done", "")


def test_an_earlier_table_can_be_undone_below_a_later_one(store: Path) -> None:
    first, _ = sent(store, FIRST, OTHER)
    undo_targets(store, first.upload or "", actor="Lan", now=NOW)
    assert values(store) == {"01": 80, "46": 9}


def test_a_target_taken_away_comes_back(store: Path) -> None:
    sent(store, FIRST)
    (away,) = sent(store, "2026,Hà Nội,Hội nghị,Bỏ,\n")
    undo_targets(store, away.upload or "", actor="Lan", now=NOW)
    assert targets(opened(store), 2026) == (COUNTRY, HANOI)


def test_it_is_undone_once_and_only_if_it_is_known(store: Path) -> None:
    (first,) = sent(store, FIRST)
    undo_targets(store, first.upload or "", actor="Lan", now=NOW)
    version = opened(store).version
    for upload, kind in ((first.upload, "upload_undone"), ("nothing", "upload_unknown")):
        with pytest.raises(UploadError, match=kind):
            undo_targets(store, upload or "", actor="Lan", now=NOW)
    assert opened(store).version == version
    assert values(store) == {}


def test_a_table_that_can_no_longer_be_read_stops_the_undoing(store: Path) -> None:
    first, second = sent(store, FIRST, OTHER)
    with drafting(store) as draft:
        draft.connection.execute(
            "UPDATE target_files SET size = 0 WHERE upload = ?", [first.upload]
        )
    with pytest.raises(UploadError, match="target_unreadable"):
        undo_targets(store, second.upload or "", actor="Lan", now=NOW)
    assert values(store) == {"": 1200, "01": 80, "46": 9}


def test_the_shell_undoes_a_table_by_its_id(store: Path) -> None:
    (first,) = sent(store, FIRST)
    done = CliRunner().invoke(main, ["undo", first.upload or "", "--as", "Lan"])
    assert (done.exit_code, done.stdout) == (0, f"{first.upload}: undone\n")
    assert values(store) == {}
    assert sent_tables(None) == []
