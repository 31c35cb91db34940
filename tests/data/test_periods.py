"""Months, their windows and due days, vintages and grains."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import periods
from data.periods import (
    due,
    first_day,
    grain_of,
    is_on_time,
    rule_of,
    rules,
    running_period,
    shift,
    span,
    vintage_of,
    window,
)

RULES = """effective_from,window_start_day,due_day,grace_days,source
2023-01,15,20,2,Window of the other known practice
2015-01,1,5,0,Preset
"""


@pytest.fixture
def both_practices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A calendar month until 2022-12, then the 15th of the previous month to the 14th."""
    table = tmp_path / "rules.csv"
    table.write_text(RULES, encoding="utf-8")
    monkeypatch.setattr(periods, "RULES", table)
    rules.cache_clear()
    yield
    rules.cache_clear()


def test_the_preset_is_the_calendar_month_due_on_the_fifth() -> None:
    assert window("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert window("2025-12") == (date(2025, 12, 1), date(2025, 12, 31))
    assert due("2024-02") == date(2024, 3, 5)
    assert due("2025-12") == date(2026, 1, 5)


@pytest.mark.usefixtures("both_practices")
def test_the_other_practice_holds_from_its_day() -> None:
    assert window("2022-12") == (date(2022, 12, 1), date(2022, 12, 31))
    assert window("2023-01") == (date(2022, 12, 15), date(2023, 1, 14))
    assert window("2023-03") == (date(2023, 2, 15), date(2023, 3, 14))
    assert due("2022-12") == date(2023, 1, 5)
    assert due("2023-01") == date(2023, 2, 22)


@pytest.mark.usefixtures("both_practices")
def test_a_period_before_all_rules_has_the_first() -> None:
    assert rule_of("2014-12") == rule_of("2015-01")


@pytest.mark.parametrize(
    ("period", "vintage"),
    [("2015-01", 63), ("2025-06", 63), ("2025-07", 34), ("2026-10", 34)],
)
def test_the_vintage_changes_in_july_2025(period: str, vintage: int) -> None:
    assert vintage_of(period) == vintage


@pytest.mark.parametrize(
    ("period", "quarter", "half"),
    [
        ("2021-01", "2021-Q1", "2021-H1"),
        ("2021-03", "2021-Q1", "2021-H1"),
        ("2021-04", "2021-Q2", "2021-H1"),
        ("2021-06", "2021-Q2", "2021-H1"),
        ("2021-07", "2021-Q3", "2021-H2"),
        ("2021-10", "2021-Q4", "2021-H2"),
        ("2021-12", "2021-Q4", "2021-H2"),
    ],
)
def test_grains(period: str, quarter: str, half: str) -> None:
    assert grain_of(period, "quarter") == quarter
    assert grain_of(period, "half") == half
    assert grain_of(period, "year") == "2021"
    assert grain_of(period, "month") == period


def test_spans_include_both_ends() -> None:
    assert span("2024-11", "2025-02") == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert span("2024-11", "2024-11") == ["2024-11"]
    assert span("2024-12", "2024-11") == []


@given(st.integers(2000, 2090), st.integers(1, 12), st.integers(-400, 400))
def test_a_shift_and_back_is_no_shift(year: int, month: int, months: int) -> None:
    period = f"{year}-{month:02d}"
    assert shift(shift(period, months), -months) == period
    assert (shift(period, months) > period) == (months > 0)


def test_the_windows_of_all_periods_leave_no_day_out() -> None:
    for period in span("2015-01", "2030-12"):
        first, last = window(period)
        assert first == first_day(period)
        assert window(shift(period, 1))[0] == last + timedelta(days=1)


def test_the_running_month_is_vietnams() -> None:
    assert running_period(datetime(2026, 9, 30, 16, 59, tzinfo=UTC)) == "2026-09"
    assert running_period(datetime(2026, 9, 30, 17, 0, tzinfo=UTC)) == "2026-10"


def test_the_due_day_ends_at_midnight_in_vietnam() -> None:
    assert is_on_time("2026-09", datetime(2026, 10, 5, 16, 59, tzinfo=UTC))
    assert not is_on_time("2026-09", datetime(2026, 10, 5, 17, 0, tzinfo=UTC))
