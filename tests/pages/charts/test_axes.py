"""Periods are categories with the year once; counts have whole ticks from zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.charts.axes import count_axis, first_month, merger_at, period_axis, period_ticks
from pages.charts.look import Look

YEARS = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)]


def tick(period: str) -> str:
    return f"T{int(period[5:])}"


@pytest.mark.parametrize(
    ("period", "month"),
    [
        ("2025-07", (2025, 7)),
        ("2025-Q3", (2025, 7)),
        ("2025Q4", (2025, 10)),
        ("2025-H2", (2025, 7)),
        ("2025", (2025, 1)),
        ("quý ba", None),
    ],
)
def test_first_month(period: str, month: tuple[int, int] | None) -> None:
    assert first_month(period) == month


@pytest.mark.parametrize(
    ("periods", "at"),
    [
        (YEARS, 18),
        (["2025-Q1", "2025-Q2", "2025-Q3"], 2),
        (["2025-H1", "2025-H2"], 1),
        (["2024", "2025", "2026"], None),
        (YEARS[:12], None),
        (YEARS[18:], None),
        (["x", "2025-07"], None),
        ([], None),
    ],
)
def test_merger_stands_before_the_first_new_period(periods: list[str], at: int | None) -> None:
    assert merger_at(periods) == at


def test_a_short_year_names_every_month_and_the_year_once() -> None:
    shown, texts = period_ticks(YEARS[10:14], tick, Look())
    assert shown == [0, 1, 2, 3]
    assert texts == ["T11<br>2024", "T12", "T1<br>2025", "T2"]


def test_three_years_name_quarters_wide_and_halves_on_a_phone() -> None:
    assert period_ticks(YEARS, tick, Look())[0][:3] == [0, 3, 6]
    assert period_ticks(YEARS, tick, Look(narrow=True))[0][:3] == [0, 6, 12]


def test_a_year_without_room_is_left_out() -> None:
    quarters = ["2023-Q4", *(f"{y}-Q{q}" for y in (2024, 2025) for q in (1, 2, 3, 4))]
    texts = period_ticks(quarters, lambda period: period[5:], Look(narrow=True))[1]
    assert texts[:2] == ["Q4", "Q1<br>2024"]


def test_years_are_not_written_twice() -> None:
    assert period_ticks(["2024", "2025"], str, Look())[1] == ["2024", "2025"]


def test_periods_are_categories_in_order() -> None:
    axis = period_axis(YEARS, tick, Look())
    assert axis["type"] == "category"
    assert axis["categoryarray"] == YEARS
    assert set(axis["tickvals"]) <= set(YEARS)


@given(st.lists(st.none() | st.floats(0, 1e9), max_size=8))
def test_counts_have_whole_ticks_from_zero(values: list[float | None]) -> None:
    axis = count_axis(values, Look())
    top = max((value for value in values if value is not None), default=0)
    assert axis["rangemode"] == "tozero"
    assert axis["range"][0] == 0
    assert axis["range"][1] >= top
    assert isinstance(axis["dtick"], int)
    assert axis["dtick"] >= 1
    assert axis["range"][1] / axis["dtick"] <= 6
