"""What is only a lake's: its lock, its failures without secrets, its backups and its moves."""

from pathlib import Path

import pytest

from data.failures import StoreBusyError, StoreUnreachableError
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
