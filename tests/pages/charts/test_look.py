"""Colours keep their distance from the ground, and the frame never cuts a title."""

import pytest

from pages.charts.look import (
    KIND_COLOURS,
    NEUTRAL,
    STATE_MARKS,
    Captions,
    Look,
    Palette,
    dress,
    mix,
)
from pages.charts.text import width

GROUNDS = {False: "#ffffff", True: "#0e1117"}


def light(colour: str) -> float:
    """Relative luminance, WCAG."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def look(request: pytest.FixtureRequest) -> Look:
    return Look(dark=request.param)


def test_text_is_readable(look: Look) -> None:
    palette: Palette = look.palette
    assert palette.ground == GROUNDS[look.dark]
    for colour in (palette.ink, palette.muted, *palette.states.values()):
        assert contrast(colour, palette.ground) >= 4.5
        assert contrast(colour, palette.panel) >= 4.5


def test_states_are_readable_on_their_own_tint(look: Look) -> None:
    for colour in look.palette.states.values():
        assert contrast(colour, mix(colour, look.palette.ground, 0.2)) >= 4.5


@pytest.mark.parametrize("colour", [*KIND_COLOURS.values(), NEUTRAL])
def test_fills_stand_out(colour: str, look: Look) -> None:
    assert contrast(colour, look.palette.ground) >= 3


def test_letters_are_readable_on_every_step(look: Look) -> None:
    for fill in look.palette.scale:
        assert contrast(look.letters(fill), fill) >= 4.5


def test_scale_is_even_and_leaves_the_ground(look: Look) -> None:
    lightness = [116 * light(fill) ** (1 / 3) - 16 for fill in look.palette.scale]
    steps = [b - a for a, b in zip(lightness, lightness[1:], strict=False)]
    assert max(steps) - min(steps) < 1
    assert (steps[0] > 0) is look.dark


def test_states_differ_without_colour() -> None:
    assert len(set(STATE_MARKS.values())) == len(STATE_MARKS)


@pytest.mark.parametrize(
    ("lang", "value", "qualifier", "written"),
    [
        ("vi", 1234.5, "", "1.234,5"),
        ("en", 1234.5, "", "1,234.5"),
        ("vi", 1890, "≥", "≥\xa01.890"),
        ("vi", 0, "", "0"),
    ],
)
def test_number(lang: str, value: float, qualifier: str, written: str) -> None:
    assert Look(lang=lang).number(value, qualifier) == written


@pytest.mark.parametrize("look", [Look(narrow=True), Look(), Look(wide=True)])
def test_long_titles_are_broken_and_have_their_height(look: Look) -> None:
    words = "Hội nghị báo cáo viên tăng ở 12 tỉnh, giảm ở 22 tỉnh, thấp nhất từ đầu năm " * 2
    figure = dress([], look, Captions(words.strip(), "đơn vị"), height=100, layout={})
    title, _, rest = figure.layout.title.text.partition("<span")
    lines = [line.removeprefix("<b>").removesuffix("</b>") for line in title.split("<br>") if line]
    assert all(width(line, 16) <= look.room for line in lines)
    assert "đơn vị" in rest
    assert figure.layout.margin.t >= 20 * (len(lines) + 1)
    assert figure.layout.height == 100 + figure.layout.margin.t + figure.layout.margin.b


def test_titles_are_plain_text() -> None:
    figure = dress([], Look(), Captions("<b>x</b>", "<i>"), height=1, layout={})
    assert "<b>&lt;b&gt;x" in figure.layout.title.text
    assert "&lt;i&gt;" in figure.layout.title.text


def test_grounds_are_clear_and_numbers_local() -> None:
    figure = dress([], Look(), Captions("x"), height=1, layout={})
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.separators == ",."
    assert figure.layout.showlegend is False


def test_a_chart_is_laid_out_for_the_room_it_has() -> None:
    assert [Look().room, Look(wide=True).room, Look(across=360, wide=True).room] == [500, 740, 360]
    assert Look(narrow=True, across=360).room == 335


def test_the_unit_behind_a_one_may_be_another() -> None:
    words = Captions("x", unit="meetings", one="meeting")
    assert [words.amount(n) for n in ("1", "11", "≥ 1")] == [
        "1 meeting",
        "11 meetings",
        "≥ 1 meetings",
    ]
    assert Captions("x", unit="%").amount("1") == "1 %"
