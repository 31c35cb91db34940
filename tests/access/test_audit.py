"""Both parts of the audit log are one list, in pages, found by the same questions."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from access import events
from access.audit import ACTIONS, Place, counted, every, lines, people, place_of
from access.events import Event
from data.audit import Sought
from data.warehouse import Warehouse, drafting, newest
from tests.access.conftest import Clock

pytestmark = pytest.mark.both
HERE = "192.0.2.7"


@pytest.fixture
def log(store: Path, clock: Clock) -> Warehouse:
    """Loads and sign-ins in turn, a second apart; the last of both in the same second."""
    begin = clock.now
    with drafting(store) as draft:
        for step in (1, 2, 3):
            at = datetime.fromtimestamp(begin + 2 * step, UTC).replace(tzinfo=None)
            draft.connection.execute(
                "INSERT INTO audit (step, logged_at, actor, action, result) VALUES (?, ?, ?, ?, ?)",
                [step, at, "Lan", "load", "done"],
            )
    for moment in (3, 5, 6):
        clock.now = begin + moment
        events.add(Event("sign_in", "Hoa", place=HERE))
    warehouse = newest(store)
    assert warehouse
    return warehouse


def walked(log: Warehouse, limit: int, sought: Sought = Sought()) -> list[tuple[str, int]]:  # noqa: B008
    """Every line, a page after the other, as a reader turns them."""
    found: list[tuple[str, int]] = []
    after: Place | None = Place()
    while after:
        some, onward = lines(log, sought, place_of(str(after)), limit)
        assert len(some) <= limit
        found += [(line.source, line.number) for line in some]
        after = onward
    return found


ALL = [("gate", 3), ("figures", 3), ("gate", 2), ("figures", 2), ("gate", 1), ("figures", 1)]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6, 7])
def test_every_line_stands_on_one_page(log: Warehouse, limit: int) -> None:
    assert walked(log, limit) == ALL
    assert counted(log, Sought()) == 6


def test_all_lines_are_read_some_at_a_time(log: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("access.audit.PAGE", 2)
    assert [(line.source, line.number) for line in every(log, Sought(), 99)] == ALL
    assert len(list(every(log, Sought(), 3))) == 3


@pytest.mark.parametrize("text", ["", "x", "1-gate", "1-gate-x", "1-other-1", "²-gate-1", "9" * 40])
def test_a_place_that_is_none_is_the_beginning(text: str) -> None:
    assert place_of(text) == Place()


def test_people_are_those_who_did_and_whose_accounts_were_changed(log: Warehouse) -> None:
    events.add(Event("account_add", "root", "Bình"))
    events.add(Event("download_records", "Hoa", "meeting.csv"))
    assert people(log) == ["Bình", "Hoa", "Lan", "root"]


def test_what_was_tried_on_an_account_is_found_under_its_name() -> None:
    events.add(Event("sign_in", about="An", result="refused"))
    events.add(Event("download_records", "Hoa", "An"))
    found, _ = lines(None, Sought(person="An"), Place(), 9)
    assert [(line.actor, line.result) for line in found] == [("", "refused")]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(province="Cao Bằng"), ["one", "all"]),
        (Sought(province="Bắc Kạn"), ["all"]),
        (Sought(period="2026-03"), ["one", "all"]),
        (Sought(period="2026-04"), ["all"]),
        (Sought(province="Cao Bằng", period="2026-04"), ["all"]),
        (Sought(actions=ACTIONS["download_records"]), ["one", "all"]),
        (Sought(actions=ACTIONS["sign_in"]), ["none"]),
    ],
)
def test_lines_are_found_by_place_period_and_action(sought: Sought, found: list[str]) -> None:
    events.add(Event("sign_in", detail="none"))
    events.add(Event("download_records", first="2026-01", last="2026-12", detail="all"))
    some = ("Cao Bằng", "Lào Cai")
    one = Event("download_records", "", "", some, "2026-03", "2026-03", detail="one")
    events.add(one)
    told, _ = lines(None, sought, Place(), 9)
    assert [line.detail for line in told] == found
    assert counted(None, sought) == len(found)


def test_lines_are_found_by_day(log: Warehouse, clock: Clock) -> None:
    since = datetime.fromtimestamp(clock.now - 1, UTC)
    assert walked(log, 9, Sought(since=since)) == ALL[:3]
    assert walked(log, 9, Sought(until=since - timedelta(seconds=2))) == ALL[-1:]
