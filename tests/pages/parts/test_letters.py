"""The list of who is late says what is true on the day it is read."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from pages.parts import letters
from pages.parts.letters import letter, message

REAL: Any = SimpleNamespace(mark="")
SYNTHETIC: Any = SimpleNamespace(mark="số liệu minh họa")
Write = Callable[[Any, pd.DataFrame, str, str], str]


def reports(*rows: tuple[str, str, str | None, float | None], vintage: int = 34) -> pd.DataFrame:
    columns = ["code", "name", "upload", "days_late"]
    return pd.DataFrame(rows, columns=columns).assign(vintage=vintage, period="2026-10")


SOME = reports(
    ("15", "Lào Cai", None, None), ("04", "Cao Bằng", "a", 3), ("01", "Hà Nội", "b", None)
)
ALL = reports(("04", "Cao Bằng", "a", None), ("01", "Hà Nội", "b", None))


@pytest.fixture(autouse=True)
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    def set_day(day: date) -> None:
        monkeypatch.setattr(letters, "today", lambda: day)

    set_day(date(2026, 11, 22))
    return set_day


def test_a_message_after_the_due_day() -> None:
    assert message(REAL, SOME, "2026-10", "vi").splitlines() == [
        "Báo cáo kỳ 10/2026 đã hết hạn ngày 5/11/2026. Đến ngày 22/11/2026 mới nhận 2/3.",
        "Chưa gửi (1): Lào Cai.",
        "Gửi muộn: Cao Bằng (muộn 3 ngày).",
        "Đề nghị các địa phương chưa gửi sớm gửi báo cáo kỳ 10/2026; không có hoạt động thì báo "
        "“Không phát sinh”.",
    ]


def test_a_message_before_the_due_day_does_not_blame(on: Callable[[date], None]) -> None:
    on(date(2026, 11, 5))
    first = message(REAL, SOME, "2026-10", "en").splitlines()[0]
    assert first == "Reports for 10/2026 are due by 5/11/2026. By 5/11/2026, 2 of 3 have arrived."


def test_when_all_have_reported_nobody_is_asked() -> None:
    assert message(REAL, ALL, "2026-10", "vi") == (
        "Báo cáo kỳ 10/2026: cả 2 tỉnh, thành phố đã gửi, 2 đúng hạn."
    )
    said = letter(REAL, ALL, "2026-10", "vi")
    assert "cảm ơn" in said
    assert "Đề nghị" not in said


def test_a_letter_names_provinces_with_their_type_and_numbers_them() -> None:
    said = letter(REAL, SOME, "2026-10", "vi")
    assert "1. Tỉnh Lào Cai" in said
    assert "1. Tỉnh Cao Bằng (muộn 3 ngày)" in said
    assert "từ ngày 1/10/2026 đến ngày 31/10/2026" in said
    assert "1. Lào Cai" in letter(REAL, SOME, "2026-10", "en")


def test_former_provinces_are_not_given_a_type_of_today() -> None:
    former = reports(("06", "Bắc Kạn", None, None), vintage=63)
    assert "1. Bắc Kạn" in letter(REAL, former, "2025-06", "vi")


@pytest.mark.parametrize("write", [message, letter])
def test_what_is_made_up_cannot_be_sent_by_mistake(write: Write) -> None:
    assert write(SYNTHETIC, SOME, "2026-10", "vi").startswith("[SỐ LIỆU MINH HỌA]")
    assert write(SYNTHETIC, SOME, "2026-10", "en").startswith("[DEMONSTRATION DATA]")
