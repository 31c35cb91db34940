"""Every mark of a chart leads to the records that its figure is made of."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import figures
from pages.parts.figures import Chart
from pages.parts.links import Lead
from pages.parts.view import View
from tests.pages.conftest import Opens
from tests.pages.test_pages import said


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, Chart]:
    """The charts of the page that is opened, by their names."""
    seen: dict[str, Chart] = {}
    show = figures.show_figure

    def note(view: View, chart: Chart, *, name: str) -> None:
        seen[name] = chart
        show(view, chart, name=name)

    for module in ("charts", "figures", "map", "plans"):
        monkeypatch.setattr(f"pages.parts.{module}.show_figure", note)
    return seen


def keys(chart: Chart) -> set[str]:
    """What the marks carry."""
    found: set[str] = set()
    for trace in chart.figure.data:
        found |= {str(key) for key in trace.customdata or ()}
    return found


def some(leads: Mapping[str, Lead]) -> Sequence[Lead]:
    return [leads[key] for key in sorted(leads)][:: max(1, len(leads) // 2)][:2]


@pytest.mark.parametrize(
    ("page", "grain", "names"),
    [
        ("overview", "month", {"meetings-theo-ky", "meetings-theo-tinh", "ban-do"}),
        ("press", "quarter", {f"items-{by}" for by in ("theo-ky", "theo-loai", "tinh-ky")}),
    ],
)
def test_the_records_behind_a_mark_make_its_figure(
    opens: Opens, drawn: dict[str, Chart], page: str, grain: str, names: set[str]
) -> None:
    opens(page, grain=grain, to="2026-09")
    # The way to another page begins with the overview, which draws its own.
    charts = [drawn[name] for name in names]
    for chart in charts:
        marks = keys(chart)
        leads = {key: to for key, to in chart.leads.items() if key in marks}
        assert len(leads) > 5, chart.alt
        for to in some(leads):
            figure = to.words.removesuffix(" · xem từng hoạt động").rpartition(": ")[2]
            text = said(opens("explore", **to.query))
            assert f": {figure}" in text.replace("\\", "").replace("*", ""), to


def test_a_lower_bound_stays_one(opens: Opens, drawn: dict[str, Chart]) -> None:
    opens("meetings", "five", to="2021-04", measure="attendances")
    (to,) = drawn["attendances-theo-tinh"].leads.values()
    assert to.words == "Bắc Kạn: ≥\N{NO-BREAK SPACE}150 lượt người · xem từng hoạt động"


def test_a_headline_number_leads_to_its_records(opens: Opens) -> None:
    label = opens("overview").metric[0].label
    assert label.startswith("[Hội nghị](explore?")


def test_the_year_so_far_leads_to_its_records(opens: Opens) -> None:
    at = opens("overview", to="2026-09")
    (words, url) = next(
        (text, url)
        for caption in at.caption
        for text, url in re.findall(r"\[(Từ đầu năm [^\]]+)\]\(explore\?([^)]+)\)", caption.value)
    )
    asked = parse_qs(url)
    assert (asked["from"], asked["to"]) == (["2026-01"], ["2026-09"])
    figure = words.removeprefix("Từ đầu năm ").partition(",")[0]
    text = text_of(opens("explore", **asked))
    assert f": {figure} " in text


@pytest.mark.parametrize("page", ["meetings", "quality", "reporting"])
def test_a_row_of_the_table_leads_where_its_mark_leads(
    opens: Opens, drawn: dict[str, Chart], page: str
) -> None:
    opens(page, grain="quarter", to="2026-09")
    for name, chart in drawn.items():
        assert len(chart.rows) == len(chart.table), name
        assert {key for row in chart.rows for key in row} & chart.leads.keys(), name


def test_a_number_of_warnings_leads_to_as_many(opens: Opens, drawn: dict[str, Chart]) -> None:
    opens("quality", to="2026-10", **{"from": "2025-03"})
    leads = drawn["canh-bao-theo-tinh"].leads
    assert len(leads) > 9
    for to in [*some(leads), *leads.values()][:: len(leads) // 4]:
        number = to.words.rpartition(": ")[2].split("\N{NO-BREAK SPACE}")[0]
        at = opens(to.page, **to.query)
        assert at.subheader[-1].value == f"Chưa xử lý: {number}", to


def test_a_warning_leads_to_its_line_of_the_file(opens: Opens) -> None:
    texts = "\n".join(m.value for m in opens("quality", "five").markdown)
    urls = re.findall(r"\]\(history\?([^)]+)\)", texts)
    assert len(urls) == 3
    for url in urls:
        asked = {key: value for key, (value,) in parse_qs(url).items()}
        at = opens("history", "five", **asked)
        assert not at.exception
        assert f"dòng {asked['row']}" in text_of(at).lower()
        assert len(at.dataframe) == 2, "the list, and the line under its headers"


def text_of(at: AppTest) -> str:
    return said(at).replace("\\", "").replace("*", "")
