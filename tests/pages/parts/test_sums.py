"""Sums over months say what one question over all of them would say, and never more."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.questions import Question, ask
from data.warehouse import newest
from pages.parts.answers import Row, indicators, rows_of
from pages.parts.choice import Choice
from pages.parts.coverage import EXPECTED, RECEIVED, Coverage
from pages.parts.scope import Scope, Span, scope_of
from pages.parts.sums import summed, total

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def month(value: int | None, qualifier: str = "", *, received: int = 34) -> Row:
    return {
        "attendances": value,
        "attendances_qualifier": qualifier,
        "coverage": Coverage(received, 34),
    }


@pytest.mark.parametrize(
    ("rows", "value", "qualifier"),
    [
        ([month(3), month(4)], 7, ""),
        ([month(3, "at_least"), month(4)], 7, "at_least"),
        ([month(3, "at_least"), month(4, "at_most")], 7, "about"),
        ([month(None), month(4)], 4, ""),
        # Nobody gave a number in one month and nothing happened in the other: not "nobody came".
        ([month(None), month(0)], None, ""),
        ([month(None, received=0), month(0)], 0, ""),
        ([month(None, received=0)], None, ""),
        ([], None, ""),
    ],
)
def test_a_sum(rows: list[Row], value: int | None, qualifier: str) -> None:
    whole = summed(rows, ["attendances"])
    assert (whole["attendances"], whole["attendances_qualifier"]) == (value, qualifier)
    assert whole["coverage"].expected == 34 * len(rows)


@pytest.mark.parametrize("kept", ["five", "demonstration"])
@pytest.mark.parametrize(
    "chosen",
    [
        Choice(grain="quarter"),
        Choice(grain="year"),
        Choice(provinces=("Bắc Kạn", "Cao Bằng"), grain="year"),
        Choice(first="2025-05", last="2025-08", region="Đồng bằng sông Hồng"),
    ],
)
def test_a_range_is_what_one_question_over_it_answers(
    made: dict[str, Path], kept: str, chosen: Choice
) -> None:
    warehouse = newest(made[kept])
    assert warehouse is not None
    assert warehouse.periods is not None
    known = Span(*warehouse.periods)
    scope: Scope = scope_of("vi", chosen, known, known.last)
    for span in (scope.focus, scope.previous, scope.year_before, scope.window):
        row = total(warehouse, scope, span)
        question = Question((*indicators(), EXPECTED, RECEIVED), (), scope.filters(span))
        (direct,) = ask(warehouse, question, now=NOW).to_dict("records")
        received = direct[RECEIVED]
        assert row["coverage"] == Coverage(received, direct[EXPECTED])
        for id in indicators():
            known_there = received and direct[f"{id}_stated"]
            assert row[id] == (direct[id] if known_there else None), (id, span)
            assert row[f"{id}_qualifier"] == direct[f"{id}_qualifier"]


def test_what_nobody_stated_is_none(made: dict[str, Path]) -> None:
    warehouse = newest(made["five"])
    assert warehouse is not None
    known = scope_of("vi", Choice(last="2021-04"), Span("2021-04", "2025-01"), "2021-04")
    (row,) = rows_of(warehouse, known.filters(known.focus), ("period",))
    assert (row["classes"], row["trainees"], row["attendances"]) == (2, None, 150)
