"""What is planned stands beside what was done, is never counted as done, and leads to its rows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.filters import Filters
from data.questions import Question, ask
from data.warehouse import newest
from pages.parts import figures
from pages.parts.figures import Chart
from pages.parts.view import View
from tests.pages.conftest import Opens
from tests.pages.test_pages import said

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
COLUMNS = ["Kỳ", "Kế hoạch", "Đã làm", "Báo cáo đã nhận"]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """The charts of plans on the pages that are opened."""
    seen: list[Chart] = []
    show = figures.show_figure

    def note(view: View, chart: Chart, *, name: str) -> None:
        seen.append(chart)
        show(view, chart, name=name)

    monkeypatch.setattr("pages.parts.plans.show_figure", note)
    return seen


def asked(store: Path, status: str) -> list[int]:
    warehouse = newest(store)
    assert warehouse
    filters = Filters(where={"status": (status,)}, first="2026-01", last="2026-09")
    answer = ask(warehouse, Question(("meetings",), ("period",), filters), now=NOW)
    found = dict(zip(answer["period"], answer["meetings"], strict=True))
    return [int(found.get(f"2026-0{month}", 0)) for month in range(1, 10)]


def test_each_month_has_what_its_reports_plan_and_what_they_did(
    opens: Opens, drawn: list[Chart], store: Path
) -> None:
    at = opens("meetings", to="2026-09")
    assert not at.exception
    table = drawn[-1].table
    assert list(table.columns) == COLUMNS
    assert table["Kỳ"].tolist() == [f"{month}/2026" for month in range(1, 10)]
    planned, done = asked(store, "planned"), asked(store, "done")
    assert (table["Kế hoạch"].tolist(), table["Đã làm"].tolist()) == (planned, done)
    sums = (f"{sum(values):,}".replace(",", ".") for values in (planned, done))
    title = "Báo cáo từ đầu năm 2026: {} trong kế hoạch, {} hội nghị đã làm".format(*sums)
    assert drawn[-1].alt.startswith(title)


def test_a_bar_leads_to_the_plans_themselves(opens: Opens, drawn: list[Chart], store: Path) -> None:
    opens("meetings", to="2026-09")
    planned = asked(store, "planned")
    at = planned.index(max(planned)) + 1
    to = drawn[-1].leads[f"planned 2026-0{at}"]
    assert f": {max(planned)} " in to.words
    text = said(opens("explore", **to.query)).replace("\\", "").replace("*", "")
    assert f": {max(planned)} " in text


def test_few_reports_are_said_beside_the_sums(opens: Opens, drawn: list[Chart]) -> None:
    opens("press", "five", to="2024-05")
    assert drawn[-1].alt.startswith("Báo cáo từ đầu năm 2024: 2 trong kế hoạch, 0 tin, bài đã làm")
    assert "2/315 báo cáo đã nhận" in drawn[-1].alt


def test_where_nothing_is_planned_there_is_no_chart(opens: Opens, drawn: list[Chart]) -> None:
    assert not opens("meetings", "five", to="2024-05").exception
    assert not opens("meetings", province="Cao Bằng", to="2026-02").exception
    assert drawn == []


def test_a_plan_without_a_number_is_not_zero(opens: Opens, drawn: list[Chart]) -> None:
    opens("trainings", measure="trainees")
    april = drawn[-1].table.set_index("Kỳ").loc["4/2026", "Kế hoạch"]
    assert str(april) == "<NA>"
    hover = next(t for t in drawn[-1].figure.data if t.customdata[0].startswith("planned"))
    assert "Kế hoạch: chưa nêu" in hover.hovertext[3]
