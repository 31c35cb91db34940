"""The explore page in a browser: clicks lead on, a link opens the same view, back and forward."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open, Serve
from tests.e2e.reader import Reader
from tests.e2e.server import Server
from tests.pages.stores import demonstration

FIRST, SECOND = 0, 1


@pytest.fixture(scope="module")
def synthetic(server: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    store = tmp_path_factory.mktemp("synthetic") / "store"
    demonstration(store)
    return server(store)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def comes_to(at: Reader, wanted: dict[str, list[str]]) -> None:
    """Wait until the URL says this and the page shows it."""
    at.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == wanted)
    at.waits()


def seen(at: Reader) -> list[str]:
    """Return what stands on the page, in words: headings, chips, charts and the tables."""
    tables = at.page.locator('[data-testid="stDataFrame"] table')
    expect(tables).to_have_count(at.page.get_by_test_id("stDataFrame").count())
    texts: list[str] = at.page.get_by_test_id("stHeading").all_inner_texts()
    texts += at.page.locator('[class*="st-key-chip_"] button').all_inner_texts()
    texts += at.page.locator(".js-plotly-plot .gtitle").all_inner_texts()
    texts += at.page.get_by_test_id("stCaptionContainer").all_inner_texts()
    texts += tables.all_inner_texts()
    return texts


def marks(at: Reader, chart: int) -> list[dict[str, float]]:
    """Return the middle of each bar of a chart, in pixels of the page."""
    found: list[dict[str, float]] = (
        at.page.locator(".js-plotly-plot")
        .nth(chart)
        .evaluate(
            """plot => [...plot.querySelectorAll('.barlayer .point path')].map(p => {
          const box = p.getBoundingClientRect();
          return {x: box.x + box.width / 2, y: box.y + box.height / 2} })"""
        )
    )
    return found


def clicks(at: Reader, chart: int, mark: int) -> None:
    place = marks(at, chart)[mark]
    at.page.mouse.click(place["x"], place["y"])


def test_a_copied_link_opens_the_same_view_in_another_browser(
    synthetic: Server, reader: Open
) -> None:
    asked = "rows=region&cols=quarter&measure=attendances&as=ytd&mode=online&mode=hybrid"
    one = reader(synthetic)
    one.page.goto(
        f"{synthetic.url}/explore?{asked}&at=region:Đông Nam Bộ&at=quarter:2026-Q1..2026-Q2"
    )
    one.waits()
    expect(one.page.get_by_role("heading", name="Các dòng báo cáo")).to_be_visible()
    other = reader(synthetic)
    other.page.goto(one.page.url)
    other.waits()
    expect(other.page.get_by_role("heading", name="Các dòng báo cáo")).to_be_visible()
    assert query(other.page) == query(one.page)
    assert seen(other) == seen(one) != []
    other.sees_no_failure()


def test_what_is_chosen_on_the_page_is_the_link(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/explore")
    at.page.get_by_role("button", name="Thêm bộ lọc").click()
    at.page.get_by_role("combobox", name="Phương thức").click()
    at.page.get_by_role("option", name="Trực tuyến", exact=True).click()
    comes_to(at, {"mode": ["online"]})
    other = reader(synthetic)
    other.page.goto(at.page.url)
    other.waits()
    expect(other.page.get_by_role("button", name="Phương thức: Trực tuyến")).to_be_visible()


def test_a_click_leads_down_to_the_records_and_back_again(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/explore", rows="region", to="2026-09")
    start = query(at.page)
    clicks(at, FIRST, 0)
    at.page.wait_for_url("**at=region**")
    region = query(at.page)["at"][0].removeprefix("region:")
    at.waits()
    at.page.get_by_role("button", name=f"Xem {region} theo tỉnh").click()
    comes_to(at, {"rows": ["province"], "region": [region], "to": ["2026-09"]})
    clicks(at, FIRST, 0)
    at.page.wait_for_url("**at=province**")
    at.waits()
    expect(at.page.get_by_role("heading", name="Các dòng báo cáo")).to_be_visible()
    expect(at.page.get_by_text("Chọn một dòng để xem tệp nguồn")).to_be_visible()
    deep = query(at.page)
    at.page.go_back()
    comes_to(at, {"rows": ["province"], "region": [region], "to": ["2026-09"]})
    expect(at.page.get_by_role("heading", name="Các dòng báo cáo")).to_have_count(0)
    at.page.go_back()
    at.page.go_back()
    comes_to(at, start)
    expect(at.page.get_by_role("heading", level=2)).to_contain_text("Hội nghị theo vùng")
    for _ in range(3):
        at.page.go_forward()
    comes_to(at, deep)
    expect(at.page.get_by_role("heading", name="Các dòng báo cáo")).to_be_visible()
    at.sees_no_failure()


def test_a_cell_of_the_table_leads_to_its_records(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/explore", rows="form")
    table = at.page.get_by_test_id("stDataFrame").first
    box = table.bounding_box()
    assert box
    at.page.mouse.click(box["x"] + box["width"] - 40, box["y"] + 35 * 2.5)
    at.page.wait_for_url("**at=form**")
    at.waits()
    expect(at.page.get_by_role("heading", name="Các dòng báo cáo")).to_be_visible()
    at.sees_no_failure()


def test_the_second_chart_filters_the_first_and_the_table(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/explore", rows="form")
    before = seen(at)
    clicks(at, SECOND, 2)
    at.page.wait_for_url("**period=**")
    at.waits()
    (period,) = query(at.page)["period"]
    said = f"{int(period[5:])}/{period[:4]}"
    expect(at.page.get_by_role("button", name=f"Kỳ: {said}")).to_be_visible()
    assert seen(at) != before
    at.page.get_by_role("button", name="Bỏ hết bộ lọc").click()
    comes_to(at, {"rows": ["form"]})
    at.sees_no_failure()


def test_a_named_view_is_opened_by_somebody_else(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/explore", rows="form", measure="trainees", mode="online")
    at.page.get_by_role("button", name="Góc nhìn", exact=True).click()
    at.page.get_by_role("textbox", name="Tên góc nhìn").fill("Học viên *trực tuyến*")
    at.page.get_by_role("textbox", name="Người lưu").fill("Lan")
    at.page.get_by_role("button", name="Lưu câu hỏi này").click()
    expect(at.page.get_by_text("Đã lưu góc nhìn Học viên *trực tuyến*.")).to_be_visible()
    other = reader(synthetic).opens("/explore", province="Hà Nội")
    other.page.get_by_role("button", name="Góc nhìn", exact=True).click()
    other.page.get_by_role("button", name="Học viên *trực tuyến*").click()
    comes_to(other, {"rows": ["form"], "measure": ["trainees"], "mode": ["online"]})
    expect(other.page.get_by_role("heading", level=2)).to_contain_text(
        "Lượt học viên theo hình thức"
    )
    other.sees_no_failure()


FILES: dict[str, Callable[[bytes], bool]] = {
    "CSV": lambda data: data.startswith(b"\xef\xbb\xbf"),
    "Excel (XLSX)": lambda data: data.startswith(b"PK"),
    "Parquet": lambda data: data.startswith(b"PAR1"),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_table_is_taken_along(synthetic: Server, reader: Open, kind: str) -> None:
    at = reader(synthetic).opens("/explore")
    at.page.get_by_role("button", name="Tải về").first.click()
    with at.page.expect_download() as download:
        at.page.get_by_role("button", name=kind, exact=True).click()
    assert FILES[kind](download.value.path().read_bytes())
