"""Missing, zero, not due and not expected look different from each other."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.charts.heat import heat
from pages.charts.look import Captions, Look

ROWS = [
    ("01", "<b>Hà Nội", "2026-09", 12, "", "≥"),
    ("01", "<b>Hà Nội", "2026-08", 0, "", ""),
    ("04", "Cao Bằng", "2026-08", None, "", ""),
    ("04", "Cao Bằng", "2026-09", None, "not_due", ""),
    ("06", "Bắc Kạn", "2026-08", None, "not_expected", ""),
]
NAMES = ["code", "name", "period", "value", "state", "qualifier"]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=NAMES)


@pytest.mark.parametrize("look", [Look(), Look(dark=True, narrow=True)])
def test_missing_is_not_zero(
    table: pd.DataFrame,
    captions: Captions,
    checked: Callable[[go.Figure], go.Figure],
    look: Look,
) -> None:
    cells, missing, words = checked(heat(table, look, captions)).data
    colours = dict(zip(cells.x, cells.marker.color, strict=True))
    assert colours[0] == look.palette.scale[0]
    assert colours[1] != colours[0]
    assert list(missing.x) == [0]
    assert list(missing.text) == ["—"]
    assert missing.marker.color == look.palette.ground
    assert missing.marker.line.width == 1
    assert missing.marker.pattern.shape == "/"
    assert sorted(zip(words.x, words.y, words.text, strict=True)) == [
        (0, 0, "0"),
        (1, 0, "≥12"),
        (1, 1, "·"),
    ]


def test_hovers_say_value_or_state(table: pd.DataFrame, captions: Captions) -> None:
    cells, missing, _ = heat(table, Look(), captions).data
    said = dict(zip(cells.x, cells.hovertext, strict=True))
    assert said[1].endswith("<br>Kỳ 9/2026<br>≥\xa012 hội nghị")
    assert said[1].startswith("<b>&lt;b&gt;Hà Nội</b>")
    assert missing.hovertext[0] == "<b>Cao Bằng</b><br>Kỳ 8/2026<br>Chưa báo cáo"


def test_months_are_on_top_with_the_year_above(table: pd.DataFrame, captions: Captions) -> None:
    figure = heat(table, Look(), captions)
    assert list(figure.layout.xaxis.ticktext) == ["2026<br>T8", "T9"]
    assert figure.layout.xaxis.side == "top"
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;Hà Nội"


def test_many_months_keep_zero_and_drop_the_figures(captions: Captions) -> None:
    periods = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    rows = [("01", "Hà Nội", period, i * 100, "", "") for i, period in enumerate(periods)]
    table = pd.DataFrame(rows, columns=NAMES)
    figure = heat(table, Look(narrow=True), captions)
    assert list(figure.data[2].text) == ["0"]
    assert figure.layout.height < 250


def test_the_key_shows_missing_only_where_it_is(table: pd.DataFrame, captions: Captions) -> None:
    def said(rows: pd.DataFrame) -> bool:
        labels = heat(rows, Look(), captions).layout.annotations
        return any(label.text == "Chưa báo cáo" for label in labels)

    assert said(table)
    assert not said(table.head(2))


def test_nothing(captions: Captions) -> None:
    assert len(heat(pd.DataFrame(columns=NAMES), Look(), captions).data) == 3


def test_each_cell_can_be_a_mark_of_its_own(table: pd.DataFrame, captions: Captions) -> None:
    cells, missing, words = heat(table, Look(), captions).data
    codes = [(key.split()[0], x) for key, x in zip(cells.customdata, cells.x, strict=True)]
    assert codes == [("01", 1), ("01", 0)]
    periods = sorted(set(table["period"]))
    assert all(
        key.split()[1] == periods[x] for key, x in zip(cells.customdata, cells.x, strict=True)
    )
    assert [key.split()[0] for key in missing.customdata] == ["04"]
    assert "12" in words.text[0]
