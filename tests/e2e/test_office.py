"""Signing in and out in a browser with the account of the office, through its provider."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from access import accounts, sessions
from access.cookies import SESSION
from access.office.settings import NAMED, settings
from tests.e2e.conftest import Open
from tests.e2e.office import SECRET, Office, office
from tests.e2e.reader import Reader
from tests.e2e.server import Server, free_port, serving
from tests.e2e.test_everyone import AXE, FOUND, OVERFLOW

BUTTON = "Đăng nhập bằng tài khoản cơ quan"
SCREENS = [("vi", 1280, False), ("en", 390, True)]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office"), free_port()) as running:
        yield running


@pytest.fixture(scope="module")
def served(provider: Office) -> Iterator[Server]:
    """A server without any account of its own: the office's provider says who reads."""
    folder = provider.secrets.parent
    with serving(
        folder / "store",
        folder / "server.log",
        port=urlsplit(provider.base_url).port or 0,
        DASHBOARD_SIGN_IN="always",
        DASHBOARD_SECRETS=str(provider.secrets),
    ) as server:
        yield server


@pytest.fixture
def closed(served: Server, provider: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server, whose accounts and sessions a test looks at as the server does."""
    monkeypatch.setenv("DASHBOARD_STORE", str(served.store))
    monkeypatch.setenv(NAMED, str(provider.secrets))
    settings.cache_clear()
    yield served
    settings.cache_clear()


def goes(at: Reader, path: str = "/upload") -> Reader:
    """Open a page, and go on to the provider."""
    at.page.goto(at.base + path)
    at.page.get_by_role("link", name=BUTTON).click()
    return at


def signs_in(at: Reader, sub: str) -> None:
    goes(at).page.get_by_role("button", name=sub, exact=True).click()


def token(at: Reader) -> str:
    cookies = at.page.context.cookies()
    return next((c["value"] for c in cookies if c["name"] == SESSION), "")


def test_one_signs_in_is_who_the_office_says_and_signs_out(
    closed: Server, provider: Office, reader: Open
) -> None:
    at, other = reader(closed), reader(closed)
    signs_in(at, "an")
    at.waits()
    expect(at.page).to_have_url(f"{closed.url}/upload")
    expect(at.page.get_by_text("Nguyễn Thị An").first).to_be_visible()
    account = sessions.signed_in(token(at))
    assert account is not None
    assert (account.role, account.provinces) == ("sender", ("Cao Bằng",))
    at.sees_no_failure()

    signs_in(other, "an")
    other.waits()
    at.page.get_by_role("link", name="Đăng xuất").click()
    at.page.get_by_role("button", name="Đăng xuất").click()
    at.page.wait_for_url(f"{provider.url}/oauth2/end_session*")
    assert sessions.signed_in(token(other)) is None
    at.page.get_by_role("button", name="End session").click()
    at.page.wait_for_url(f"{closed.url}/signin*")
    expect(at.page.get_by_role("link", name=BUTTON)).to_be_visible()
    other.page.goto(f"{closed.url}/upload")
    expect(other.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert SECRET not in closed.said()


def test_who_has_no_role_and_who_says_no_are_told_why(closed: Server, reader: Open) -> None:
    at = reader(closed)
    signs_in(at, "binh")
    expect(at.page.get_by_role("alert")).to_contain_text("chưa được giao vai trò")
    goes(at, "/").page.get_by_role("button", name="Deny").click()
    expect(at.page.get_by_role("alert")).to_contain_text("chưa đồng ý")
    assert token(at) == ""
    assert "Trần Văn Bình" not in {account.name for account in accounts.accounts()}
    assert "Traceback" not in closed.said()


@pytest.mark.parametrize(("lang", "width", "dark"), SCREENS)
def test_the_page_with_both_ways_is_for_everyone(
    closed: Server, reader: Open, lang: str, width: int, dark: bool
) -> None:
    at = reader(closed, width=width, dark=dark, lang=lang)
    at.page.goto(f"{closed.url}/signin?lang={lang}&said=role&reference=2345-ABCD")
    expect(at.page.get_by_role("alert")).to_be_visible()
    at.page.evaluate(AXE)
    assert at.page.evaluate(FOUND) == []
    assert at.page.evaluate(OVERFLOW) <= 0
    assert at.hosts == {urlsplit(at.base).netloc}


class Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_asked: object) -> None:
        return None


def led_to(url: str) -> str:
    """Where an address leads, without going there."""
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.build_opener(Stays).open(url, timeout=20)
    error.value.close()
    assert error.value.code == 303
    return str(error.value.headers["location"])


def test_over_raw_http_a_forged_answer_and_a_foreign_place_lead_nowhere(
    closed: Server, provider: Office
) -> None:
    forged = led_to(f"{closed.url}/signin/callback?code=x&state=y")
    assert forged.startswith("../signin?lang=vi&next=%2F&said=stale")
    away = f"{closed.url}/signin/office?next=https://example.org"
    assert led_to(away).startswith(f"{provider.url}/oauth2/authorize?")
    with pytest.raises(InvalidStatus):
        connect(closed.url.replace("http", "ws") + "/_stcore/stream")
