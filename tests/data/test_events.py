"""Events are read with their days and names, and stand in the periods that they touch."""

from datetime import date
from pathlib import Path

import pytest

from data.definition import DefinitionError
from data.events import KINDS, events, events_in, read_events
from data.periods import span

HEAD = "id,first,last,kind,name_vi,name_en,source"
GOOD = "fair,2026-03-30,2026-04-02,anniversary,Hội chợ,Fair,own"


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "events.csv"
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return path


def test_the_events_of_this_installation_are_in_order() -> None:
    days = [event.first for event in events()]
    assert days == sorted(days)
    assert {event.kind for event in events()} == set(KINDS)


@pytest.mark.parametrize(
    ("id", "first", "last"),
    [
        ("congress_12", date(2016, 1, 20), date(2016, 1, 28)),
        ("congress_13", date(2021, 1, 25), date(2021, 2, 1)),
        ("congress_14", date(2026, 1, 19), date(2026, 1, 23)),
        ("election_2026", date(2026, 3, 15), date(2026, 3, 15)),
        ("merger_2025", date(2025, 7, 1), date(2025, 7, 1)),
    ],
)
def test_days_that_are_known(id: str, first: date, last: date) -> None:
    event = next(event for event in events() if event.id == id)
    assert (event.first, event.last) == (first, last)


def test_an_event_over_two_months_stands_in_both() -> None:
    found = events_in(span("2020-12", "2021-03"))
    assert {period: [e.id for e in some] for period, some in found.items()} == {
        "2021-01": ["congress_13"],
        "2021-02": ["congress_13"],
    }


def test_a_row_of_ones_own_is_read(tmp_path: Path) -> None:
    (event,) = read_events(table(tmp_path, GOOD))
    assert (event.id, event.name.vi, event.name.en) == ("fair", "Hội chợ", "Fair")
    assert list(events_in(["2026-02", "2026-03", "2026-04"], known=[event])) == [
        "2026-03",
        "2026-04",
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (GOOD.replace("fair", "Fair 1", 1), "line 3 id: 'Fair 1' is no id"),
        (GOOD.replace("2026-03-30", "30/3/2026"), "line 3 first: write the day as 2026-01-19"),
        (GOOD.replace("2026-04-02", "soon"), "line 3 last: write the day"),
        (GOOD.replace("2026-04-02", "2026-03-01"), "line 3 last: the last day is before"),
        (GOOD.replace("anniversary", "party"), "line 3 kind: must be one of congress"),
        (GOOD.replace("Hội chợ", " "), "line 3 name.vi: the text in this language"),
        (GOOD.replace(",own", ","), "line 3 source: the text is missing"),
        (GOOD + ",more", "line 3: the columns are"),
        ("fair,2026-03-30", "line 3: the columns are"),
        (GOOD, "line 3: fair is there twice"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    with pytest.raises(DefinitionError) as error:
        read_events(table(tmp_path, GOOD, line))
    assert str(error.value).startswith(f"events.csv: {sentence}")


def test_other_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="the columns are id, first, last"):
        read_events(table(tmp_path, GOOD, head=HEAD.replace("source", "origin")))
