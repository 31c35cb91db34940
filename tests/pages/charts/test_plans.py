"""A plan is an outline above what was done, each from its own zero, and nothing is no bar."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.charts.look import Captions, Look
from pages.charts.plans import plans

NAMES = {"planned": "Kế hoạch", "done": "Đã làm"}


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": ["2026-01", "2026-02", "2026-03"],
            "planned": [3, None, 0],
            "planned_qualifier": ["≥", "", ""],
            "planned_said": ["≥ 3 hội nghị", "chưa nêu", "0 hội nghị"],
            "done": [900, None, 1200],
            "done_said": ["900 hội nghị", "Chưa báo cáo", "1.200 hội nghị"],
            "note": ["34/34", "0/34", "20/34"],
            "partial": [False, False, True],
        }
    )


@pytest.mark.parametrize("look", [Look(), Look(dark=True, lang="en", narrow=True)])
def test_plotly_accepts_it(
    table: pd.DataFrame, captions: Captions, checked: Callable[[go.Figure], go.Figure], look: Look
) -> None:
    assert len(checked(plans(table, look, captions, **NAMES)).data) == 2


def test_each_row_has_its_own_zero_and_room_for_its_figures(
    table: pd.DataFrame, captions: Captions
) -> None:
    layout = plans(table, Look(), captions, **NAMES).layout
    for axis, top in ((layout.yaxis, 1200), (layout.yaxis2, 3)):
        assert axis.range[0] == 0
        assert axis.range[1] > top
    assert layout.yaxis.domain[1] < layout.yaxis2.domain[0]


def test_a_plan_is_hollow_and_nothing_planned_has_no_outline(
    table: pd.DataFrame, captions: Captions
) -> None:
    done, planned = plans(table, Look(), captions, colour="#123456", **NAMES).data
    assert planned.marker.color == "rgba(0,0,0,0)"
    assert [width > 0 for width in planned.marker.line.width] == [True, False, False]
    assert done.marker.color[0] == "#123456"


def test_a_lower_bound_a_gap_and_zero_are_told_apart(
    table: pd.DataFrame, captions: Captions
) -> None:
    done, planned = plans(table, Look(), captions, **NAMES).data
    assert list(planned.text) == ["≥\N{NO-BREAK SPACE}3", "—", "0"]
    assert planned.hovertext[1] == "<b>Kỳ 2/2026</b><br>Kế hoạch: chưa nêu<br>0/34"
    assert done.hovertext[1].endswith("Đã làm: Chưa báo cáo<br>0/34")


def test_figures_that_do_not_fit_are_left_to_the_hover(captions: Captions) -> None:
    months = [f"2026-{month:02}" for month in range(1, 13)]
    many = pd.DataFrame({"period": months, "planned": [1] * 12, "done": [100_000] * 11 + [0]})
    done, planned = plans(many, Look(narrow=True), captions, **NAMES).data
    assert list(done.text) == [""] * 11 + ["0"]
    assert list(planned.text) == ["1"] * 12


def test_what_is_a_part_is_hatched_and_explained(table: pd.DataFrame, captions: Captions) -> None:
    figure = plans(table, Look(), captions, **NAMES)
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert captions.partial in figure.layout.annotations[-1].text
    whole = plans(table.assign(partial=False), Look(), captions, **NAMES)
    assert len(whole.layout.annotations) == 2


def test_every_bar_carries_its_key(table: pd.DataFrame, captions: Captions) -> None:
    done, planned = plans(table, Look(), captions, **NAMES).data
    assert (done.customdata[0], planned.customdata[2]) == ("done 2026-01", "planned 2026-03")
