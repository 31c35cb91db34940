"""Units stacked over time: each with a pattern of its own, gaps told, the merger marked."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.charts.bands import bands
from pages.charts.look import KIND_COLOURS, Captions, Look

OLD, NEW = ("2025-05", "2025-06"), ("2025-07", "2025-08")
COLOUR = KIND_COLOURS["meeting"]


@pytest.fixture
def table() -> pd.DataFrame:
    """Two former units, of which one did not report in June, and the province they became."""
    rows = [("Bắc Kạn", period, value) for period, value in zip(OLD, (4, None), strict=True)]
    rows += [("Thái Nguyên, trước 7/2025", period, 6) for period in OLD]
    rows += [("Thái Nguyên", period, 9) for period in NEW]
    made = pd.DataFrame(rows, columns=["series", "period", "value"])
    made["key"] = made["series"] + " " + made["period"]
    return made.assign(lacking=made["value"].map(lambda v: "Chưa báo cáo" if pd.isna(v) else ""))


def draw(table: pd.DataFrame, captions: Captions, look: Look = Look()) -> go.Figure:  # noqa: B008
    return bands(table, look, captions, colour=COLOUR, whole="Thái Nguyên")


def test_every_unit_is_a_band_of_the_stack(
    table: pd.DataFrame, captions: Captions, checked: Callable[[go.Figure], go.Figure]
) -> None:
    figure = checked(draw(table, captions))
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert figure.layout.barmode == "stack"
    assert [list(bar.y) for bar in bars] == [
        [4, None, None, None],
        [6, 6, None, None],
        [None, None, 9, 9],
    ]
    assert bars[0].customdata[0] == "Bắc Kạn 2025-05"


def test_bands_are_told_apart_without_colour(table: pd.DataFrame, captions: Captions) -> None:
    first, second, new = draw(table, captions).data[:3]
    assert first.marker.pattern.shape != second.marker.pattern.shape
    assert new.marker.color == COLOUR


def test_the_names_stand_under_the_axis(table: pd.DataFrame, captions: Captions) -> None:
    figure = draw(table, captions)
    assert figure.layout.showlegend
    assert [trace.name for trace in figure.data[:2]] == ["Bắc Kạn", "Thái Nguyên, trước 7/2025"]


def test_on_a_phone_the_names_have_more_rows(table: pd.DataFrame, captions: Captions) -> None:
    wide, narrow = (draw(table, captions, Look(narrow=n)).layout.margin.b for n in (False, True))
    assert narrow > wide


def test_a_report_that_did_not_come_is_a_dash_on_its_column(
    table: pd.DataFrame, captions: Captions
) -> None:
    gaps = draw(table, captions).data[-1]
    assert (list(gaps.x), list(gaps.y), list(gaps.text)) == (["2025-06"], [6], ["—"])
    assert "Bắc Kạn: Chưa báo cáo" in gaps.hovertext[0]


def test_the_axis_reaches_the_top_of_the_stack(table: pd.DataFrame, captions: Captions) -> None:
    assert draw(table, captions).layout.yaxis.range[1] >= 10


def test_the_merger_is_named(table: pd.DataFrame, captions: Captions) -> None:
    said = [note.text for note in draw(table, captions).layout.annotations]
    assert "Sáp nhập 1/7/2025" in said


def test_the_last_sum_is_written_above_its_column(table: pd.DataFrame, captions: Captions) -> None:
    assert draw(table, captions).layout.annotations[-1].text == "<b>9</b>"


def test_the_last_sum_does_not_cover_a_dash(table: pd.DataFrame, captions: Captions) -> None:
    whole, part = (
        draw(some, captions).layout.annotations[-1]
        for some in (table, table.iloc[:4].sort_values("period", kind="stable"))
    )
    assert part.text == "<b>6</b>"
    assert part.yshift > whole.yshift


def test_a_figure_has_its_qualifier_and_what_it_lacks(captions: Captions) -> None:
    row = {"series": "A", "period": "2025-05", "value": 150, "qualifier": "≥", "lacking": "1/2"}
    said = bands(pd.DataFrame([row]), Look(), captions).data[0].hovertext[0]
    assert "≥" in said
    assert "150 hội nghị<br>1/2" in said


def test_a_name_is_shown_as_typed(captions: Captions) -> None:
    row = {"series": "<b>A", "period": "2025-05", "value": 1}
    band = bands(pd.DataFrame([row]), Look(), captions).data[0]
    assert band.name == "&lt;b&gt;A"
    assert "<b>&lt;b&gt;A</b>" in band.hovertext[0]


def test_no_rows(captions: Captions) -> None:
    empty = pd.DataFrame(columns=["series", "period", "value"])
    assert len(bands(empty, Look(), captions).data) == 1
