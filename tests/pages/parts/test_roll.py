"""A number of reports leads to as many reports by name, each to what was sent."""

import re
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data.filters import CURRENT, Filters
from data.questions import Question, ask
from pages.parts.roll import counted, reports_within
from pages.parts.view import view
from tests.pages.conftest import Opens
from tests.pages.parts.test_leading import text_of

LINK = re.compile(r"\[([^\]]+)\]\((explore|reporting)\?([^)]+)\)")


def asked_of(text: str) -> tuple[str, str, dict[str, str | list[str]]]:
    """The words of a link, its page and its query."""
    found = LINK.search(text)
    assert found, text
    query = {key: v if len(v) > 1 else v[0] for key, v in parse_qs(found[3]).items()}
    return found[1], found[2], query


def rolled(at: AppTest) -> int:
    """How many reports are listed by name."""
    (table,) = (
        t.value
        for t in at.dataframe
        if [*t.value.columns][:3] == ["Tỉnh, thành phố", "Kỳ", "Tình trạng"]
    )
    return len(table)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {"to": "2026-10"}),
        ("meetings", {"grain": "quarter", "to": "2025-09"}),
        ("press", {"from": "2025-05", "to": "2025-08", "province": "Lào Cai"}),
    ],
)
def test_the_coverage_of_a_page_leads_to_its_reports(
    opens: Opens, page: str, query: dict[str, Any]
) -> None:
    stamp = next(c.value for c in opens(page, **query).caption if "Số liệu" in c.value)
    words, to, asked = asked_of(stamp)
    received = words.partition("/")[0]
    at = opens(to, **asked)
    assert f"{received} báo cáo đã nhận" in text_of(at)
    assert rolled(at) == int(received)


@pytest.mark.parametrize("query", [{"to": "2026-10"}, {"to": "2025-12", "region": "Đông Nam Bộ"}])
def test_each_number_of_reports_leads_to_their_names(opens: Opens, query: dict[str, Any]) -> None:
    metrics = [(m.label, m.value) for m in opens("reporting", **query).metric]
    assert len(metrics) == 4
    for label, value in metrics:
        _, to, asked = asked_of(label)
        part = int(value.partition("/")[0])
        at = opens(to, **asked)
        assert at.subheader[0].value.partition(": ")[2].startswith(f"{part} báo cáo")
        assert not part or rolled(at) == part


@pytest.mark.parametrize(
    "where",
    [
        {},
        {"quarter": ("2025-Q2..2025-Q3",)},
        {"province": ("Lào Cai",), "period": ("2025-05", "2026-01..2026-03")},
        {"region": ("Đông Nam Bộ",), "year": ("2025",)},
    ],
)
@pytest.mark.parametrize("boundaries", ["reported", CURRENT])
def test_the_names_are_as_many_as_the_question_counts(
    opens: Opens,
    where: dict[str, tuple[str, ...]],
    boundaries: str,
) -> None:
    opens("dictionary")
    seen = view()
    assert seen
    filters = Filters(where, first="2025-04", last="2026-09", boundaries=boundaries)
    names = ("expected", "received", "on_time")
    answer = ask(seen.warehouse, Question(tuple(f"reports_{name}" for name in names), (), filters))
    table = reports_within(seen, filters)
    found = {name: len(counted(table, name)) for name in names}
    assert found == {name: int(answer[f"reports_{name}"].iloc[0]) for name in names}
    assert found["expected"] > 3


def test_the_reports_a_table_rests_on_are_listed_by_name(opens: Opens) -> None:
    query = {"rows": "form", "to": "2026-03", "from": "2025-11", "region": "Đông Nam Bộ"}
    at = opens("explore", quarter="2026-Q1", **query)
    words, to, asked = asked_of(
        next(
            c.value
            for c in at.caption
            if "[" in c.value and "báo cáo" in c.value and "Số liệu" not in c.value
        )
    )
    received = re.search(r"\d+", words)
    assert received
    assert rolled(opens(to, **asked)) == int(received[0])
