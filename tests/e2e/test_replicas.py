"""Two replicas on one lake, behind nginx: what is done on one holds on the other."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from access import accounts
from access.cookies import SESSION
from data.lake.setting import lake_of
from data.warehouse import newest
from tests.access.people import PASSWORD
from tests.e2e import nginx
from tests.e2e.reader import Reader
from tests.e2e.server import Server, serving
from tests.e2e.signed import NAME
from tests.e2e.test_proxy import signs_in, unit
from tests.e2e.test_sending import chooses, sends
from tests.lake.fixtures import NewLake
from tests.lake.services import Services
from tests.pages.clerk import GOOD, report

pytestmark = [
    pytest.mark.lake,
    pytest.mark.skipif(nginx.find() is None, reason=nginx.MISSING),
]
Sits = Callable[[str], Reader]
OTHER = report("Bắc Kạn,5/2021,Hội nghị,Giao ban báo chí,2,5/5/2021")


@pytest.fixture
def setting(services: Services, new_lake: NewLake, monkeypatch: pytest.MonkeyPatch) -> str:
    """A lake with one account, for this process and the replicas it starts."""
    text = services.setting(new_lake().schema)
    monkeypatch.setenv("DASHBOARD_WAREHOUSE", text)
    accounts.add(NAME, PASSWORD, "admin")
    return text


@pytest.fixture
def replicas(setting: str, tmp_path: Path) -> Iterator[list[Server]]:
    assert setting
    with ExitStack() as stack:
        yield [
            stack.enter_context(serving(tmp_path / name, tmp_path / f"{name}.log", **unit()))
            for name in ("one", "two")
        ]


@pytest.fixture
def sits(browser: Browser) -> Iterator[Sits]:
    """`sits(url)` is a reader there, in a browser of their own."""
    with ExitStack() as stack:

        def at(url: str) -> Reader:
            context = browser.new_context(
                viewport={"width": 1280, "height": 2400}, locale="vi-VN", ignore_https_errors=True
            )
            stack.callback(context.close)
            return Reader(context.new_page(), url)

        yield at


def port(server: Server) -> int:
    return int(urlsplit(server.url).port or 0)


def signed(at: Reader) -> str:
    """Sign in by the form; return the token."""
    at.page.goto(f"{at.base}/upload")
    signs_in(at, NAME)
    return next(c["value"] for c in at.page.context.cookies() if c["name"] == SESSION)


def test_what_is_done_on_one_holds_on_the_other(
    replicas: list[Server], sits: Sits, setting: str, tmp_path: Path
) -> None:
    here, there = (sits(f"http://localhost:{port(server)}") for server in replicas)
    token = signed(here)
    # Nobody signs in at the second: the session of the first is good there.
    there.page.context.add_cookies([{"name": SESSION, "value": token, "url": there.base}])
    there.opens("/upload")
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "b.csv").write_bytes(OTHER)
    chooses(here, tmp_path / "a.csv")
    sends(here)
    there.opens("/reporting", to="2021-04")
    expect(there.page.get_by_text("Chưa khóa kỳ nào.")).to_be_visible()
    here.opens("/reporting", to="2021-04")
    here.page.get_by_role("textbox", name="Lý do").fill("Đã chốt số liệu")
    here.page.get_by_role("button", name="Khóa kỳ này").click()
    expect(here.page.get_by_text("Đã khóa kỳ 4/2021: thêm")).to_be_visible()
    there.opens("/reporting", to="2021-04")
    expect(there.page.get_by_text("Chưa khóa kỳ nào.")).to_have_count(0)
    there.page.get_by_role("textbox", name="Lý do").fill("Gửi nhầm")
    there.page.get_by_role("button", name="Mở khóa").click()
    expect(there.page.get_by_text("Đã mở khóa kỳ 4/2021:")).to_be_visible()
    there.opens("/history")
    there.page.get_by_test_id("stDataFrame").first.click(position={"x": 20, "y": 55})
    expect(there.page.get_by_role("heading", name="Lần gửi tệp a.csv")).to_be_visible()
    there.waits()
    there.page.get_by_role("button", name="Hoàn tác lần gửi này").click()
    there.page.get_by_text("Tôi muốn hoàn tác lần gửi này").click()
    there.page.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(there.page.get_by_text("Đã hoàn tác lần gửi a.csv")).to_be_visible()
    here.opens("/history")
    here.page.get_by_test_id("stDataFrame").first.click(position={"x": 20, "y": 55})
    expect(here.page.get_by_role("heading", name="Lần gửi tệp a.csv")).to_be_visible()
    expect(here.page.get_by_role("button", name="Hoàn tác lần gửi này")).to_have_count(0)

    there.opens("/upload")
    chooses(there, tmp_path / "b.csv")
    before = newest(lake_of(setting))
    here.page.get_by_role("link", name="Đăng xuất").first.click()
    here.page.get_by_role("button", name="Đăng xuất").click()
    expect(here.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    # The page at the second is still open, and so is its websocket.
    there.page.get_by_role("button", name="Gửi báo cáo", exact=True).click()
    there.waits()
    after = newest(lake_of(setting))
    assert before
    assert after
    assert after.version == before.version
    there.page.goto(f"{there.base}/upload")
    expect(there.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_readers_of_a_replica_that_is_killed_go_on_without_signing_in(
    replicas: list[Server], sits: Sits, tmp_path: Path
) -> None:
    with nginx.in_front_of(tmp_path, *map(port, replicas)) as front:
        at = sits(front.url)
        token = signed(at)
        at.opens("/")
        for server in replicas:
            if f"reader 127.0.0.1:{port(server)}" in stays(front):
                server.process.kill()
                server.process.wait()
        assert [server.process.poll() is None for server in replicas].count(True) == 1
        at.waits()
        at.opens("/reporting")
        assert urlsplit(at.page.url).path == "/reporting"
        assert token in {cookie["value"] for cookie in at.page.context.cookies()}


def stays(front: nginx.Front) -> str:
    """The last page that was asked for, and who answered."""
    lines = (front.folder / "access.log").read_text(encoding="utf-8").splitlines()
    return next(line for line in reversed(lines) if line.startswith("GET / "))
