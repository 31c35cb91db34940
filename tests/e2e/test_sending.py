"""A month is sent, corrected and undone through the real page, and a bad file mended on it."""

import csv
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open, Serve
from tests.e2e.reader import Reader
from tests.e2e.signed import NAME, signed_in

expect.set_options(timeout=15_000)

ROW = {
    "Loại hoạt động": "Hội nghị",
    "Nội dung": "Giao ban báo chí",
    "Thời gian": "5/4/2021",
    "Số lượng": "2",
}


@pytest.fixture
def clerk(server: Serve, reader: Open, tmp_path: Path) -> Reader:
    return signed_in(reader(server(tmp_path / "store"))).opens("/upload")


def chooses(clerk: Reader, file: Path) -> None:
    """Give a file to the uploader and look at it."""
    clerk.page.locator(".st-key-sent_files input[type=file]").set_input_files(file)
    expect(clerk.page.get_by_role("button", name=f"Bỏ {file.name}")).to_be_visible()
    clerk.page.get_by_role("button", name="Kiểm tra tệp").click()
    expect(clerk.page.get_by_role("heading", name=file.name)).to_be_visible()
    clerk.waits()


def sends(clerk: Reader) -> None:
    expect(clerk.page.get_by_label("Họ tên người gửi")).to_have_value(NAME)
    clerk.page.get_by_role("button", name="Gửi báo cáo", exact=True).click()
    expect(clerk.page.get_by_text("Đã nhận")).to_be_visible()
    clerk.waits()


def chosen(clerk: Reader, label: str, text: str) -> None:
    """Choose from a list that can be typed into."""
    box = clerk.page.get_by_role("combobox", name=label)
    box.fill(text)
    clerk.page.get_by_role("option", name=text, exact=True).click()
    clerk.waits()


def template(clerk: Reader, folder: Path) -> Path:
    """Download the form of Bắc Kạn for 4/2021."""
    chosen(clerk, "Kỳ", "4/2021")
    chosen(clerk, "Tỉnh, thành phố", "Bắc Kạn")
    # The button of the run before would ask for a file that is no longer kept.
    expect(clerk.page.get_by_text("Biểu mẫu cho Bắc Kạn, kỳ 4/2021.")).to_be_visible()
    clerk.waits()
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("button", name="Tải biểu mẫu CSV").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def filled(blank: Path, name: str, **cells: str) -> Path:
    """Fill in the one row that the form has begun."""
    with blank.open(encoding="utf-8-sig", newline="") as file:
        [header, begun] = csv.reader(file)
    row = dict(zip(header, begun, strict=True)) | ROW | cells
    report = blank.with_name(name)
    with report.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, row.values()])
    return report


def leads_to_its_source(clerk: Reader) -> None:
    """From the record behind a figure to its sender and the row as sent."""
    clerk.page.get_by_test_id("stDataFrame").last.click(position={"x": 20, "y": 55})
    clerk.page.get_by_text("Nguồn: dòng 2 của sua.csv").click()
    expect(clerk.page.get_by_text("Dòng 2 của tệp như đã gửi:")).to_be_visible()
    expect(clerk.page.get_by_text("Nguyễn Thị An").first).to_be_visible()


