"""Up to four lines, named at their ends, apart from each other."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from pages.charts.lines import lines
from pages.charts.look import KIND_COLOURS, NEUTRAL, Captions, Look

PERIODS = ["2026-08", "2026-09", "2026-10"]


def long(names: list[str]) -> pd.DataFrame:
    rows = [(name, period, 50 + i) for i, name in enumerate(names) for period in PERIODS]
    return pd.DataFrame(rows, columns=["series", "period", "value"])


def test_four_are_drawn_in_their_colours(
    captions: Captions, checked: Callable[[go.Figure], go.Figure]
) -> None:
    table = long(["A", "B", "C", "D", "E"])
    figure = checked(lines(table, Look(), captions, colours={"A": KIND_COLOURS["press"]}))
    assert [trace.name for trace in figure.data] == ["A", "B", "C", "D"]
    assert figure.data[0].line.color == KIND_COLOURS["press"]
    assert figure.data[1].line.color == NEUTRAL


def test_names_do_not_cover_each_other(captions: Captions) -> None:
    figure = lines(long(["A", "B"]), Look(), captions, colours={})
    lower, upper = figure.layout.annotations
    assert (lower.yshift, upper.yshift > 0) == (0, True)
    assert "<b>50</b><br>A" in lower.text


def test_a_period_that_a_series_lacks_is_a_gap(captions: Captions) -> None:
    table = long(["A", "<b>B"]).drop(index=4)
    second = lines(table, Look(), captions, colours={}).data[1]
    assert list(second.y) == [51, None, 51]
    assert "Chưa báo cáo" in second.hovertext[1]
    assert second.hovertext[0].startswith("<b>&lt;b&gt;B</b>")


def test_a_value_under_another_period_is_said_to_be_of_its_own(captions: Captions) -> None:
    table = long(["A"]).assign(own=["2025-08", "2025-09", "2025-10"])
    (line,) = lines(table, Look(), captions, colours={}).data
    assert list(line.x) == PERIODS
    assert "Kỳ 8/2025" in line.hovertext[0]


def test_no_series(captions: Captions) -> None:
    assert len(lines(long([]), Look(), captions, colours={}).data) == 0
