"""The dictionary opens with any store, finds a word, and leads from a measure to its rows."""

from urllib.parse import parse_qs

import pytest

from data.catalog import catalog
from tests.pages.conftest import Opens
from tests.pages.stores import STORES
from tests.pages.test_pages import said


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kept", STORES)
def test_it_says_every_measure_and_dimension(opens: Opens, kept: str, lang: str) -> None:
    at = opens("dictionary", kept, lang=lang)
    assert not at.exception
    text = said(at)
    for measure in catalog().measures.values():
        assert measure.label.in_(lang) in text
        assert measure.definition.in_(lang) in text
    for dimension in catalog().dimensions.values():
        assert dimension.about.in_(lang) in text


def test_a_measure_rests_on_the_rows_of_the_reports(opens: Opens) -> None:
    text = said(opens("dictionary", "five"))
    assert "Hiện dựa trên" in text
    assert "Chưa có báo cáo nào." not in text


def test_without_a_report_there_is_nothing_to_rest_on(opens: Opens) -> None:
    assert "Chưa có báo cáo nào." in said(opens("dictionary", "empty"))


def test_the_search_stands_in_the_url(opens: Opens) -> None:
    at = opens("dictionary", "five", q="hoc vien")
    assert at.text_input(key="pick_q").value == "hoc vien"
    assert at.caption[1].value.startswith("1 chỉ tiêu")
    assert [s.value for s in at.subheader][0] == "Tập huấn"


def test_a_link_opens_one_measure_first(opens: Opens) -> None:
    at = opens("dictionary", "five", measure="attendances")
    assert at.markdown[0].value == "**Lượt người dự hội nghị** · `attendances`"
    assert at.expander[0].proto.expanded


def test_a_link_to_nothing_opens_the_whole(opens: Opens) -> None:
    at = opens("dictionary", "five", measure="<b>x", q="_*<zzz>")
    assert not at.exception
    assert at.caption[1].value.startswith("0 chỉ tiêu")


def test_a_target_stands_in_the_card_of_its_indicator_and_is_found(opens: Opens) -> None:
    at = opens("dictionary", q="chi tieu nam")
    texts = "\n".join(markdown.value for markdown in at.markdown)
    for goal in catalog().goals.values():
        assert f"**{goal.label.vi}** · `{goal.id}`: {goal.definition.vi}" in texts
    linked = opens("dictionary", measure="meetings_reached")
    assert not linked.exception
    assert any("100 * (SELECT sum(quantity)" in code.value for code in linked.code)


def test_what_a_measure_rests_on_is_listed_over_all_its_periods(opens: Opens) -> None:
    at = opens("dictionary", measure="meetings")
    queries = [parse_qs(link.proto.query_string) for link in at.get("page_link")]
    query = next(query for query in queries if query.get("measure") == ["meetings"])
    assert query == {"measure": ["meetings"], "from": ["2025-03"], "to": ["2026-10"], "at": ["all"]}
    assert not opens("explore", **query).exception


@pytest.mark.parametrize("measure", ["attendances", "trainees", "copies"])
def test_as_many_rows_are_listed_as_a_measure_rests_on(opens: Opens, measure: str) -> None:
    at = opens("dictionary", measure=measure)
    told = next(c.value for c in at.caption if c.value.startswith("Hiện dựa trên"))
    at = opens("explore", measure=measure, at="all", **{"from": "2025-03", "to": "2026-10"})
    (listed,) = (c.value for c in at.caption if "dòng báo cáo" in c.value)
    rows = told.removeprefix("Hiện dựa trên ").partition(" ")[0]
    assert listed.startswith(f"{rows} dòng báo cáo")
