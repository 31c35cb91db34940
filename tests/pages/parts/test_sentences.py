"""Titles say what is seen, and no more than the figures allow."""

import pandas as pd
import pytest

from data.catalog import catalog
from pages.parts import sentences
from pages.parts.change import Change, Figure
from pages.parts.coverage import Coverage
from pages.parts.scope import Span

NBSP = "\N{NO-BREAK SPACE}"
FULL, HALF, NONE = Coverage(34, 34), Coverage(17, 34), Coverage(0, 34)
MEETINGS = catalog().measures["meetings"]
SEPTEMBER = Span("2026-09", "2026-09")


def change(now: int | None, then: int | None, **more: Coverage) -> Change:
    return Change(
        Figure(now, "", more.get("now_of", FULL)),
        Figure(then, "", more.get("then_of", FULL)),
        SEPTEMBER,
    )


def trend(known: Change, values: list[float | None], lang: str = "vi") -> str:
    return sentences.trend_title(MEETINGS, known, values, period="kỳ 10/2026", lang=lang)


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (88, 100, f"giảm 12{NBSP}%"),
        (112, 100, f"tăng 12{NBSP}%"),
        (100, 100, "không đổi"),
        (300, 100, "gấp 3 lần"),
        (5, 0, "từ 0 lên 5"),
        (0, 0, "không đổi"),
        (None, 4, ""),
        (4, None, ""),
    ],
)
def test_change(now: int | None, then: int | None, said: str) -> None:
    assert sentences.change_said(change(now, then), "vi") == said


@pytest.mark.parametrize(
    ("value", "qualifier", "lang", "said"),
    [
        (1, "", "en", "1 meeting"),
        (0, "", "en", "0 meetings"),
        (1, "at_least", "en", f"≥{NBSP}1 meetings"),
        (1, "", "vi", "1 hội nghị"),
    ],
)
def test_amount(value: float, qualifier: str, lang: str, said: str) -> None:
    assert sentences.amount(value, MEETINGS, lang, qualifier) == said


def test_half_of_the_reports_is_not_compared_with_all() -> None:
    assert sentences.change_said(change(50, 100, now_of=HALF), "vi") == ""


def test_the_trend_says_change_and_record() -> None:
    said = trend(change(88, 100), [100, 120, 130, 99, 98, 97, 100, 88])
    assert said == f"Hội nghị giảm 12{NBSP}% so với kỳ 9/2026, thấp nhất trong 8 kỳ"


def test_a_gap_ends_the_row_of_a_record() -> None:
    assert sentences.extreme([1, 2, None, 3, 4, 5], "vi") == ""
    assert sentences.extreme([1, 2, 2, 3, 4, 5], "vi") == ", cao nhất trong 6 kỳ"


def test_the_trend_of_few_reports_says_how_few() -> None:
    said = trend(change(50, 100, now_of=HALF), [100, 50])
    assert said == "Hội nghị kỳ 10/2026: 50 hội nghị, mới có 17/34 báo cáo"


def test_no_report_and_no_number_are_told_apart() -> None:
    assert "chưa có báo cáo nào" in trend(change(None, 1, now_of=NONE), [])
    assert "chưa báo cáo nào nêu số" in trend(change(None, 1), [])


def test_a_change_of_some_provinces_says_so() -> None:
    some = Change(Figure(88, "", FULL), Figure(100, "", FULL), SEPTEMBER, places=24)
    assert trend(some, [100, 88]).endswith("ở 24 nơi đủ báo cáo")


def test_ranking() -> None:
    def said(pairs: list[tuple[str, float]]) -> str:
        return sentences.ranking_title(pairs, MEETINGS, "kỳ 10/2026", "vi")

    assert said([("Hà Nội", 9), ("Huế", 3)]) == "Hà Nội dẫn đầu với 9 hội nghị"
    assert said([("Hà Nội", 9), ("Huế", 9)]).startswith("2 tỉnh, thành phố cùng dẫn đầu")
    assert said([("Hà Nội", 0)]) == "Hội nghị: chưa có hoạt động nào trong kỳ 10/2026"
    assert said([]) == "Hội nghị: chưa có hoạt động nào trong kỳ 10/2026"
    many = [("Hà Nội", 10.0), *[(f"T{n}", 5.0) for n in range(8)]]
    assert said(many) == f"Hà Nội dẫn đầu với 10 hội nghị; ba tỉnh đầu chiếm 40{NBSP}%"


def test_breakdown_is_of_the_whole_and_not_of_the_sum() -> None:
    def said(pairs: list[tuple[str, float]], whole: float) -> str:
        return sentences.breakdown_title(
            pairs, MEETINGS, whole=whole, period="kỳ 10/2026", lang="vi"
        )

    assert said([("Hội thảo", 8), ("Họp", 6)], 10) == f"Hội thảo chiếm 80{NBSP}% hội nghị"
    assert said([("Họp", 6), ("Hội thảo", 6)], 12).startswith("Họp, Hội thảo cùng nhiều nhất")
    assert said([("Họp", 6)], 6) == "Hội nghị chỉ có một loại: Họp"
    assert said([], 0) == "Hội nghị: chưa có hoạt động nào trong kỳ 10/2026"


def test_heat_names_the_most_and_counts_the_gaps() -> None:
    table = pd.DataFrame(
        {
            "name": ["Huế", "Huế", "Hà Nội"],
            "period": ["2026-09", "2026-10", "2026-10"],
            "value": pd.array([3, None, 7], dtype="Int64"),
            "state": ["missing"] * 3,
        }
    )
    said = sentences.heat_title(table, MEETINGS, lang="vi")
    assert said == (
        "Hà Nội cao nhất trong một kỳ: 7 hội nghị (10/2026); 1 tỉnh, thành phố còn thiếu báo cáo"
    )


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([0, 0], "Hội nghị: các báo cáo đã nhận đều không có"),
        ([None, None], "Hội nghị: chưa có số liệu theo tỉnh, thành phố"),
        ([1, 1], "Cao nhất trong một kỳ là 1 hội nghị, 2 lần"),
    ],
)
def test_heat_names_nobody_as_the_first_of_equals(values: list[int | None], title: str) -> None:
    table = pd.DataFrame(
        {
            "name": ["Huế", "Hà Nội"],
            "period": ["2026-09", "2026-10"],
            "value": pd.array(values, dtype="Int64"),
            "state": ["", ""],
        }
    )
    assert sentences.heat_title(table, MEETINGS, lang="vi") == title


def test_english() -> None:
    assert trend(change(88, 100), [100, 88], "en") == "Meetings down 12% from 9/2026"
