"""The greatest first, at most fifteen, the chosen always there, nobody lost in the rest."""

from collections.abc import Callable, Set

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.charts.look import KIND_COLOURS, Captions, Look
from pages.charts.ranking import MOST, ranking

ORANGE = KIND_COLOURS["training"]


def provinces(count: int, *, chosen: Set[int] = frozenset()) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": [f"{i:02}" for i in range(count)],
            "name": [f"Tỉnh {i}" for i in range(count)],
            "value": [float(i) for i in range(count)],
            "chosen": [i in chosen for i in range(count)],
        }
    )


@pytest.mark.parametrize("look", [Look(), Look(dark=True, narrow=True)])
def test_fifteen_and_the_rest(
    captions: Captions, checked: Callable[[go.Figure], go.Figure], look: Look
) -> None:
    figure = checked(ranking(provinces(20), look, captions, colour=ORANGE))
    bar = figure.data[0]
    assert list(bar.customdata) == [f"{i:02}" for i in range(19, 4, -1)] + [""]
    assert bar.text[-1] == "10"
    assert bar.x[-1] == 0
    assert "5 tỉnh khác" in figure.layout.yaxis.ticktext[-1].replace("<br>", " ")
    assert figure.layout.xaxis.rangemode == "tozero"


def test_an_average_is_not_summed(captions: Captions) -> None:
    assert ranking(provinces(20), Look(), captions, additive=False).data[0].text[-1] == "—"


def test_the_chosen_is_there_and_marked(captions: Captions) -> None:
    figure = ranking(provinces(30, chosen={2}), Look(), captions, colour=ORANGE)
    bar = figure.data[0]
    at = list(bar.customdata).index("02")
    assert len(bar.x) == MOST + 1
    assert at == MOST - 1
    assert bar.marker.color[at] == ORANGE
    assert ORANGE not in {bar.marker.color[i] for i in range(at)}
    assert "<b>Tỉnh 2</b>" in figure.layout.yaxis.ticktext[at]
    assert ">28<" in figure.layout.yaxis.ticktext[at]


def test_more_chosen_than_rows_are_all_there(captions: Captions) -> None:
    figure = ranking(provinces(30, chosen=set(range(17))), Look(), captions)
    assert len(figure.data[0].x) == 18


def test_few_have_no_rest_and_little_height(captions: Captions) -> None:
    few, many = (ranking(provinces(n), Look(), captions) for n in (3, 15))
    assert len(few.data[0].x) == 3
    assert few.layout.height < many.layout.height


def test_missing_is_last_and_not_zero(captions: Captions) -> None:
    table = provinces(3).assign(value=[float("nan"), 0, 1234.5], qualifier=["", "", "≥"])
    bar = ranking(table, Look(), captions).data[0]
    assert list(bar.text) == ["≥\xa01.234,5", "0", "—"]
    assert "Chưa báo cáo" in bar.hovertext[2]


def test_equal_figures_share_a_rank(captions: Captions) -> None:
    table = provinces(3).assign(value=[7, 7, 1])
    ticks = ranking(table, Look(), captions).layout.yaxis.ticktext
    assert [">1<" in tick for tick in ticks] == [True, True, False]
    assert ">3<" in ticks[2]


def test_names_are_plain_text(captions: Captions) -> None:
    figure = ranking(provinces(1).assign(name="<b>Hà"), Look(), captions)
    assert "&lt;b&gt;Hà" in figure.layout.yaxis.ticktext[0]
    assert "&lt;b&gt;Hà" in figure.data[0].hovertext[0]


def test_nobody(captions: Captions) -> None:
    assert len(ranking(provinces(0), Look(), captions).data[0].x) == 0


def test_a_change_of_rank_stands_behind_the_figure(captions: Captions) -> None:
    table = provinces(3).assign(moved=["", "▼1", "▲1"])
    bar = ranking(table, Look(), captions, colour=ORANGE).data[0]
    assert [text.split(" <span")[0] for text in bar.text] == ["2", "1", "0"]
    assert ["▲1" in bar.text[0], "▼1" in bar.text[1], "span" in bar.text[2]] == [True, True, False]
