"""The year so far and the median stand beside a number only where they say something."""

from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pytest

from data.filters import CURRENT
from data.periods import span
from data.questions import Question, ask
from data.warehouse import Warehouse, newest
from pages.parts.change import changes, median_of, moves, since_january
from pages.parts.choice import Choice
from pages.parts.scope import Scope, Span, scope_of

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
LAST = "2026-10"


@pytest.fixture
def warehouse(made: dict[str, Path]) -> Warehouse:
    found = newest(made["demonstration"])
    assert found is not None
    return found


def scope(warehouse: Warehouse, choice: Choice = Choice()) -> Scope:  # noqa: B008
    assert warehouse.periods is not None
    return scope_of("vi", choice, Span(*warehouse.periods), LAST)


def answer(warehouse: Warehouse, *by: str, where: Scope, periods: Span) -> list[dict[str, object]]:
    question = Question(
        ("meetings", "reports_received", "reports_expected"), by, where.filters(periods)
    )
    return ask(warehouse, question, now=NOW).to_dict("records")  # type: ignore[return-value]


@pytest.mark.parametrize(
    "choice", [Choice(), Choice(provinces=("Hà Nội",)), Choice(first="2026-05")]
)
def test_the_year_so_far_is_the_sum_since_january(warehouse: Warehouse, choice: Choice) -> None:
    where = scope(warehouse, choice)
    figure, change = since_january(warehouse, where)["meetings"]
    (row,) = answer(warehouse, where=where, periods=Span("2026-01", LAST))
    assert figure.value == row["meetings"]
    assert figure.coverage.expected == len(span("2026-01", LAST)) * (
        34 if not choice.provinces else 1
    )
    assert change.periods == Span("2025-01", "2025-10")


@pytest.mark.parametrize("choice", [Choice(grain="year"), Choice(first="2025-12")])
def test_a_focus_since_january_or_before_says_it_itself(
    warehouse: Warehouse, choice: Choice
) -> None:
    assert since_january(warehouse, scope(warehouse, choice)) == {}


def test_the_median_is_of_the_provinces_that_reported(warehouse: Warehouse) -> None:
    where = scope(warehouse)
    rows = answer(warehouse, "province", where=where, periods=where.focus)
    known = [float(str(row["meetings"])) for row in rows if row["reports_received"]]
    assert median_of(warehouse, where, "meetings") == median(known)


def test_few_provinces_have_no_median(made: dict[str, Path]) -> None:
    five = newest(made["five"])
    assert five is not None
    assert median_of(five, scope(five), "meetings") is None


@pytest.mark.parametrize("last", [LAST, "2025-07"])
def test_ranks_are_compared_among_those_who_reported_twice(warehouse: Warehouse, last: str) -> None:
    # Over the merger too: then on today's boundaries.
    where = scope(warehouse, Choice(last=last, boundaries=CURRENT))
    sides = []
    for periods in (where.previous, where.focus):
        rows = answer(warehouse, "province", where=where, periods=periods)
        sides.append({r["province"]: r["meetings"] for r in rows if whole(r)})
    both = sides[0].keys() & sides[1].keys()
    then, now = (
        {name: sum(side[other] > side[name] for other in both) for name in both}  # type: ignore[operator]
        for side in sides
    )
    assert len(both) > 15
    choice = Choice(last=last)
    assert moves(warehouse, scope(warehouse, choice), "meetings") == {
        name: then[name] - now[name] for name in both
    }


def whole(row: dict[str, object]) -> bool:
    return row["reports_received"] == row["reports_expected"]


def test_a_year_with_months_before_the_first_report_is_not_compared(warehouse: Warehouse) -> None:
    """The demonstration begins in 3/2025: all reports of then are there, and two months are not."""
    where = scope(warehouse)
    assert where.known.first == "2025-03"
    figure, change = since_january(warehouse, where)["meetings"]
    assert figure.coverage.enough
    assert change.then.coverage.enough
    assert change.cut
    assert not change.fair
    year = changes(warehouse, scope(warehouse, Choice(grain="year")))["meetings"][2]
    assert not year.fair


def test_the_same_months_of_the_year_before_are_compared_once_all_are_known(
    warehouse: Warehouse,
) -> None:
    where = scope(warehouse, Choice(first="2026-03"))
    assert changes(warehouse, where)["meetings"][2].fair
