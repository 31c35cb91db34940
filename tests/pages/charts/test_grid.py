"""Every state has a mark of its own beside its colour."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.charts.grid import grid
from pages.charts.look import Captions, Look

STATES = ["on_time", "late", "missing", "nil", "not_due", "not_expected"]
PERIODS = [f"2026-{month:02}" for month in range(1, 7)]
TABLE = pd.DataFrame(
    {
        "code": "01",
        "name": "Hà Nội",
        "period": PERIODS,
        "state": STATES,
        "days": [None, 3, None, None, None, None],
    }
)


@pytest.mark.parametrize("look", [Look(), Look(dark=True)])
def test_marks(captions: Captions, checked: Callable[[go.Figure], go.Figure], look: Look) -> None:
    cells, missing, words = checked(grid(TABLE, look, captions)).data
    assert list(cells.x) == [0, 1, 3]
    assert len(set(cells.marker.color)) == 3
    assert list(cells.customdata) == ["01 2026-01", "01 2026-02", "01 2026-04"]
    assert list(words.text) == ["●", "◐3", "0", "·"]
    assert (list(missing.x), list(missing.text)) == ([2], ["○"])
    assert missing.marker.pattern.shape == "/"


def test_days_are_in_the_hover_where_there_is_no_room(captions: Captions) -> None:
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    table = pd.DataFrame({"code": "01", "name": "Hà Nội", "period": months})
    table = table.assign(state="late", days=3)
    cells, _, words = grid(table, Look(narrow=True), captions).data
    assert set(words.text) == {"◐"}
    assert cells.hovertext[0].endswith("Trễ 3 ngày")
