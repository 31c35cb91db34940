"""Open warnings are listed with their source, and go when something was said to them."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data.warehouse import newest
from tests.etl.sent import report, sent
from tests.pages.conftest import Opens
from tests.pages.signed import signs_in
from tests.pages.test_pages import said


@pytest.fixture
def five(opens: Opens) -> AppTest:
    signs_in("Lan", "sender")
    return opens("quality", "five")


def ticks(at: AppTest) -> list[str]:
    return [
        box.key
        for box in at.checkbox
        if box.key and box.key.startswith("tick_") and box.key != "tick_all"
    ]


def answer(at: AppTest, reason: str = "họp bù", way: str = "explained") -> None:
    at.radio(key="explain_way").set_value(way)
    at.text_input(key="explain_reason").input(reason)
    at.button(key="explain_go").click().run()


def test_each_warning_says_what_where_and_which_file(five: AppTest) -> None:
    assert five.header[0].value.startswith("3 cảnh báo số liệu chưa xử lý")
    assert len(ticks(five)) == 3
    text = said(five).replace("\\", "")
    assert "nằm ngoài thời gian của kỳ báo cáo 10/2024" in text
    assert "Dòng 7, cột Thời gian" in text
    assert "cao-bang-2024-10.csv" in text


def test_an_explained_warning_moves_to_the_explained(five: AppTest, store: Path) -> None:
    five.checkbox(key=ticks(five)[0]).check().run()
    answer(five)
    assert not five.exception
    assert five.success[0].value == "Đã ghi giải trình cho 1 cảnh báo."
    assert five.header[0].value.startswith("2 cảnh báo")
    five.query_params["state"] = "explained"
    five.run()
    assert "Lan giải trình lúc" in said(five).replace("\\", "")
    assert "họp bù" in said(five)
    warehouse = newest(store)
    assert warehouse
    assert warehouse.rows("SELECT actor, action FROM audit ORDER BY step DESC LIMIT 1") == [
        ("Lan", "explain")
    ]


def test_a_whole_page_is_ticked_at_once_and_can_be_opened_again(five: AppTest) -> None:
    five.checkbox(key="tick_all").check().run()
    answer(five, way="dismissed")
    assert five.header[0].value.startswith("Không còn cảnh báo số liệu nào")
    five.query_params["state"] = "dismissed"
    five.run()
    five.checkbox(key=ticks(five)[0]).check().run()
    answer(five, way="open")
    assert five.header[0].value.startswith("1 cảnh báo")


def test_without_a_reason_nothing_is_said(five: AppTest, store: Path) -> None:
    five.checkbox(key=ticks(five)[0]).check().run()
    answer(five, "")
    assert "Cần ghi lý do" in five.error[0].value
    warehouse = newest(store)
    assert warehouse
    assert warehouse.rows("FROM explained") == []


def test_nothing_ticked_says_so(five: AppTest) -> None:
    answer(five)
    assert five.error[0].value == "Chưa chọn cảnh báo nào."


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"province": ["Cao Bằng"]}, 2),
        ({"province": ["Bắc Kạn"]}, 1),
        ({"from": "2024-10"}, 2),
        ({"warning": "window"}, 3),
        ({"warning": "no-such-kind"}, 3),
        ({"state": "explained"}, 0),
    ],
)
def test_only_what_was_chosen_is_listed(
    opens: Opens, query: dict[str, str | list[str]], left: int
) -> None:
    at = opens("quality", "five", **query)
    assert not at.exception
    assert len(ticks(at)) == left


def test_a_report_replaced_meanwhile_is_left_out(five: AppTest, store: Path) -> None:
    five.checkbox(key="tick_all").check().run()
    rows = {"province": "Bắc Kạn", "period": "5/2024", "title": "Giao ban"}
    sent(store, report(rows))
    answer(five)
    assert five.success[0].value == "Đã ghi giải trình cho 2 cảnh báo."


def test_an_outlier_leads_to_the_months_it_is_compared_with(opens: Opens) -> None:
    at = opens("quality", warning="outlier")
    links = re.findall(r"\[Các tháng của tỉnh[^]]*\]\(explore\?([^)]+)\)", said(at))
    assert len(links) == len(ticks(at)) > 0
    for query in map(parse_qs, links[:2]):
        assert query["rows"] == ["period"]
        assert query["from"] == ["2025-03"]
        assert not opens("explore", **query).exception
