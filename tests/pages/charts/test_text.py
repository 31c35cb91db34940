"""Names from reports stay plain text in Plotly, and lines fit into their room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.charts.text import NBSP, balance, block, escape, glued, hover, widest, width, wrap


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("<b>Hà Nội</b>", "&lt;b&gt;Hà Nội&lt;/b&gt;"),
        ("A & B", "A &amp; B"),
        ("%{x} giảm 12 %", "&#37;{x} giảm 12 %"),
        ("$x$", "&#36;x&#36;"),
        ("hai\n dòng", "hai dòng"),
    ],
)
def test_escape(typed: str, safe: str) -> None:
    assert escape(typed) == safe


@given(st.text())
def test_nothing_that_plotly_reads_is_left(typed: str) -> None:
    safe = escape(typed)
    assert not set("<>$") & set(safe)
    assert "%{" not in safe


def test_hover_has_a_bold_head_and_only_full_lines() -> None:
    assert hover("<i>", ["", "7"]) == "<b>&lt;i&gt;</b><br>7"


@given(st.lists(st.text("aăâbcdđeêM", min_size=1, max_size=12), min_size=1).map(" ".join))
def test_wrap_keeps_the_words_and_the_room(text: str) -> None:
    lines = wrap(text, 120, 13)
    assert " ".join(lines) == text
    assert all(width(line, 13) <= 120 or " " not in line for line in lines)


def test_no_line_begins_with_a_dot_between_notes() -> None:
    lines = wrap("Hội nghị, cả nước · số liệu minh họa · 3 tỉnh chưa báo cáo", 125, 13)
    assert len(lines) > 2
    assert not any(line.startswith("·") for line in lines)


def test_a_figure_stays_with_its_unit_and_a_month_with_the_word_before_it() -> None:
    said = glued("Hồ Chí Minh dẫn đầu với 67 hội nghị so với kỳ 9/2026", "hội nghị")
    assert said.split(" ")[-4:] == [f"67{NBSP}hội{NBSP}nghị", "so", "với", f"kỳ{NBSP}9/2026"]
    assert glued("Hội nghị giảm", "hội nghị") == "Hội nghị giảm"


def test_marks_take_no_room() -> None:
    assert width("Đắk Lắk", 13) == width("Dak Lak", 13)
    assert widest([], 13) == 0


def test_block_breaks_and_escapes() -> None:
    assert block("<b> nhiều chữ", 30, 13) == "&lt;b&gt;<br>nhiều<br>chữ"


def test_a_title_has_no_lone_last_word() -> None:
    title = "Tin, bài, chuyên mục tăng 5,8 % so với kỳ 9/2026, ở 30 nơi đủ báo cáo"
    lines = balance(title, 465, 16)
    assert " ".join(lines) == title
    assert len(lines) == len(wrap(title, 465, 16)) == 2
    assert len(lines[1]) > len(lines[0]) / 2


@given(st.lists(st.text("abc đ", min_size=1, max_size=12).map(str.strip), min_size=1))
def test_balanced_lines_are_as_few_and_fit_as_well(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    lines, wrapped = balance(text, 120, 16), wrap(text, 120, 16)
    assert " ".join(lines) == text
    assert len(lines) == len(wrapped)
    assert widest(lines, 16) <= max(120, widest(wrapped, 16))
