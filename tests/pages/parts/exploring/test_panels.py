"""Several measures are several charts: each of its own figures, in its own colour and unit."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import catalog
from pages.charts.palette import KIND_COLOURS
from tests.pages.conftest import Opens

MEASURES = ["meetings", "attendances", "items", "awards"]
SHARED: dict[str, str | list[str]] = {"from": "2026-01", "to": "2026-09"}


def charts(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


def said(chart: dict[str, Any]) -> str:
    return str(chart["layout"]["title"]["text"])


def measures_of(at: AppTest) -> list[list[str]]:
    """Return the measures whose unit each chart names below its title."""
    units = {id: catalog().measures[id].unit.vi for id in MEASURES}
    return [
        [id for id, unit in units.items() if f"{unit.capitalize()}, cả nước" in said(chart)]
        for chart in charts(at)
    ]


@pytest.mark.parametrize("rows", ["region", "period", "form", "province"])
def test_each_measure_has_a_chart_and_the_first_one_more(opens: Opens, rows: str) -> None:
    at = opens("explore", measure=MEASURES, rows=rows, **SHARED)
    assert not at.exception
    assert measures_of(at) == [*([id] for id in MEASURES), [MEASURES[0]]]


def test_a_chart_has_the_colour_of_its_kind_and_the_figures_of_its_column(opens: Opens) -> None:
    at = opens("explore", measure=MEASURES, rows="period", **SHARED)
    alone = [opens("explore", measure=id, rows="period", **SHARED) for id in MEASURES]
    for id, drawn, other in zip(MEASURES, charts(at), alone, strict=False):
        bars = drawn["data"][0]
        assert set(bars["marker"]["color"]) == {KIND_COLOURS[str(catalog().measures[id].kind)]}
        assert bars["y"] == charts(other)[0]["data"][0]["y"]


def test_the_first_lines_of_a_ranking_are_those_of_the_table(opens: Opens) -> None:
    """The rest is one line of the table, so it is the same places in each chart."""
    at = opens("explore", measure=MEASURES[:2], rows="province", top="3", **SHARED)
    names = [sorted(chart["layout"]["yaxis"]["ticktext"]) for chart in charts(at)[:2]]
    assert names[0] == names[1]
    assert len(names[0]) == 4


def test_a_measure_without_a_figure_is_named_and_not_drawn(opens: Opens) -> None:
    query = {"measure": ["meetings", "awards"], "rows": "region", "kind": "meeting"}
    at = opens("explore", **query, **SHARED)
    assert measures_of(at) == [["meetings"], ["meetings"]]
    assert "Không có số liệu để vẽ: Khen thưởng." in [caption.value for caption in at.caption]


def test_measures_beyond_four_are_named(opens: Opens) -> None:
    at = opens("explore", measure=[*MEASURES, "copies"], rows="region", **SHARED)
    assert len(charts(at)) == 5
    left = f"chưa xem: {catalog().measures['copies'].label.vi}."
    assert any(caption.value.endswith(left) for caption in at.caption)
