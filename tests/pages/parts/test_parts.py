"""Scope, choice, words, escaping and exports."""

import re
from string import Formatter

import pandas as pd
import pytest

from data.filters import CURRENT, REPORTED
from pages.parts.choice import Choice, read_choice
from pages.parts.export import as_typed, csv_bytes, marked
from pages.parts.figures import written
from pages.parts.markdown import escape
from pages.parts.scope import Scope, Span, named, scope_of
from pages.parts.words import say, words

KNOWN = Span("2023-11", "2026-10")


class Url(dict[str, list[str]]):
    """The query part of a URL."""

    def get_all(self, key: str) -> list[str]:
        return self.get(key, [])


def scope(**chosen: object) -> Scope:
    return scope_of("vi", Choice(**chosen), KNOWN, "2026-10")  # type: ignore[arg-type]


def test_the_url_gives_the_choice() -> None:
    url = Url(
        {
            "from": ["2026-01"],
            "to": ["2026-10"],
            "province": ["Bắc Kạn", "hue", "Atlantis"],
            "grain": ["quarter"],
            "boundaries": ["current"],
        }
    )
    assert read_choice(url, KNOWN.periods) == Choice(
        "2026-01", "2026-10", None, ("Bắc Kạn", "Huế"), CURRENT, "quarter"
    )


def test_what_does_not_exist_was_not_chosen() -> None:
    url = Url({"from": ["2030-01"], "to": ["x"], "region": ["y"], "grain": ["z"]})
    assert read_choice(url, KNOWN.periods) == Choice()
    turned = Url({"from": ["2026-10"], "to": ["2026-01"]})
    assert read_choice(turned, KNOWN.periods) == Choice(last="2026-01")


def test_the_focus_is_the_running_part_of_the_grain() -> None:
    quarter = scope(grain="quarter")
    assert quarter.focus == Span("2026-10", "2026-10")
    assert quarter.is_part
    # The first month of a quarter is compared with the first month of the quarter before.
    assert quarter.previous == Span("2026-07", "2026-07")
    assert quarter.year_before == Span("2025-10", "2025-10")


def test_a_chosen_range_is_compared_with_the_range_before() -> None:
    chosen = scope(first="2026-05", last="2026-07")
    assert chosen.focus == chosen.window == Span("2026-05", "2026-07")
    assert chosen.previous == Span("2026-02", "2026-04")


def test_a_place_over_the_merger_is_seen_in_todays_boundaries() -> None:
    assert scope().boundaries == REPORTED
    assert scope(provinces=("Bắc Kạn",)).boundaries == CURRENT
    filters = scope(provinces=("Bắc Kạn",)).filters(Span("2026-10", "2026-10"))
    assert filters.where["province"] == ("Thái Nguyên",)
    assert scope().by_place(Span("2025-06", "2025-07")) == CURRENT


def test_former_names_lead_to_their_heirs() -> None:
    assert named(("Bắc Kạn", "Thái Nguyên"), heirs=True) == ("Thái Nguyên",)
    assert named(("Bắc Kạn",), heirs=False) == ("Bắc Kạn",)


@pytest.mark.parametrize("text", ["*đậm*", "[x](http://y)", "# a", ":red[x]", "$a$", "<b>", "a\nb"])
def test_markdown_is_shown_as_typed(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped
    assert escaped.replace("\\", "").replace("\u2060", "") == " ".join(text.split())
    for sign in "*[]()#$<:":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")


@pytest.mark.parametrize(
    "text", ["https://a.vn", "HTTP://a", "www.a.vn", "a@b.vn", ":+1:", "a -- b"]
)
def test_an_address_is_no_link_and_a_name_no_icon(text: str) -> None:
    """The browser looks for them once it has read the escapes: they alone do not help."""
    whole = re.compile(r"https?://|www\.|\w@|:[\w+]+:|--", re.IGNORECASE)
    assert whole.search(text)
    assert not whole.search(escape(text).replace("\\", ""))


def test_a_letter_that_turns_the_direction_is_left_out() -> None:
    assert escape("cáo\u202eknip") == "cáoknip"


def test_an_export_is_harmless_marked_and_read_by_excel() -> None:
    table = pd.DataFrame({"Nội dung": ["=1+1", "Họp", None], "Số": [-3, 2, 1]})
    raw = csv_bytes(marked(table, "minh họa", "số liệu minh họa"))
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").splitlines()
    assert lines == [
        "Nội dung,Số,minh họa",
        "'=1+1,-3,số liệu minh họa",
        "Họp,2,số liệu minh họa",
        ",1,số liệu minh họa",
    ]


def test_on_screen_a_text_is_as_typed() -> None:
    assert [as_typed(t) for t in ("'=1", "'quoted", None, "a")] == ["=1", "'quoted", "", "a"]


def test_every_text_is_there_in_both_languages() -> None:
    assert all(text.vi and text.en for text in words().values())


def every_format(text: str) -> list[str]:
    return [spec for _, _, spec, _ in Formatter().parse(text) if spec]


def test_a_word_is_chosen_by_the_number_before_it() -> None:
    assert [say("en", "chart.other_forms", n=n) for n in (0, 1, "1", "1,021")] == [
        "0 others", "1 other", "1 other", "1,021 others",
    ]  # fmt: skip
    assert say("vi", "chart.other_forms", n=1) == "1 loại khác"


def test_only_english_chooses_and_between_two_words() -> None:
    assert not any(every_format(text.vi) for text in words().values())
    choices = [spec for text in words().values() for spec in every_format(text.en)]
    assert choices
    assert {spec.count("|") for spec in choices} == {1}


def test_a_region_that_ended_is_seen_until_its_end() -> None:
    ended = scope(region="Tây Nguyên")
    assert ended.focus.last == "2025-06"
    assert ended.boundaries == ended.by_place(Span("2025-01", "2025-12")) == REPORTED


def test_a_new_region_is_seen_in_todays_boundaries() -> None:
    assert (
        scope(region="Duyên hải Nam Trung Bộ và Tây Nguyên", last="2024-05").boundaries == CURRENT
    )


def test_numbers_of_a_column_have_their_decimals_below_each_other() -> None:
    table = pd.DataFrame({"Số": [21, 7], "%": [83.3, None], "Tỷ lệ": [21.0, 55.3]})
    html = written(table, "vi").to_html()
    assert [cell in html for cell in (">21<", ">83,3<", ">—<", ">21,0<", ">55,3<")] == [True] * 5
