"""A store from before is brought up to date with a copy kept; one from later is not served."""

from pathlib import Path

import pytest

from data import pieces
from data.store import versions
from data.warehouse import drafting
from etl.keeping import rebuild, restore
from etl.migrate import migrate, refusal
from etl.uploads import history, sent_bytes
from tests.etl.sent import opened, report, sent, titles


@pytest.fixture
def old(store: Path) -> Path:
    """A store of an earlier program: it has no targets, and its audit log no details."""
    sent(store, report({"title": "A"}))
    with drafting(store) as draft:
        draft.connection.execute("DROP TABLE targets")
        draft.connection.execute("ALTER TABLE audit DROP COLUMN detail")
    return store


def actions(store: Path) -> list[str]:
    return [action for (action,) in opened(store).rows("SELECT action FROM audit ORDER BY step")]


def test_an_old_store_goes_on_with_all_it_held(old: Path) -> None:
    before = opened(old).rows("FROM records")
    migrate(old)
    assert opened(old).rows("FROM records") == before
    assert opened(old).has("targets")
    assert actions(old) == ["load", "migrate"]
    assert sent(old, report({"title": "B"}))[0].status == "loaded"
    assert titles(old) == ["B"]


def test_the_store_as_it_was_is_kept(old: Path) -> None:
    was = old / f"warehouse-{versions(old)[-1]:06d}.duckdb"
    bytes_ = was.read_bytes()
    kept = migrate(old)
    assert kept == old / "before" / was.name
    assert kept.read_bytes() == bytes_
    restore(old, kept.parent)
    assert actions(old) == ["load", "restore"]


def test_a_store_of_today_is_left_alone(store: Path) -> None:
    sent(store, report({"title": "A"}))
    before = versions(store)
    assert migrate(store) is None
    assert versions(store) == before
    assert not (store / "before").exists()


def test_there_may_be_no_store(store: Path) -> None:
    assert migrate(store) is None
    assert refusal(store) is None


def test_a_store_of_a_later_program_is_not_served(store: Path) -> None:
    with drafting(store) as draft:
        draft.connection.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    why = refusal(store)
    assert why
    assert (why.kind, why.says) == ("store_newer", {"why": "99"})


def test_a_store_whose_reports_must_be_read_again_says_so_and_is_rebuilt(store: Path) -> None:
    sent(store, report({"title": "A", "topic": "Chuyển đổi số"}))
    with drafting(store) as draft:
        draft.connection.execute("ALTER TABLE records DROP COLUMN topic")
        draft.connection.execute("ALTER TABLE audit DROP COLUMN detail")
    why = refusal(store)
    assert why
    assert why.kind == "store_outdated"
    rebuild(store, lambda _done, _of: None)
    assert refusal(store) is None
    assert opened(store).rows("SELECT title, topic FROM records") == [("A", "Chuyển đổi số")]


def test_reports_that_stood_in_one_row_are_read_again_from_there(store: Path) -> None:
    outcomes = sent(store, report({"title": "A"}), report({"quantity": "x"}))
    upload = outcomes[0].upload or ""
    data, packed = sent_bytes(opened(store), upload), pieces.kept(opened(store), upload)
    with drafting(store) as draft:
        draft.connection.execute("DROP TABLE report_bytes")
        draft.connection.execute("ALTER TABLE uploads ADD COLUMN bytes BLOB")
        draft.connection.execute("UPDATE uploads SET bytes = ? WHERE NOT refused", [packed])
        draft.connection.execute("UPDATE facts SET value = '2' WHERE name = 'schema'")
    assert sent_bytes(opened(store), upload) == data
    rebuild(store, lambda _done, _of: None)
    assert sent_bytes(opened(store), upload) == data
    assert titles(store) == ["A"]
    assert [entry.state for entry in history(opened(store))] == ["refused", "current"]


def test_a_store_that_cannot_be_written_is_still_served(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.disk.flush", full)
    assert refusal(old) is None
    assert actions(old) == ["load"]
