"""A bar tells the step, the rows and the time left of a long file, and nothing of a short one."""

from typing import Self

import pytest
import streamlit as st

from etl.line import Report
from pages.parts.sending import waiting

LONG = Report("Tháng 4", b"x" * 3 * 1024 * 1024)


class Bar:
    """Remembers what it is told instead of drawing it."""

    def __init__(self) -> None:
        self.told: list[tuple[float, str]] = []

    def begin(self, done: float, text: str) -> Self:
        self.progress(done, text)
        return self

    def progress(self, done: float, text: str) -> None:
        self.told.append((done, text))

    def empty(self) -> None:
        self.told.append((1.0, ""))


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> Bar:
    made = Bar()
    monkeypatch.setattr(st, "progress", made.begin)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moments = [0.0]
    monkeypatch.setattr(waiting.time, "monotonic", lambda: moments[0])
    return moments


def test_rows_and_the_time_left_are_told(bar: Bar, clock: list[float]) -> None:
    with waiting.waiting("vi", LONG) as advance:
        advance("read")
        clock[0] = 2.0
        advance("read", 50_000, 100_000)
        advance("check", 0, 100_000)
    assert bar.told == [
        (0.0, "Tháng 4 (3 MB)"),
        (0.05, "Tháng 4 (3 MB) · đang đọc"),
        (0.375, "Tháng 4 (3 MB) · đang đọc · 50.000/100.000 dòng · còn khoảng 3 giây"),
        (0.5, "Tháng 4 (3 MB) · đang kiểm tra · 100.000 dòng · còn khoảng 2 giây"),
        (1.0, ""),
    ]


def test_no_step_takes_the_bar_back() -> None:
    steps = [("read", 0, 0), ("read", 1, 9), ("read", 9, 9), ("check", 0, 9), ("compare", 0, 9)]
    shares = [waiting.share(*step) for step in [*steps, ("load", 0, 9), ("publish", 0, 0)]]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


def test_a_short_file_needs_no_bar(bar: Bar) -> None:
    with waiting.waiting("vi", Report("ngắn.csv", b"x")) as advance:
        advance("read")
    assert bar.told == []
