"""How numbers, months and changes are written."""

from datetime import date

import pytest

from pages.parts import format as written

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (1890, "1.890", "1,890"),
        (1234.5, "1.234,5", "1,234.5"),
        (-12, "−12", "−12"),
        (1_000_000, "1.000.000", "1,000,000"),
    ],
)
def test_number(value: float, vi: str, en: str) -> None:
    assert written.number(value, "vi") == vi
    assert written.number(value, "en") == en


def test_a_qualifier_stands_before_its_number() -> None:
    assert written.number(150, "vi", "at_least") == f"≥{NBSP}150"
    assert written.number(150, "vi", "at_most") == f"≤{NBSP}150"
    assert written.number(150, "vi", "about") == f"≈{NBSP}150"
    assert written.number(150, "vi", "") == "150"


def test_percent_is_finer_below_ten() -> None:
    assert written.percent(-0.124, "vi") == f"12{NBSP}%"
    assert written.percent(0.0456, "vi") == f"4,6{NBSP}%"
    assert written.percent(0.0456, "en") == "4.6%"


def test_signed() -> None:
    assert [written.signed(n, "vi") for n in (1200, 0, -3)] == ["+1.200", "0", "−3"]


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("2026-10", "10/2026", "10/2026"),
        ("2026-Q4", "quý 4/2026", "Q4 2026"),
        ("2026-H2", "nửa 2/2026", "H2 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_grain_name(value: str, vi: str, en: str) -> None:
    assert (written.grain_name(value, "vi"), written.grain_name(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [("2026-10", "T10", "Oct"), ("2026-Q4", "Q4", "Q4"), ("2026-H2", "N2", "H2"), ("2026",) * 3],
)
def test_tick(value: str, vi: str, en: str) -> None:
    assert (written.tick(value, "vi"), written.tick(value, "en")) == (vi, en)


def test_span() -> None:
    assert written.span("2026-10", "2026-10") == "10/2026"
    assert written.span("2026-01", "2026-10") == "1–10/2026"
    assert written.span("2025-11", "2026-10") == "11/2025–10/2026"


def test_day() -> None:
    assert written.day(date(2026, 11, 5)) == "5/11/2026"
