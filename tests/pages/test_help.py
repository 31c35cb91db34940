"""Each number says what it means where a reader points at it, in the words of the catalog."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import catalog
from tests.pages.conftest import PAGES, Opens

DEFINED = {
    lang: {m.definition.in_(lang) for m in catalog().askable.values()} for lang in ("vi", "en")
}


def helps(at: AppTest) -> dict[str, str]:
    """Return what the head of each column of the tables says, by the name of the column."""
    found: dict[str, str] = {}
    for table in at.dataframe:
        for name, config in json.loads(table.proto.columns or "{}").items():
            found[name] = config.get("help") or ""
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_card_has_the_definition_of_its_measure(opens: Opens, page: str, lang: str) -> None:
    query = {"province": "Hà Nội"} if page == "provinces" else {}
    for metric in opens(page, lang=lang, **query).metric:
        assert any(metric.help.startswith(text) for text in DEFINED[lang]), metric.label


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_column_of_explore_has_its_definition(opens: Opens, lang: str) -> None:
    measures = ["meetings", "classes_target", "reports_on_time"]
    at = opens("explore", measure=measures, rows=["region", "province"], lang=lang)
    found = helps(at)
    for id in measures:
        measure = catalog().askable[id]
        assert found[measure.label.in_(lang)].startswith(measure.definition.in_(lang))
    for id, name in (("region", "Vùng"), ("province", "Tỉnh")):
        if lang == "vi":
            assert found[name] == catalog().dimensions[id].about.vi


@pytest.mark.parametrize("page", ["provinces", "meetings", "reporting"])
def test_every_column_of_a_measure_or_count_has_its_definition(opens: Opens, page: str) -> None:
    query = {"province": "Hà Nội"} if page == "provinces" else {}
    found = helps(opens(page, **query))
    told = {m.label.vi for m in catalog().measures.values()}
    told |= {catalog().columns[id].label.vi for id in ("quantity", "participants", "copies")}
    told |= {"Đã nhận", "Đúng hạn", "Muộn", "Chưa báo cáo"}
    assert told & {*found}, "a page without such a column proves nothing"
    assert all(found[name] for name in told & {*found})
