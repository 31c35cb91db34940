"""What is only a lake's: its lock, its failures without secrets, its backups and its moves."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from data.__main__ import main
from data.failures import StoreBusyError, StoreUnreachableError
from data.lake import tend
from data.lake.setting import Lake
from data.moving import MoveError, move, totals
from data.warehouse import drafting, newest
from etl.keeping import backup, rebuild, restore
from tests.etl.sent import everything, report, sent, titles
from tests.lake.fixtures import NewLake

pytestmark = pytest.mark.lake


def test_a_wrong_password_is_one_sentence_without_it(
    new_lake: NewLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "wrong-and-secret")  # pragma: allowlist secret
    with pytest.raises(StoreUnreachableError) as failed:
        newest(new_lake())
    said = str(failed.value)
    assert "\n" not in said
    assert "wrong-and-secret" not in said
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__


def test_a_wrong_key_of_the_bucket_stores_nothing(
    new_lake: NewLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = new_lake()
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong-and-secret")  # pragma: allowlist secret
    (outcome,) = sent(lake, report({}))
    assert [p.kind for p in outcome.problems] == ["store_unreachable"]
    assert "wrong-and-secret" not in str(outcome)
    assert newest(lake) is None


def test_one_writes_at_a_time(lake: Lake) -> None:
    with drafting(lake), pytest.raises(StoreBusyError), drafting(lake, wait=0.2):
        pass
    with drafting(lake, wait=5):
        pass


def test_there_and_back_again_every_total_is_the_same(lake: Lake, tmp_path: Path) -> None:
    here, back = tmp_path / "here", tmp_path / "back"
    sent(here, report({"title": "A", "quantity": "3"}), report({"title": "B", "participants": "9"}))
    assert move(here, lake) == move(lake, back) == totals(newest(here))  # type: ignore[arg-type]
    with pytest.raises(MoveError):
        move(here, lake)


def test_backup_restore_and_rebuild(lake: Lake, tmp_path: Path) -> None:
    sent(lake, report({"title": "A"}))
    before = everything(lake)
    backup(lake, tmp_path / "safe")
    sent(lake, report({"title": "B"}))
    assert rebuild(lake, lambda _done, _of: None).reports == 2
    assert titles(lake) == ["B"]
    restore(lake, tmp_path / "safe")
    assert titles(lake) == ["A"]
    assert before.keys() == everything(lake).keys()


def test_small_files_become_few_and_every_total_stays(lake: Lake) -> None:
    for number in range(6):
        sent(lake, report({"title": f"A{number}"}))
    before = newest(lake)
    assert before
    told = totals(before)
    done = tend(lake, days=1)
    assert done
    assert done.after < done.before
    after = newest(lake)
    assert after
    assert totals(after) == told
    # Whoever looks at the version of before goes on with it.
    assert totals(before) == told
    sent(lake, report({"title": "later"}))
    assert titles(lake) == ["later"]


def test_a_lake_without_a_report_needs_no_tending(new_lake: NewLake) -> None:
    assert tend(new_lake(), days=1) is None


def test_a_warehouse_is_moved_from_the_shell(lake: Lake, tmp_path: Path) -> None:
    here = tmp_path / "here"
    sent(here, report({"quantity": "3"}))
    first = CliRunner().invoke(main, ["move", str(here), str(lake)])
    assert first.exit_code == 0, first.output
    assert "meetings (done)\t3" in first.output
    again = CliRunner().invoke(main, ["move", str(here), str(lake)])
    assert (again.exit_code, "chọn kho trống" in again.output) == (1, True)
    tended = CliRunner().invoke(main, ["tend"])
    assert (tended.exit_code, "files: " in tended.output) == (0, True)


def test_a_password_in_the_text_of_a_store_is_refused_and_not_repeated(tmp_path: Path) -> None:
    text = "ducklake:postgresql://u:hush@h/d?data=s3://b/f"  # pragma: allowlist secret
    refused = CliRunner().invoke(main, ["move", str(tmp_path), text])
    assert refused.exit_code == 2
    assert "docs/scale.md" in refused.output
    assert "hush" not in refused.output
