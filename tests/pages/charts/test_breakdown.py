"""Parts by size, the rest last and grey, shares in the hover."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from pages.charts.breakdown import breakdown
from pages.charts.look import KIND_COLOURS, Captions, Look

TABLE = pd.DataFrame(
    {
        "key": ["a", "b", "other"],
        "name": ["Hội thảo", "<i>Giao ban", "Khác"],
        "value": [10, 60, 30],
        "rest": [False, False, True],
    }
)


def test_order_colour_and_share(
    captions: Captions, checked: Callable[[go.Figure], go.Figure]
) -> None:
    colour = KIND_COLOURS["press"]
    figure = checked(breakdown(TABLE, Look(), captions, colour=colour))
    bar = figure.data[0]
    assert list(bar.customdata) == ["b", "a", "other"]
    assert [fill == colour for fill in bar.marker.color] == [True, True, False]
    assert bar.hovertext[0] == "<b>&lt;i&gt;Giao ban</b><br>60 hội nghị<br>60 % tổng số"
    assert figure.layout.yaxis.ticktext[0] == "&lt;i&gt;Giao ban"


def test_nothing_at_all_has_no_share(captions: Captions) -> None:
    bar = breakdown(TABLE.assign(value=[0, float("nan"), 0]), Look(), captions).data[0]
    assert not any("%" in hover for hover in bar.hovertext)
    assert sorted(bar.text) == ["0", "0", "—"]


def test_a_rest_greater_than_every_part_is_written_without_a_bar(captions: Captions) -> None:
    bar = breakdown(TABLE.assign(value=[10, 60, 90]), Look(), captions).data[0]
    assert list(bar.customdata) == ["b", "a", "other"]
    assert list(bar.x) == [60, 10, 0]
    assert bar.text[2] == "90"
