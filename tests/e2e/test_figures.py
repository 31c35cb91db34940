"""A report becomes a number on the page of a server that is running, and asks no other host."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open, Serve
from tests.e2e.server import Server
from tests.pages.conftest import PAGES
from tests.pages.stores import demonstration

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "samples" / "bac-kan-2021-04.csv"


def loads(report: Path, store: Path) -> None:
    """Load a report as staff do, in a process of its own."""
    command = [sys.executable, "-m", "etl", "load", str(report), "--as", "An"]
    env = {"DASHBOARD_STORE": str(store), "PYTHONUTF8": "1"}
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def synthetic(server: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    store = tmp_path_factory.mktemp("synthetic") / "store"
    demonstration(store)
    return server(store)


def test_a_report_loaded_from_the_shell_changes_the_number(
    server: Serve, reader: Open, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    at = reader(server(store)).opens("/meetings")
    expect(at.page.get_by_test_id("stMetricValue")).to_have_count(0)

    loads(SAMPLE, store)
    at.opens("/meetings", to="2021-04")
    meetings = at.page.get_by_test_id("stMetricValue").first
    expect(meetings).to_have_text("6")

    corrected = tmp_path / "corrected.csv"
    text = SAMPLE.read_text(encoding="utf-8-sig")
    workshop = "Biên soạn tài liệu và kết nối thông tin cho cán bộ tuyên giáo"
    assert text.count(workshop) == 1
    lines = [
        line.replace(";1;hơn 150;", ";4;hơn 150;") if workshop in line else line
        for line in text.splitlines()
    ]
    corrected.write_text("\n".join(lines), encoding="utf-8")
    loads(corrected, store)
    at.page.reload()
    at.waits()
    expect(meetings).to_have_text("9")
    at.sees_no_failure()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_asks_no_other_host(
    synthetic: Server, reader: Open, page: str, width: int
) -> None:
    path = "/" if page == "overview" else f"/{page}"
    at = reader(synthetic, width=width).opens(path, province="Lào Cai")
    expect(at.page.get_by_test_id("stHeading")).not_to_have_count(0)
    at.sees_no_failure()
    assert at.hosts == {urlsplit(synthetic.url).netloc}
    overflow = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert at.page.evaluate(overflow) <= 0


@pytest.mark.parametrize("chart", ["meetings-theo-tinh", "meetings-theo-ky", "meetings-tinh-ky"])
def test_a_mark_of_a_chart_leads_to_its_records(
    synthetic: Server, reader: Open, chart: str
) -> None:
    at = reader(synthetic).opens("/meetings", to="2026-09")
    drawn = at.page.locator(f".st-key-chart_{chart}")
    drawn.locator(".bars .point path").first.click(force=True)
    way = at.page.get_by_test_id("stPageLink").get_by_text("xem từng hoạt động")
    expect(way).to_be_visible()
    figure = way.inner_text().removesuffix(" · xem từng hoạt động").rpartition(": ")[2]
    at.waits()
    way.click()
    expect(at.page.get_by_role("heading", name="Các dòng báo cáo")).to_be_visible()
    at.waits()
    expect(at.page.get_by_text(f": {figure}").first).to_be_visible()
    at.sees_no_failure()


def test_the_map_goes_back_month_by_month(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/")
    drawn = at.page.locator(".st-key-chart_ban-do")
    expect(drawn.get_by_text("kỳ 10/2026").first).to_be_visible()
    drawn.locator(".slider-label").filter(has_text="T9").click(force=True)
    expect(drawn.locator(".gtitle")).to_contain_text("kỳ 9/2026")
    at.sees_no_failure()


@pytest.mark.parametrize(("lang", "search"), [("vi", "Tìm"), ("en", "Search")])
def test_a_table_offers_no_copy_without_its_marks(
    synthetic: Server, reader: Open, lang: str, search: str
) -> None:
    at = reader(synthetic, lang=lang).opens("/reporting")
    at.page.get_by_test_id("stDataFrame").first.hover()
    tools = at.page.get_by_test_id("stElementToolbarButton").filter(visible=True)
    names = tools.get_by_role("button").evaluate_all("all => all.map(it => it.ariaLabel)")
    assert any(name.startswith(search) for name in names)
    assert not [name for name in names if "CSV" in name]


PUT = """(chart, word) => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    chart.append(text);
    text.textContent = word;
    const beside = document.createElement("span");
    beside.textContent = word;
    document.body.append(beside);
    return new Promise(next => setTimeout(() => next([text, beside].map(e => e.textContent))));
}"""


def test_a_word_in_a_chart_is_not_taken_for_streamlit_s(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens()
    chart = at.page.locator(".js-plotly-plot .main-svg").first
    assert chart.evaluate(PUT, "Print") == ["Print", "In"]


def test_the_switch_of_the_language_is_not_cut(synthetic: Server, reader: Open) -> None:
    page = reader(synthetic, width=1100).opens("/").page
    switch = page.get_by_test_id("stButtonGroup").first
    assert switch.evaluate("it => it.scrollWidth - it.clientWidth") <= 0
    edges = "it => [it.getBoundingClientRect().right, it.lastChild.getBoundingClientRect().right]"
    right, inner = switch.get_by_role("radiogroup").evaluate(edges)
    assert inner <= right


def test_the_state_of_a_report_leads_to_the_report(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/")
    drawn = at.page.locator(".st-key-chart_tinh-trang-bao-cao")
    drawn.locator(".bars .point path").first.click(force=True)
    at.page.get_by_test_id("stPageLink").get_by_text("xem báo cáo đã gửi").click()
    expect(at.page.get_by_role("heading", name="Lần gửi tệp")).to_be_visible()
    at.sees_no_failure()


def test_a_rate_leads_to_its_reports(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/reporting")
    table = at.page.locator('[class*="st-key-picked_bao-cao-theo-tinh"]')
    table.get_by_test_id("stDataFrame").click(position={"x": 20, "y": 55})
    way = at.page.get_by_test_id("stPageLink").get_by_text("xem từng báo cáo")
    expect(way).to_be_visible()
    province = way.inner_text().partition(" · ")[0]
    at.waits()
    way.click()
    expect(at.page.get_by_role("heading", name=f"Các báo cáo: {province}")).to_be_visible()
    at.sees_no_failure()


def test_a_target_leads_to_the_bytes_of_its_table(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/history", targets="classes", to="2026-10")
    grid = at.page.get_by_test_id("stDataFrame").first
    box = grid.bounding_box()
    assert box
    at.page.mouse.click(box["x"] + 12, box["y"] + 52)
    with at.page.expect_download() as kept:
        at.page.get_by_role("button", name="Tải tệp").first.click()
    data = Path(kept.value.path()).read_bytes()
    assert kept.value.suggested_filename.endswith(".csv")
    assert "Mức giao" in data.decode("utf-8-sig")
    at.sees_no_failure()


def test_a_chart_that_is_touched_is_drawn_alone(synthetic: Server, reader: Open) -> None:
    """The table below it is opened; the filters, as all else, are not sent again."""
    at = reader(synthetic)
    came: list[bytes] = []
    at.page.on("websocket", lambda line: line.on("framereceived", lambda frame: note(came, frame)))
    at.opens("/meetings", to="2026-09")
    assert any(b"filter_region" in frame for frame in came)
    came.clear()
    below = at.page.locator(".st-key-table_meetings-theo-ky")
    below.locator("summary").click()
    expect(below.get_by_test_id("stDataFrame")).to_be_visible()
    at.waits()
    assert any(b"csv_meetings-theo-ky" in frame for frame in came)
    assert [frame for frame in came if b"filter_region" in frame] == []
    at.sees_no_failure()


def note(came: list[bytes], frame: str | bytes) -> None:
    came.append(frame if isinstance(frame, bytes) else frame.encode())
