"""Lines of the warehouse's audit log are found by person, action, province, period and day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.audit import END, Line, Sought, counted, lines, people
from data.warehouse import Warehouse, drafting, newest

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVERY = 2**62
ROWS = [
    # actor, action, upload, file, result, detail, place, period, province_code
    ("Lan", "load", "u1", "a.csv", "done", "2 slices", "192.0.2.7", "", ""),
    ("Hoa", "load", "u2", "b.csv", "refused", "number_unclear", "shell", "", ""),
    ("Lan", "lock", "", "", "done", "2021-04 (63): chốt", "192.0.2.7", "2021-04", ""),
    ("Hoa", "unlock", "", "", "done", "2021-04 (1): sửa", "192.0.2.7", "2021-04", "06"),
    ("Hoa", "lock", "", "", "done", "2025-08 (1): chốt", "192.0.2.7", "2025-08", "04"),
    ("", "restore", "", "w.duckdb", "done", "", "shell", "", ""),
]


@pytest.fixture
def log(store: Path) -> Warehouse:
    """A log of six lines, an hour apart: u1 is about two provinces, u2 tried Cao Bằng."""
    with drafting(store) as draft:
        for step, (who, what, upload, file, result, detail, *rest) in enumerate(ROWS, 1):
            at = (NOON + timedelta(hours=step)).replace(tzinfo=None)
            values = [step, at, who, what, upload, file, "", result, detail, *rest]
            draft.connection.execute(
                "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
            )
        slices = (
            "INSERT INTO slice_versions VALUES (63, ?, ?, 'u1', NULL, 1, false, now(), NULL, false)"
        )
        draft.connection.execute(slices, ["06", "2021-04"])
        draft.connection.execute(slices, ["04", "2021-06"])
        draft.connection.execute("INSERT INTO attempted_slices VALUES ('u2', 63, '04', '2021-04')")
    warehouse = newest(store)
    assert warehouse
    return warehouse


def steps(log: Warehouse, sought: Sought, limit: int = 99) -> list[int]:
    found = lines(log, sought, (END, EVERY), limit)
    assert counted(log, sought) >= len(found)
    return [line.number for line in found]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), [6, 5, 4, 3, 2, 1]),
        (Sought(person="Lan"), [3, 1]),
        (Sought(actions=("lock", "unlock")), [5, 4, 3]),
        (Sought(province="Bắc Kạn"), [4, 3, 1]),
        (Sought(province="Cao Bằng"), [5, 3, 2, 1]),
        (Sought(period="2021-04"), [4, 3, 2, 1]),
        (Sought(province="Cao Bằng", period="2021-04"), [3, 2]),
        (Sought(province="Cao Bằng", period="2021-06"), [1]),
        (Sought(province="Nơi khác"), [3]),
        (Sought(since=NOON + timedelta(hours=3), until=NOON + timedelta(hours=5)), [4, 3]),
        (Sought(person="Lan", actions=("load",), province="Bắc Kạn", period="2021-04"), [1]),
        (Sought(person="'; DROP TABLE audit; --"), []),
    ],
)
def test_lines_are_found(log: Warehouse, sought: Sought, found: list[int]) -> None:
    assert steps(log, sought) == found
    assert counted(log, sought) == len(found)


def test_a_line_says_everything(log: Warehouse) -> None:
    found = {line.number: line for line in lines(log, Sought(), (END, EVERY), 99)}
    assert found[1] == Line(
        at=NOON + timedelta(hours=1),
        source="figures",
        number=1,
        actor="Lan",
        action="load",
        about="a.csv",
        provinces=("Bắc Kạn", "Cao Bằng"),
        first="2021-04",
        last="2021-06",
        place="192.0.2.7",
        detail="2 slices",
        upload="u1",
    )
    assert (found[3].provinces, found[3].first) == ((), "2021-04")
    assert (found[4].provinces, found[5].provinces) == (("Bắc Kạn",), ("Cao Bằng",))


def test_lines_come_in_pages(log: Warehouse) -> None:
    first = lines(log, Sought(), (END, EVERY), 2)
    at = first[-1].at
    assert [line.number for line in lines(log, Sought(), (at, first[-1].number), 2)] == [4, 3]
    assert [line.number for line in lines(log, Sought(), (at, EVERY), 2)] == [5, 4]
    assert [line.number for line in lines(log, Sought(), (at, -1), 2)] == [4, 3]


def test_everybody_who_did_something(log: Warehouse) -> None:
    assert people(log) == {"Lan", "Hoa"}


def test_without_a_store_there_is_no_line() -> None:
    assert (lines(None, Sought(), (END, EVERY), 9), counted(None, Sought())) == ([], 0)
    assert people(None) == set()


def test_a_store_from_before_is_read_too(log: Warehouse, store: Path) -> None:
    assert log
    with drafting(store) as draft:
        for column in ("place", "period", "province_code"):
            draft.connection.execute(f"ALTER TABLE audit DROP COLUMN {column}")
    old = newest(store)
    assert old
    assert steps(old, Sought(period="2021-04")) == [2, 1]
    assert {line.place for line in lines(old, Sought(), (END, EVERY), 9)} == {""}
