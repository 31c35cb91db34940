"""Each figure of a province's page leads to where it is the same: records, medians, its page."""

from collections.abc import Mapping
from statistics import median
from typing import Any

import pandas as pd
import pytest

from data.catalog import catalog
from pages.parts import figures
from pages.parts.answers import indicators
from pages.parts.figures import Chart
from pages.parts.format import number
from pages.parts.links import Lead
from pages.parts.provincial import numbers
from pages.parts.provincial.everyone import page_of_one
from pages.parts.view import View, view
from tests.pages.conftest import Opens
from tests.pages.explored import figure, texts
from tests.pages.parts.test_leading import some, text_of

PLACE = {"province": "Lào Cai", "to": "2026-03"}
ID = "meetings"


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, Lead]]:
    """The ways from the rows of the table of kinds."""
    found: list[Mapping[str, Lead]] = []
    monkeypatch.setattr(numbers, "show_way", lambda _picked, *leads: found.extend(leads))
    return found


def row_of(tables: list[pd.DataFrame]) -> Mapping[str, Any]:
    """The row of the first indicator in the table of kinds."""
    table = next(t for t in tables if "Trung vị vùng" in t.columns)
    return dict(table.iloc[indicators().index(ID)])


def test_each_figure_of_a_row_leads_to_itself(opens: Opens, ways: list[Mapping[str, Lead]]) -> None:
    row = row_of([frame.value for frame in opens("provinces", **PLACE).dataframe])
    leads = [way[ID] for way in ways]
    assert len(leads) == 5
    for head, to in zip(("Kỳ này", "Kỳ trước", "Cùng kỳ năm trước"), leads, strict=False):
        assert f": {row[head]} " in text_of(opens(to.page, **to.query)), head
    for head, to in zip(("Trung vị cả nước", "Trung vị vùng"), leads[3:], strict=True):
        rows = texts(opens(to.page, **to.query))
        cells = [figure([*r.values()][1]) for r in rows if r["Tỉnh"] != "Tổng"]
        assert median(cell[0] for cell in cells if cell) == row[head]


@pytest.mark.parametrize("beside", [{"with": "Cao Bằng"}, {"against": "2025-03"}])
def test_each_mark_of_two_lines_leads_to_its_records(
    opens: Opens, monkeypatch: pytest.MonkeyPatch, beside: dict[str, Any]
) -> None:
    seen: dict[str, Chart] = {}
    show = figures.show_figure

    def note(at: View, chart: Chart, *, name: str) -> None:
        seen[name] = chart
        show(at, chart, name=name)

    monkeypatch.setattr("pages.parts.provincial.sides.show_figure", note)
    opens("provinces", **PLACE, **beside)
    (chart,) = seen.values()
    marks = {key for trace in chart.figure.data for key in trace.customdata or ()}
    assert chart.leads.keys() <= marks
    assert len(chart.rows) == len(chart.table)
    assert len(chart.leads) > 10
    for to in some(chart.leads):
        said = to.words.removesuffix(" · xem từng hoạt động").rpartition(": ")[2]
        assert f": {said}" in text_of(opens(to.page, **to.query)), to


def test_a_row_of_all_provinces_leads_to_the_page_of_one(opens: Opens) -> None:
    at = opens("provinces", to="2026-03")
    row = next(
        dict(line)
        for frame in at.dataframe
        for _, line in frame.value.iterrows()
        if line.iloc[0] == "Lào Cai"
    )
    seen = view()
    assert seen
    to = page_of_one(seen, "Lào Cai")
    label = catalog().measures[ID].label.in_("vi")
    metric = opens(to.page, **{**to.query, "to": "2026-03", "from": "2026-03"}).metric[0]
    assert metric.value == number(row[label], "vi")
