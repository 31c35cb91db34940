"""Signing in and out in a browser, and a server that nobody may read without."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from access.accounts import add
from data.store import versions
from tests.access.people import PASSWORD
from tests.e2e.conftest import Open, Serve
from tests.e2e.reader import Reader
from tests.e2e.server import Server, serving
from tests.e2e.signed import NAME
from tests.e2e.test_everyone import AXE, FOUND, OVERFLOW, is_for_everyone
from tests.e2e.test_sending import chooses
from tests.pages.clerk import GOOD
from tests.pages.stores import demonstration

NEW = "bốn mùa hoa gạo nở muộn"
SCREENS = [("vi", 1280, False), ("en", 390, True)]


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Server]:
    """A server that is read by who is signed in, and has one account."""
    add(NAME, PASSWORD, "sender")
    log = tmp_path / "server.log"
    with serving(tmp_path / "store", log, DASHBOARD_SIGN_IN="always") as server:
        yield server


def fills_in(at: Reader, name: str = NAME) -> None:
    at.page.get_by_label("Tên tài khoản").fill(name)
    at.page.get_by_label("Mật khẩu").fill(PASSWORD)
    at.page.get_by_role("button", name="Đăng nhập").click()
    # Whoever goes on before the answer has come has no session yet.
    at.page.wait_for_url(lambda url: urlsplit(url).path != "/signin")


def test_one_signs_in_on_the_way_to_sending_and_out_for_every_tab(
    server: Serve, reader: Open, tmp_path: Path
) -> None:
    add(NAME, PASSWORD, "sender")
    store = tmp_path / "store"
    at = reader(server(store)).opens("/upload")
    at.page.get_by_role("link", name="Đăng nhập").first.click()
    fills_in(at)
    at.waits()
    expect(at.page).to_have_url(f"{at.base}/upload")
    expect(at.page.get_by_text(NAME).first).to_be_visible()
    (tmp_path / "a.csv").write_bytes(GOOD)
    chooses(at, tmp_path / "a.csv")

    other = at.page.context.new_page()
    other.goto(f"{at.base}/signout")
    other.get_by_role("button", name="Đăng xuất").click()
    other.wait_for_url(f"{at.base}/")
    # The first tab is still open, with the connection of a session that has ended.
    at.page.get_by_role("button", name="Gửi báo cáo", exact=True).click()
    expect(at.page.get_by_text("Cần đăng nhập để gửi báo cáo.")).to_be_visible()
    assert versions(store) == []
    at.sees_no_failure()


def test_a_part_of_a_page_asks_again_who_reads_it(reader: Open, tmp_path: Path) -> None:
    """A table below a chart is drawn without its page, which would have asked."""
    add(NAME, PASSWORD, "sender")
    store = tmp_path / "store"
    demonstration(store)
    with serving(store, tmp_path / "server.log", DASHBOARD_SIGN_IN="always") as closed:
        at = reader(closed)
        at.page.goto(f"{closed.url}/meetings")
        fills_in(at)
        below = at.page.locator(".st-key-table_meetings-theo-ky summary")
        expect(below).to_be_visible()
        at.waits()
        other = at.page.context.new_page()
        other.goto(f"{at.base}/signout")
        other.get_by_role("button", name="Đăng xuất").click()
        other.wait_for_url(lambda url: urlsplit(url).path != "/signout")
        below.click()
        expect(below).to_have_count(0)
        assert at.page.get_by_test_id("stDataFrame").count() == 0
        at.sees_no_failure()


@pytest.mark.parametrize(("lang", "width", "dark"), SCREENS)
@pytest.mark.parametrize("page", ["signin", "signout"])
def test_the_pages_of_the_gate_are_for_everyone(
    closed: Server, reader: Open, page: str, lang: str, width: int, dark: bool
) -> None:
    at = reader(closed, width=width, dark=dark, lang=lang)
    at.page.goto(f"{closed.url}/{page}?lang={lang}")
    expect(at.page.get_by_role("heading", level=1)).to_be_visible()
    at.page.evaluate(AXE)
    assert at.page.evaluate(FOUND) == []
    assert at.page.evaluate(OVERFLOW) <= 0
    assert at.hosts == {urlsplit(at.base).netloc}


@pytest.mark.parametrize(("lang", "width", "dark"), SCREENS)
def test_the_page_of_ones_account_is_for_everyone(
    closed: Server, reader: Open, lang: str, width: int, dark: bool
) -> None:
    at = reader(closed, width=width, dark=dark)
    at.page.goto(f"{closed.url}/account")
    fills_in(at)
    at.page.goto(f"{closed.url}/account?lang={lang}")
    expect(at.page.get_by_text(NAME)).to_be_visible()
    at.page.evaluate(AXE)
    assert at.page.evaluate(FOUND) == []
    assert at.page.evaluate(OVERFLOW) <= 0
    assert at.hosts == {urlsplit(at.base).netloc}


@pytest.mark.parametrize(("lang", "width", "dark"), SCREENS)
def test_the_page_of_the_accounts_is_for_everyone(
    closed: Server, reader: Open, lang: str, width: int, dark: bool
) -> None:
    add("Quản trị viên", PASSWORD, "admin")
    at = reader(closed, width=width, dark=dark)
    at.page.goto(f"{closed.url}/accounts")
    fills_in(at, "Quản trị viên")
    at.page.goto(f"{closed.url}/accounts?lang={lang}")
    at.waits()
    at.page.get_by_role("combobox").first.click()
    at.page.get_by_role("option", name=NAME).click()
    at.waits()
    expect(at.page.get_by_test_id("stForm").first).to_be_visible()
    is_for_everyone(at)


def test_a_new_password_signs_out_everywhere_but_here(closed: Server, reader: Open) -> None:
    here, there = reader(closed), reader(closed)
    for at in (here, there):
        at.page.goto(f"{closed.url}/meetings")
        fills_in(at)
    here.page.get_by_role("link", name="Tài khoản").click()
    here.page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    here.page.get_by_label("Mật khẩu mới", exact=True).fill(NEW)
    here.page.get_by_label("Nhập lại mật khẩu mới").fill(NEW)
    here.page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(here.page.get_by_text("Đã đổi mật khẩu.")).to_be_visible()
    here.page.get_by_role("link", name="Về trang số liệu").click()
    expect(here.page).to_have_url(f"{closed.url}/meetings")
    there.page.reload()
    expect(there.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    here.sees_no_failure()


def test_a_closed_server_opens_to_who_signed_in(closed: Server, reader: Open) -> None:
    at = reader(closed)
    at.page.goto(f"{closed.url}/meetings?lang=vi")
    expect(at.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    fills_in(at)
    expect(at.page).to_have_url(f"{closed.url}/meetings?lang=vi")
    at.sees_no_failure()


def refused(url: str, method: str = "GET") -> int:
    request = urllib.request.Request(url, method=method, data=b"x" if method == "PUT" else None)
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=10)
    error.value.close()
    return error.value.code


def test_a_closed_server_refuses_everything_else_over_http_and_websocket(closed: Server) -> None:
    paths = ("/", "/_stcore/health", "/_stcore/metrics", "/assets/words.js", "/static/index.html")
    assert {path: refused(closed.url + path) for path in paths} == dict.fromkeys(paths, 401)
    assert refused(f"{closed.url}/_stcore/upload_file/a/b", "PUT") == 401
    with pytest.raises(InvalidStatus) as error:
        connect(closed.url.replace("http", "ws") + "/_stcore/stream")
    assert error.value.response.status_code == 403
    with urllib.request.urlopen(f"{closed.url}/healthz", timeout=10) as answer:
        assert answer.status == 200
