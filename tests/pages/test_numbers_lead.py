"""Every number on a page is a way to what it is made of, or stands here with a reason."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PAGES, Opens

EVERY = (*PAGES, "history", "dictionary", "wall", "upload", "audit", "accounts")
CHOSEN: dict[str, dict[str, str | list[str]]] = {
    "provinces": {"province": "Lào Cai", "with": "Cao Bằng", "against": "2025-05"},
    "reporting": {"state": "received"},
    "explore": {"at": "all", "measure": ["meetings", "reports_received"]},
}
KINDS = ("header", "subheader", "caption", "markdown")
STILL = {}
FIXED = {"Áp dụng từ kỳ": "rules of an office, from a file named above the table"}
SAID = {
    r"^(Kỳ|[^\d:]+, kỳ) [\d/]+(: các tỉnh, thành phố đã làm được gì)?$": "a title: where and when",
    r"(Lào Cai|Tất cả tỉnh, thành phố).*, kỳ [\d/]+( và kỳ [\d/]+)?$": "a title: where and when",
    r"^Hội nghị, báo cáo đã nhận theo tỉnh và kỳ": "a title: what is asked and its periods",
    r"^Ai đã báo cáo kỳ": "a title: the period",
    r"^Chưa báo cáo kỳ .*: \d+ tỉnh, thành phố$": "they are named below it",
    r"^\*\*Hạn ": "days from a day that is named",
    r"^Vì còn thiếu báo cáo": "each change leads to the provinces it compares",
    r"^[\d.]+ dòng báo cáo": "those rows are listed below it",
    r"^\d+ báo cáo đã nhận$": "those reports are listed below it",
    r"^Đã nhận: \d+ báo cáo": "those reports are listed below it",
    r"^\*\*Tổng\*\*": "the rows and the reports of the cell are listed on the page",
    r"^[\d,]+\s%$": "the share of the card above it, which leads to its reports",
    r"^(\d+ cảnh báo số liệu chưa xử lý|Chưa xử lý: \d+)": "those warnings are listed below it",
    r"^\*\*Đã chọn \d+ cảnh báo\*\*$": "those warnings are ticked beside it",
    r"^Số lượng .* khác xa số liệu thường thấy": "the line of the file stands below it, as a link",
    r"^\*.*\*\s*$": "the title of an activity, as it was sent",
    r"^Số lần gửi: \d+": "those uploads are listed below it",
    r"^Từ 1/7/2025|^Trung vị vùng": "what a place is made of, and from when",
    r"^Hiện dựa trên": "the way to the figures of the measure stands below it",
    r"^\d+ chỉ tiêu và \d+ cách phân chia": "they are listed below it",
    r"^- \*\*|^Số tỉnh, thành phố của kỳ": "a definition or a rule",
    r"^\d\. |^CSV hoặc Excel|^Biểu mẫu": "how a report is sent",
}
"""Lines with a number that is no link of its own, and why it need not be one."""


@pytest.fixture
def page(opens: Opens, request: pytest.FixtureRequest) -> AppTest:
    at = opens(request.param, **CHOSEN.get(request.param, {}))
    assert not at.exception
    return at


@pytest.mark.parametrize("page", EVERY, indirect=True)
def test_a_number_in_words_is_a_link_or_has_its_reason(page: AppTest) -> None:
    texts = [str(element.value) for kind in KINDS for element in page.get(kind)]
    lines = [line for text in texts for line in text.splitlines()]
    dumb = [line for line in lines if re.search(r"\d", line) and "](" not in line]
    assert not [line for line in dumb if not any(re.search(known, line) for known in SAID)]


@pytest.mark.parametrize("page", EVERY, indirect=True)
def test_a_card_a_mark_and_a_row_lead_on(page: AppTest) -> None:
    assert not [metric.label for metric in page.metric if "](" not in metric.label]
    charts = [c.proto.id for c in page.get("plotly_chart") if not c.proto.selection_mode]
    assert not [id for id in charts if not any(re.search(known, id) for known in STILL)]
    tables = [list(d.value.columns) for d in page.dataframe if not d.proto.selection_mode]
    assert not [names for names in tables if names[0] not in FIXED]
