"""A snapshot that is asked often answers from memory, and the same."""

import gc

import pytest

from data import tables
from data.lake import near, reading
from data.lake.setting import Lake
from data.opened import Warehouse
from tests.etl.sent import opened, report, sent

pytestmark = pytest.mark.lake


@pytest.fixture
def loaded(lake: Lake) -> Lake:
    """Two activities of one report."""
    sent(lake, report({"title": "A", "quantity": "3"}, {"title": "B", "participants": "9"}))
    return lake


@pytest.fixture
def seldom(loaded: Lake, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A version that was not asked yet."""
    monkeypatch.setattr(reading, "_open", {})
    return opened(loaded)


def ask_often(version: Warehouse) -> None:
    """Ask as often as a dashboard does."""
    for _ in range(reading.OFTEN):
        version.cursor().close()


def in_memory(version: Warehouse) -> set[str]:
    """Return the tables that a question to a version finds in memory."""
    here = "FROM duckdb_tables() WHERE database_name = current_database()"
    found = version.rows(f"SELECT table_name, database_name {here}")
    return {table for table, place in found if place.startswith("near_")}


def contents(version: Warehouse) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    return {table: sorted(map(repr, version.rows(f"FROM {table}"))) for table in tables.names()}


def test_every_row_of_every_table_is_the_same(
    seldom: Warehouse, loaded: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "OFTEN", 0)
    before = contents(seldom)
    assert not in_memory(seldom)
    monkeypatch.undo()
    ask_often(opened(loaded))
    assert in_memory(opened(loaded)) == set(near.TABLES)
    assert contents(opened(loaded)) == before


def test_a_big_table_stays_where_it_is(seldom: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "MOST", 1_000)
    ask_often(seldom)
    assert in_memory(seldom)
    assert "records" not in in_memory(seldom)
    assert seldom.rows("SELECT title FROM records ORDER BY title") == [("A",), ("B",)]


def test_a_version_stays_what_it_was_when_the_next_is_there(
    loaded: Lake, seldom: Warehouse
) -> None:
    ask_often(seldom)
    sent(loaded, report({"title": "C"}))
    ask_often(opened(loaded))
    assert opened(loaded).rows("SELECT title FROM records") == [("C",)]
    assert seldom.rows("SELECT title FROM records ORDER BY title") == [("A",), ("B",)]


def test_the_copy_of_a_version_that_nobody_holds_is_let_go(
    loaded: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = "SELECT count(*) FROM duckdb_databases() WHERE database_name LIKE 'near_%'"
    monkeypatch.setattr(reading, "KEPT_OPEN", 1)
    ask_often(opened(loaded))
    [(before,)] = opened(loaded).rows(held)
    sent(loaded, report({"title": "C"}))
    opened(loaded)
    gc.collect()
    [(after,)] = opened(loaded).rows(held)
    assert (before, after) == (1, 0)
