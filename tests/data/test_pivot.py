"""Each cell, subtotal and total of a pivot against the deliberately boring answer."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from data.arrange import REST, added, cumulated, first_lines, ordered, turned
from data.filters import CURRENT, REPORTED, Filters
from data.pivot import Cell, Heading, Pivot, Shape, is_additive, pivot
from data.questions import Question, ask
from tests.data import boring
from tests.data.conftest import Asked
from tests.data.test_questions import VALUES

NOW = datetime(2025, 10, 15, tzinfo=UTC)
PERIODS = [f"2025-{month:02d}" for month in range(4, 10)]
MEASURES = tuple(boring.MEASURES)
ROWS = [
    (),
    ("province",),
    ("topic",),
    ("region", "province"),
    ("kind", "form"),
    ("province", "channel"),
]
COLS = [(), ("quarter",), ("channel",), ("mode",)]
MANY = 60


def made(asked: Asked, shape: Shape) -> Pivot:
    return pivot(shape, lambda question: ask(asked.warehouse, question, now=NOW))


def questions(count: int) -> list[Shape]:
    """Return random questions, the same ones every time."""
    draw = random.Random(20251007)
    shapes = []
    for _ in range(count):
        dimensions = draw.sample(boring.DIMENSIONS, draw.randint(0, 3))
        cut = draw.randint(0, min(2, len(dimensions)))
        where = {
            dimension: tuple(draw.sample(VALUES[dimension], draw.randint(1, 2)))
            for dimension in draw.sample(sorted(VALUES), draw.randint(0, 2))
        }
        filters = Filters(where, boundaries=draw.choice((REPORTED, CURRENT)))
        measures = tuple(draw.sample(MEASURES, draw.randint(1, 3)))
        shapes.append(
            Shape(measures, tuple(dimensions[:cut]), tuple(dimensions[cut:][:1]), filters)
        )
    return shapes


def known(
    shape: Shape, asked: Asked, by: tuple[str, ...]
) -> dict[boring.Key, list[tuple[int, str]]]:
    where = dict(shape.filters.where)
    return boring.answer(
        asked.rows, shape.measures, by, where=where, boundaries=shape.filters.boundaries
    )


def told(cell: Cell) -> tuple[int, str]:
    return cell.value or 0, cell.qualifier


@pytest.mark.parametrize("shape", questions(MANY), ids=str)
def test_every_cell_subtotal_and_total_is_the_boring_one(merger: Asked, shape: Shape) -> None:
    table = made(merger, shape)
    for depth in range(len(shape.rows) + 1):
        for cols in {shape.cols, ()}:
            expected = known(shape, merger, (*shape.rows[:depth], *cols))
            lines = [line.key for line in table.lines if len(line.key) == depth] or [()]
            columns = [column.key for column in table.columns] if cols else [()]
            found = {
                (*line, *column): [told(table.cell(line, column, m)) for m in shape.measures]
                for line in lines
                for column in columns
            }
            shown = {key: cells for key, cells in expected.items() if any(map(any, cells))}
            assert {key: found.get(key) for key in shown} == shown
            others = [cells for key, cells in found.items() if key not in expected]
            assert all(cell == (0, "") for cells in others for cell in cells)


@pytest.mark.parametrize("boundaries", [REPORTED, CURRENT])
def test_coverage_stands_behind_every_cell(merger: Asked, boundaries: str) -> None:
    shape = Shape(("meetings",), ("province", "form"), ("period",), Filters(boundaries=boundaries))
    table = made(merger, shape)
    expected = boring.reporting(merger.rows, PERIODS, ("province", "period"), boundaries=boundaries)
    for line in table.lines:
        for column in table.columns:
            due, received, _ = expected.get((line.key[0], column.key[0]), (0, 0, 0))
            cell = table.cell(line.key, column.key, "meetings")
            assert (cell.expected, cell.received) == (due, received)
            assert (cell.value is None) == (received == 0) or cell.state == "unstated"


def test_who_has_not_reported_is_missing_and_who_was_not_asked_is_not(samples: Asked) -> None:
    table = made(samples, Shape(("meetings",), ("province",), ("period",)))
    names = {line.names[0]: line.key for line in table.lines}
    assert table.cell(names["Lâm Đồng"], ("2024-01",), "meetings").value == 1
    assert table.cell(names["Lâm Đồng"], ("2024-05",), "meetings").state == "missing"
    after = table.cell(names["Bắc Kạn"], ("2025-08",), "meetings")
    assert (after.state, after.value) == ("not_expected", None)


def test_what_no_activity_states_is_neither_zero_nor_missing(samples: Asked) -> None:
    table = made(samples, Shape(("trainees",), ("period",)))
    assert table.cell(("2021-04",), (), "trainees").state == "unstated"
    assert table.cell(("2024-01",), (), "trainees") == Cell(0, "", 1, 63)


def test_listed_values_are_in_the_order_of_the_catalog(merger: Asked) -> None:
    table = made(merger, Shape(("meetings", "documents", "items"), ("kind", "mode")))
    kinds = [line.key[0] for line in table.lines if len(line.key) == 1]
    assert kinds == ["meeting", "press", "document"]
    modes = [line.key[1] for line in table.lines if line.key[0] == "meeting" and line.key[1:]]
    assert modes == ["in_person", "online", "hybrid", None]


def test_texts_are_in_the_order_of_their_letters(merger: Asked) -> None:
    table = made(merger, Shape(("items",), ("topic",)))
    *topics, last = [line.key[0] for line in table.lines]
    assert last is None
    plain = [boring.plain(str(topic)) for topic in topics]
    assert plain == sorted(plain)
    assert any(str(topic).startswith("Đ") for topic in topics[:-1])


def test_an_activity_on_two_channels_counts_once_in_the_total(merger: Asked) -> None:
    table = made(merger, Shape(("items",), ("channel",)))
    parts = [table.cell(line.key, (), "items").value or 0 for line in table.lines]
    assert sum(parts) > (table.cell((), (), "items").value or 0) > 0


def test_shares_are_of_the_totals_that_were_asked(merger: Asked) -> None:
    table = made(merger, Shape(("items",), ("channel",), ("quarter",)))
    line, column = table.lines[1].key, table.columns[0].key
    value = table.cell(line, column, "items").value or 0
    of_row = table.share(line, column, "items", of="row")
    assert of_row == value / (table.cell(line, (), "items").value or 0)
    of_column = table.share(line, column, "items", of="column")
    assert of_column == value / (table.cell((), column, "items").value or 0)
    assert table.share(("x",), column, "items", of="row") is None


def test_lines_are_sorted_by_any_column_and_keep_what_belongs_to_them(merger: Asked) -> None:
    table = made(merger, Shape(("meetings",), ("region", "province"), ("quarter",)))
    column = table.columns[1].key
    for descending in (True, False):
        sorted_lines = ordered(table, "meetings", column=column, descending=descending).lines
        outer = [line.key for line in sorted_lines if len(line.key) == 1]
        values = [table.cell(key, column, "meetings").value for key in outer]
        there = [value for value in values if value is not None]
        assert there == sorted(there, reverse=descending) == values[: len(there)]
        for at, line in enumerate(sorted_lines):
            above = [key for key in outer if key == line.key[:1]]
            assert sorted_lines.index(line) == at
            assert above == [line.key[:1]]
    assert {line.key for line in sorted_lines} == {line.key for line in table.lines}


def test_the_first_and_the_rest_make_the_whole(merger: Asked) -> None:
    shape = Shape(
        ("meetings", "attendances"), ("province",), ("quarter",), Filters(boundaries=CURRENT)
    )
    table = first_lines(ordered(made(merger, shape), "meetings"), 5)
    assert [line.rest for line in table.lines] == [0] * 5 + [29]
    for column in [(), *(column.key for column in table.columns)]:
        for measure in shape.measures:
            parts = [table.cell(line.key, column, measure).value or 0 for line in table.lines]
            assert sum(parts) == table.cell((), column, measure).value
    whole, rest = (table.cell(key, (), "meetings") for key in ((), (REST,)))
    first = [table.cell(line.key, (), "meetings").expected for line in table.lines[:-1]]
    assert rest.expected == whole.expected - sum(first)


def test_a_rest_of_channels_is_not_added_up(merger: Asked) -> None:
    table = first_lines(ordered(made(merger, Shape(("items",), ("channel",))), "items"), 2)
    assert table.lines[-1].rest > 1
    assert table.cell((REST,), (), "items").state == "not_expected"
    assert not is_additive("items", "topic")
    assert is_additive("reports_received", "province")


def test_one_line_too_many_is_no_rest(merger: Asked) -> None:
    table = made(merger, Shape(("meetings",), ("half",)))
    assert first_lines(table, 1) == table


def test_year_to_date_begins_with_each_january_and_cumulative_with_the_first(
    merger: Asked,
) -> None:
    table = made(merger, Shape(("meetings", "attendances"), ("region",), ("period",)))
    whole = cumulated(table, yearly=False)
    this_year = cumulated(table, yearly=True, since="2025-06")
    assert [column.key for column in this_year.columns] == [(p,) for p in PERIODS[2:]]
    for line in [(), *(line.key for line in table.lines)]:
        for at, period in enumerate(PERIODS):
            filters = Filters(last=period)
            sought = made(merger, Shape(("meetings", "attendances"), ("region",), (), filters))
            for measure in sought.shape.measures:
                asked = sought.cell(line, (), measure)
                # Regions of the other vintage were not expected yet.
                assert told(whole.cell(line, (period,), measure)) == told(asked)
                if at >= 2:
                    assert this_year.cell(line, (period,), measure).value == asked.value


def test_a_new_year_begins_at_nothing() -> None:
    shape = Shape(("meetings",), (), ("period",))
    columns = tuple(Heading((p,), (p,)) for p in ("2024-12", "2025-01", "2025-02"))
    cells = {((), c.key): {"meetings": Cell(n, "", 1, 1)} for n, c in enumerate(columns, 5)}
    yearly = cumulated(Pivot(shape, (), columns, cells), yearly=True)
    assert [yearly.cell((), c.key, "meetings").value for c in columns] == [5, 6, 13]


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        ([], Cell()),
        ([Cell(2, "at_least", 1, 1), Cell(3, "", 1, 1)], Cell(5, "at_least", 2, 2)),
        ([Cell(2, "at_least", 1, 1), Cell(3, "at_most", 1, 1)], Cell(5, "about", 2, 2)),
        ([Cell(2, "", 1, 1), Cell(None, "", 0, 1)], Cell(2, "", 1, 2)),
        ([Cell(0, "", 1, 1), Cell(None, "", 1, 1)], Cell(None, "", 2, 2)),
        ([Cell(None, "", 0, 1)], Cell(None, "", 0, 1)),
    ],
)
def test_what_is_added_up_says_what_it_rests_on(cells: list[Cell], whole: Cell) -> None:
    assert added(cells) == whole


def test_a_turned_pivot_has_its_lines_as_columns(merger: Asked) -> None:
    table = made(merger, Shape(("meetings",), ("period",)))
    other = turned(table)
    assert other.shape.cols == ("period",)
    assert other.columns == table.lines
    assert other.cell((), ("2025-05",), "meetings") == table.cell(("2025-05",), (), "meetings")


@pytest.mark.parametrize("measure", [*MEASURES, *boring.REPORTING[1:]])
def test_34_and_63_provinces_make_the_same_sum_of_every_month(merger: Asked, measure: str) -> None:
    sums = []
    for boundaries in (REPORTED, CURRENT):
        shape = Shape((measure,), ("province",), ("period",), Filters(boundaries=boundaries))
        table = made(merger, shape)
        each = pd.Series(
            {
                column.key[0]: sum(
                    table.cell(line.key, column.key, measure).value or 0 for line in table.lines
                )
                for column in table.columns
            }
        )
        totals = {c.key[0]: table.cell((), c.key, measure).value for c in table.columns}
        assert each.to_dict() == totals
        sums.append(totals)
    assert sums[0] == sums[1]
    assert set(sums[0]) == set(PERIODS)


def test_without_dimensions_there_is_the_total_alone(merger: Asked) -> None:
    table = made(merger, replace(Shape(MEASURES), filters=Filters(last="2025-06")))
    assert (table.lines, table.columns) == ((), ())
    question = Question(MEASURES, (), Filters(last="2025-06"))
    asked = ask(merger.warehouse, question, now=NOW)
    assert {m: table.cell((), (), m).value for m in MEASURES} == {
        m: int(asked[m][0]) for m in MEASURES
    }
