"""A warning is explained and a period locked through the real page."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Open, Serve
from tests.e2e.signed import signed_in
from tests.pages.stores import five


def test_warnings_are_explained_and_a_period_is_locked(
    server: Serve, reader: Open, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    five(store)
    at = signed_in(reader(server(store)), "Lan", "approver").opens("/quality")
    expect(at.page.get_by_role("heading", level=2)).to_contain_text("3 cảnh báo")
    at.page.get_by_text("Chọn cả 3 cảnh báo của trang").click()
    expect(at.page.get_by_text("Đã chọn 3 cảnh báo")).to_be_visible()
    at.page.get_by_role("textbox", name="Lý do").fill("Hoạt động từ kỳ trước")
    at.page.get_by_role("button", name="Ghi lại").click()
    expect(at.page.get_by_text("Đã ghi giải trình cho 3 cảnh báo.")).to_be_visible()
    expect(at.page.get_by_role("heading", level=2)).to_contain_text("Không còn cảnh báo")

    at.opens("/reporting", to="2025-01")
    at.page.get_by_role("textbox", name="Lý do").fill("Đã chốt số liệu")
    at.page.get_by_role("button", name="Khóa kỳ này").click()
    expect(at.page.get_by_text("Đã khóa kỳ 1/2025: thêm 63")).to_be_visible()
    at.sees_no_failure()