def test_a_month_is_sent_again_corrected_and_undone(clerk: Reader, tmp_path: Path) -> None:
    page = clerk.page
    blank = template(clerk, tmp_path)
    report = filled(blank, "thang-4.csv")

    chooses(clerk, report)
    sends(clerk)
    page.get_by_test_id("stPageLink").get_by_text("Tổng quan").click()
    meetings = page.get_by_test_id("stMetricValue").first
    expect(meetings).to_have_text("2")

    clerk.opens("/upload")
    chooses(clerk, report)
    expect(page.get_by_text("không có gì thay đổi").first).to_be_visible()
    expect(page.get_by_role("button", name="Gửi báo cáo", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Bỏ tệp này").click()
    clerk.waits()

    corrected = filled(blank, "sua.csv", **{"Số lượng": "5"})
    chooses(clerk, corrected)
    expect(page.get_by_text("Gửi tệp này sẽ thay cả bản đó: đổi 1 ô.")).to_be_visible()
    sends(clerk)
    clerk.opens("/meetings")
    expect(meetings).to_have_text("5")
    leads_to_its_source(clerk)

    clerk.opens("/history")
    page.get_by_test_id("stDataFrame").first.click(position={"x": 20, "y": 55})
    expect(page.get_by_role("heading", name="Lần gửi tệp sua.csv")).to_be_visible()
    clerk.waits()
    page.get_by_role("button", name="Hoàn tác lần gửi này").click()
    page.get_by_text("Tôi muốn hoàn tác lần gửi này").click()
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(page.get_by_text("Đã hoàn tác lần gửi sua.csv")).to_be_visible()
    clerk.opens("/meetings")
    expect(meetings).to_have_text("2")
    clerk.sees_no_failure()
    assert clerk.hosts == {urlsplit(clerk.base).netloc}


def test_a_bad_file_is_mended_on_the_page(clerk: Reader, tmp_path: Path) -> None:
    bad = filled(template(clerk, tmp_path), "sai.csv", **{"Số lượng": "1,890"})
    chooses(clerk, bad)
    clerk.page.get_by_role("button", name="1,890 → 1890 (1 dòng)").click()
    expect(clerk.page.get_by_role("heading", name="sai-da-sua.csv: gửi được")).to_be_visible()
    clerk.waits()
    sends(clerk)
    clerk.opens("/meetings")
    expect(clerk.page.get_by_test_id("stMetricValue").first).to_have_text("1.890")
    clerk.sees_no_failure()


def test_a_receipt_is_seen_where_one_has_sent_on_a_phone(
    server: Serve, reader: Open, tmp_path: Path
) -> None:
    clerk = signed_in(reader(server(tmp_path / "store"), width=390)).opens("/upload")
    clerk.page.set_viewport_size({"width": 390, "height": 700})
    chooses(clerk, filled(template(clerk, tmp_path), "thang-4.csv"))
    sends(clerk)
    expect(clerk.page.get_by_text("Đã nhận")).to_be_in_viewport()


def test_a_row_is_mended_in_the_table(clerk: Reader, tmp_path: Path) -> None:
    bad = filled(template(clerk, tmp_path), "sai.csv", **{"Số lượng": "vài"})
    chooses(clerk, bad)
    # The column with the error stands behind the number of the row and the box to drop it.
    grid = clerk.page.get_by_test_id("stDataFrame").first
    expect(grid.locator("canvas").first).to_be_visible()
    grid.dblclick(position={"x": 200, "y": 55})
    # The editor of a cell opens over the grid, and the grid tells what was typed a moment later.
    cell = clerk.page.locator("textarea")
    cell.fill("7")
    cell.press("Enter")
    expect(cell).to_have_count(0)
    clerk.page.wait_for_timeout(500)
    clerk.page.get_by_role("button", name="Kiểm tra lại").click()
    expect(clerk.page.get_by_role("heading", name="sai-da-sua.csv: gửi được")).to_be_visible()
    clerk.sees_no_failure()


def test_a_file_without_its_province_is_mended_and_sent(clerk: Reader, tmp_path: Path) -> None:
    bad = tmp_path / "thieu-cot.csv"
    bad.write_text("Kỳ,Nhóm việc,Nội dung,SL\n4/2021,Hội nghị,Giao ban báo chí,3\n", "utf-8-sig")
    chooses(clerk, bad)
    # What the texts of the file say themselves is chosen already.
    kind = clerk.page.get_by_role("combobox", name="Loại hoạt động", exact=True)
    expect(kind).to_have_value("Nhóm việc · Hội nghị")
    chosen(clerk, "Tỉnh/Thành phố, cho mọi dòng", "Bắc Kạn")
    clerk.page.get_by_role("button", name="Kiểm tra lại").click()
    expect(clerk.page.get_by_role("heading", name="thieu-cot-da-sua.csv: gửi được")).to_be_visible()
    clerk.waits()
    sends(clerk)
    clerk.opens("/meetings")
    expect(clerk.page.get_by_test_id("stMetricValue").first).to_have_text("3")
    clerk.sees_no_failure()
