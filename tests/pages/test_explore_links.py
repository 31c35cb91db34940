"""A link to the explore page: any opens a sane page, and what is chosen there is in the URL."""

import random
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import catalog
from pages.parts.exploring.inquiry import inquiry_of, read_inquiry
from tests.pages.conftest import FRAME, Opens
from tests.pages.explored import Query, texts

ATTACKS = (
    "' OR 1=1 --", "'; DROP TABLE records; --", "x') UNION SELECT * FROM uploads --", "%", "_", "?",
    "$1", "{0}", "{{7*7}}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "*x*",
    "[a](javascript:alert(1))", ":red[x]", "$$x$$", "=HYPERLINK(1)", "../../etc/passwd", "\\x00",
    "\x00", "\n", "\t", " ", "-", "--", "..", "@", ":", "a:b:c", "null", "None", "undefined", "NaN",
    "-1", "0", "1e9", "999999999999999999999", "1.5", "true", "[]", "{}", "ÁÀẢÃẠ", "𝟙", "٣",
    "\u202e", "x" * 500, "Không có",
)  # fmt: skip
KEYS = (
    "measure", "rows", "cols", "as", "top", "sort", "show", "at", "q", "kind", "form", "status",
    "mode", "channel", "role", "organiser", "topic", "period", "quarter", "half", "year", "from",
    "to", "region", "province", "boundaries", "grain", "lang", "upload", "nothing",
)  # fmt: skip
NOTHING = "Không có tỉnh, thành phố nào phải báo cáo trong phạm vi đang chọn"
TRUE = {
    "measure": [*catalog().measures],
    "rows": [*catalog().dimensions],
    "cols": [*catalog().dimensions],
    "as": ["share_row", "share_col", "cumulative", "ytd"],
    "top": ["1", "5", "100"],
    "sort": ["-meetings", "items@2026-05", "-copies@total"],
    "show": ["chart", "table"],
    "at": ["province:Lào Cai", "all", "period:2026-05", "quarter:2026-Q1..2026-Q2", "form:-"],
    "period": ["2026-05", "2026-01..2026-03", "1999-01"],
    "region": ["Đông Nam Bộ", "Bắc Trung Bộ và Duyên hải miền Trung"],
    "province": ["Lào Cai", "Bắc Kạn"],
    "from": ["2025-07", "2026-10"],
    "to": ["2025-06", "2026-01"],
    "grain": ["quarter", "year"],
}


def links(count: int) -> list[Query]:
    """Return random links: broken values, alone and among sound ones; the same every time."""
    draw = random.Random(4)
    found: list[Query] = [{key: attack} for key in KEYS for attack in draw.sample(ATTACKS, 3)]
    while len(found) < count:
        query: Query = {}
        for key in draw.sample(KEYS, draw.randint(2, 8)):
            values = [draw.choice(ATTACKS), *draw.sample(TRUE.get(key, ["x"]), 1)]
            query[key] = draw.sample(values, draw.randint(1, 2))
        found.append(query)
    return found[:count]


