"""A period is locked for all its provinces or one, and every change has its reason."""

from pathlib import Path

import pytest

from data.place import coming_from
from etl.locks import lock, unlock
from tests.etl.sent import kinds, opened, report, sent, titles


def held(store: Path) -> list[tuple[str, str]]:
    return opened(store).rows("SELECT period, province_code FROM locks ORDER BY ALL")


def test_a_whole_period_is_all_provinces_of_its_vintage(store: Path) -> None:
    assert lock(store, "2025-06", why="chốt", actor="Lan") == 63
    assert lock(store, "2025-07", why="chốt", actor="Lan") == 34
    assert len(held(store)) == 97


@pytest.mark.both
def test_one_province_and_then_the_rest(store: Path) -> None:
    assert lock(store, "2021-04", why="chốt", actor="Lan", province="06") == 1
    assert lock(store, "2021-04", why="chốt", actor="Lan", province="06") == 0
    assert lock(store, "2021-04", why="chốt", actor="Lan") == 62
    assert unlock(store, "2021-04", why="sửa", actor="Lan", province="06") == 1
    assert unlock(store, "2021-04", why="sửa", actor="Lan", province="06") == 0
    assert unlock(store, "2021-04", why="sửa", actor="Lan") == 62
    assert held(store) == []


@pytest.mark.both
def test_a_locked_slice_is_refused_until_it_is_unlocked(store: Path) -> None:
    sent(store, report({"title": "A"}))
    lock(store, "2021-04", why="chốt", actor="Lan", province="06")
    (outcome,) = sent(store, report({"title": "B"}, {"province": "Cao Bằng"}))
    assert (outcome.status, kinds(outcome.problems)) == ("refused", [("locked_period", 2)])
    assert titles(store) == ["A"]
    (other,) = sent(store, report({"title": "C", "province": "Cao Bằng"}))
    unlock(store, "2021-04", why="sửa", actor="Lan")
    (again,) = sent(store, report({"title": "B"}))
    assert (other.status, again.status, titles(store)) == ("loaded", "loaded", ["B", "C"])


def test_the_same_bytes_in_a_locked_period_are_simply_unchanged(store: Path) -> None:
    sent(store, report({}))
    lock(store, "2021-04", why="chốt", actor="Lan")
    assert [o.status for o in sent(store, report({}))] == ["unchanged"]


def test_the_log_tells_who_and_why(store: Path) -> None:
    lock(store, "2021-04", why="đã chốt", actor="Lan")
    unlock(store, "2021-04", why="sửa số liệu", actor="Hoa", province="06")
    assert opened(store).rows("SELECT actor, action, detail FROM audit ORDER BY step") == [
        ("Lan", "lock", "2021-04 (63): đã chốt"),
        ("Hoa", "unlock", "2021-04 (1): sửa số liệu"),
    ]


def test_the_log_tells_which_period_and_province_and_from_where(store: Path) -> None:
    lock(store, "2021-04", why="đã chốt", actor="Lan")
    with coming_from("192.0.2.7"):
        unlock(store, "2021-04", why="sửa số liệu", actor="Hoa", province="06")
    sql = "SELECT place, period, province_code FROM audit ORDER BY step"
    assert opened(store).rows(sql) == [("shell", "2021-04", ""), ("192.0.2.7", "2021-04", "06")]
