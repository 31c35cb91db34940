"""A gap is a gap, zero is written, the last is labelled and the merger has its line."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.charts.look import KIND_COLOURS, Captions, Look
from pages.charts.trend import trend

Check = Callable[[go.Figure], go.Figure]
PERIODS = [f"2025-{month:02}" for month in range(3, 11)]
BLUE = KIND_COLOURS["meeting"]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": PERIODS,
            "value": [5, None, 0, 7, 9, 3, 4, 150],
            "partial": [False] * 7 + [True],
            "before": [None, 6, 6, 6, 6, 6, 6, 80],
            "qualifier": [""] * 7 + ["≥"],
            "note": ["<b>x</b>"] + [""] * 7,
        }
    )


@pytest.mark.parametrize("line", [False, True])
@pytest.mark.parametrize("look", [Look(), Look(dark=True, lang="en", narrow=True)])
def test_plotly_accepts_it(
    table: pd.DataFrame, captions: Captions, checked: Check, look: Look, *, line: bool
) -> None:
    figure = checked(trend(table, look, captions, colour=BLUE, line=line))
    assert len(figure.data) == 3


def test_a_figure_beside_the_last_bar_begins_at_its_edge(captions: Captions) -> None:
    periods = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
    table = pd.DataFrame({"period": periods, "value": [12345] * 24})
    drawn = trend(table, Look(), captions, colour=BLUE).to_dict()
    (label,) = [a for a in drawn["layout"]["annotations"] if a["text"] == "<b>12.345</b>"]
    assert label["x"] == 23 + drawn["data"][0]["width"] / 2


def test_a_gap_is_none_and_zero_is_zero(table: pd.DataFrame, captions: Captions) -> None:
    bar, _, marks = trend(table, Look(), captions, colour=BLUE).data
    assert bar.y[1] is None
    assert bar.y[2] == 0
    assert dict(zip(marks.x, marks.text, strict=True)) == {"2025-04": "—", "2025-05": "0"}
    assert bar.hovertext[1].startswith("<b>Kỳ 4/2025</b><br>Chưa báo cáo")


def test_periods_keep_their_order_as_categories(table: pd.DataFrame, captions: Captions) -> None:
    figure = trend(table, Look(), captions, colour=BLUE)
    assert list(figure.data[0].x) == PERIODS
    assert figure.layout.xaxis.type == "category"
    assert figure.layout.yaxis.rangemode == "tozero"
    assert figure.layout.yaxis.dtick == 50


def test_the_kind_has_its_colour_and_a_part_is_hatched(
    table: pd.DataFrame, captions: Captions
) -> None:
    figure = trend(table, Look(), captions, colour=BLUE)
    marker = figure.data[0].marker
    assert set(marker.color[:-1]) == {BLUE}
    assert marker.color[-1] != BLUE
    assert list(marker.pattern.shape) == [""] * 7 + ["/"]
    assert any(captions.partial in label.text for label in figure.layout.annotations)


def test_the_last_is_labelled_with_its_qualifier(table: pd.DataFrame, captions: Captions) -> None:
    labels = [label.text for label in trend(table, Look(), captions).layout.annotations]
    assert "<b>≥\xa0150</b>" in labels
    assert any("Cùng kỳ" in label for label in labels)


def test_the_merger_has_a_line_before_july(table: pd.DataFrame, captions: Captions) -> None:
    figure = trend(table, Look(), captions)
    assert [shape.x0 for shape in figure.layout.shapes] == [3.5]
    assert captions.merger in [label.text for label in figure.layout.annotations]


def test_notes_are_plain_text(table: pd.DataFrame, captions: Captions) -> None:
    assert "&lt;b&gt;x" in trend(table, Look(), captions).data[0].hovertext[0]


def test_a_line_keeps_its_gap(table: pd.DataFrame, captions: Captions) -> None:
    line = trend(table, Look(), captions, line=True).data[0]
    assert line.connectgaps is False
    assert line.y[1] is None
    assert line.marker.size[-1] == max(line.marker.size)


@pytest.mark.parametrize("values", [[], [None, None], [0, 0]])
def test_nothing_to_show_is_still_a_figure(
    captions: Captions, checked: Check, values: list[float | None]
) -> None:
    table = pd.DataFrame({"period": PERIODS[: len(values)], "value": values})
    figure = checked(trend(table, Look(), captions))
    assert figure.layout.yaxis.range[0] == 0
    assert len(figure.data) == 2


def test_a_great_event_is_marked_and_every_event_is_named(
    table: pd.DataFrame, captions: Captions, checked: Check
) -> None:
    events = ["Đại hội", "", "", "50 <b>năm</b>", "", "", "", ""]
    table = table.assign(event=events, marked=[True] + [False] * 7)
    figure = checked(trend(table, Look(), captions, colour=BLUE))
    marks = [(note.x, note.hovertext) for note in figure.layout.annotations if note.text == "◆"]
    assert marks == [("2025-03", "Đại hội")]
    assert "Đại hội" in figure.data[0].hovertext[0]
    assert "50 &lt;b&gt;năm" in figure.data[0].hovertext[3]