@pytest.fixture
def reader(made: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DASHBOARD_STORE", str(made["demonstration"]))
    return AppTest.from_file(FRAME, default_timeout=60).switch_page("explore.py")


def test_two_hundred_broken_links_open_a_sane_page(reader: AppTest) -> None:
    broken = links(200)
    assert len({str(query) for query in broken}) == 200
    for query in broken:
        reader.query_params.clear()
        for key, value in query.items():
            reader.query_params[key] = value
        reader.run()
        assert not reader.exception, query
        assert len(reader.header) == 1, query
        shown = [*reader.dataframe, *reader.info, *reader.get("plotly_chart")]
        assert shown or reader.header[0].value == NOTHING, query


@pytest.mark.parametrize("query", links(200), ids=str)
def test_what_is_read_of_a_link_is_read_again_from_its_own_url(query: Query) -> None:
    class Address:
        def get_all(self, key: str) -> list[str]:
            value = query.get(key, [])
            return [value] if isinstance(value, str) else value

    inquiry = read_inquiry(Address())
    assert inquiry_of(inquiry.text) == inquiry
    assert set(parse_qs(inquiry.text)) <= set(KEYS)


def test_a_page_opened_without_choices_leaves_the_url_empty(opens: Opens) -> None:
    at = opens("explore")
    assert dict(at.query_params) == {}
    assert at.header[0].value.startswith("Hội nghị theo tỉnh và kỳ")


def changed(at: AppTest, key: str, value: Any) -> AppTest:  # noqa: ANN401
    widget = next(w for w in [*at.multiselect, *at.selectbox] if w.key == key)
    return widget.set_value(value).run()


def chosen(at: AppTest) -> dict[str, list[str]]:
    """Return the URL; a value alone is not in a list where the test put it there."""
    there = dict(at.query_params).items()
    return {key: [values] if isinstance(values, str) else [*values] for key, values in there}


def test_a_choice_is_in_the_url_and_its_usual_value_is_not(opens: Opens) -> None:
    at = changed(opens("explore"), "explore_rows", ["form"])
    assert chosen(at) == {"rows": ["form"], "cols": ["period"]}
    at = changed(at, "explore_cols", "")
    assert chosen(at) == {"rows": ["form"]}
    at = changed(changed(at, "explore_rows", ["province"]), "explore_cols", "period")
    assert chosen(at) == {}
    at = changed(at, "explore_as", "ytd")
    assert chosen(at) == {"as": ["ytd"]}
    assert chosen(changed(at, "explore_as", "number")) == {}
    assert not at.exception


def test_a_dimension_stands_on_one_side_only(opens: Opens) -> None:
    at = changed(opens("explore"), "explore_rows", ["period"])
    assert chosen(at) == {"rows": ["period"]}
    assert at.selectbox(key="explore_cols").value == ""


def test_four_filters_are_seen_and_all_can_be_cleared(opens: Opens) -> None:
    filters: Query = {
        "form": "Hội thảo", "mode": "online", "role": "lead", "topic": "an sinh xa hoi",
        "province": "Hà Nội", "q": "hoi nghi",
    }  # fmt: skip
    at = opens("explore", to="2026-05", measure="attendances", **filters)
    chips = [button for button in at.button if (button.key or "").startswith("chip_")]
    assert len(chips) == 6
    assert [chip.label for chip in chips][:2] == [
        "Tỉnh, thành phố\\: Hà Nội ✕",
        "Hình thức\\: Hội thảo ✕",
    ]
    at.button(key="chip_form").click().run()
    assert "form" not in at.query_params
    at.button(key="chips_clear").click().run()
    assert chosen(at) == {"to": ["2026-05"], "measure": ["attendances"]}
    assert not [button for button in at.button if (button.key or "").startswith("chip")]


def test_what_a_clicked_cell_stands_for_leads_on(opens: Opens) -> None:
    at = opens(
        "explore", rows="region", cols="quarter", at=["region:Đông Nam Bộ", "quarter:2026-Q1"]
    )
    assert any("Đông Nam Bộ, quý 1/2026" in text.value for text in at.markdown)
    assert any("Các dòng báo cáo" in text.value for text in at.subheader)
    at.button(key="below_region").click().run()
    assert chosen(at) == {"rows": ["province"], "cols": ["quarter"], "region": ["Đông Nam Bộ"]}
    assert len(texts(at)) == 4
    assert not at.exception


def test_reports_cannot_be_split_by_what_activities_have(opens: Opens) -> None:
    at = opens("explore", measure="reports_received", rows="form")
    assert "không chia hay lọc được theo hình thức" in at.info[0].value


def test_a_measure_of_reports_needs_no_column_of_reports(opens: Opens) -> None:
    at = opens("explore", measure=["reports_received", "reports_expected"], rows="region")
    assert not at.exception
    assert [*texts(at)[0]][1:] == ["Báo cáo đã nhận", "Báo cáo phải gửi"]
