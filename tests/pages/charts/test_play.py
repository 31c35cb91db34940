"""Each month behind the slider is a whole map of the same size and scale."""

import re
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from pages.charts.look import Captions, Look
from pages.charts.play import ROOM, play
from pages.charts.tiles import tiles
from tests.pages.charts.test_tiles import grid

FIGURE = re.compile(r">([\d.]+)</span>")
MONTHS = ("2025-12", "2026-01")


def played(captions: Captions, look: Look) -> tuple[go.Figure, go.Figure]:
    table, islands = grid(34)
    later = table.assign(value=table["value"] * 2)
    every = [*table["value"], *later["value"]]
    drawn = {
        month: tiles(of, islands, look, captions, every=every, period=month)
        for month, of in zip(MONTHS, (table, later), strict=True)
    }
    return play(drawn, ["T12", "T1"], look, run="Chạy", stop="Dừng"), drawn[MONTHS[1]]


@pytest.mark.parametrize("look", [Look(), Look(dark=True, narrow=True)])
def test_plotly_accepts_the_last_month_with_a_slider(
    captions: Captions, checked: Callable[[go.Figure], go.Figure], look: Look
) -> None:
    figure, last = played(captions, look)
    checked(figure)
    assert list(figure.data[0].x) == list(last.data[0].x)
    assert figure.layout.height == last.layout.height + ROOM
    (slider,) = figure.layout.sliders
    assert [step.label for step in slider.steps] == ["T12", "T1"]
    assert [frame.name for frame in figure.frames] == list(MONTHS)


def test_a_tile_is_keyed_by_its_month_and_has_the_colour_of_all_months(captions: Captions) -> None:
    figure, _ = played(captions, Look())
    first, second = (frame.data[0] for frame in figure.frames)
    assert {key.split()[1] for key in first.customdata} == {MONTHS[0]}
    colours: dict[str, set[str]] = {}
    for trace in (first, second):
        for text, colour in zip(trace.text, trace.marker.color, strict=True):
            figure_at = FIGURE.search(text)
            if figure_at:
                colours.setdefault(figure_at[1], set()).add(colour)
    assert len(colours) > 34
    assert {len(some) for some in colours.values()} == {1}
