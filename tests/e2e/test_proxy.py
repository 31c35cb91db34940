"""Behind the nginx of docs/deploy with TLS, at the root of its host and under a path of it."""

import http.client
import socket
import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from access.accounts import add
from access.cookies import FORM, SESSION
from data.warehouse import newest
from tests.access.people import PASSWORD
from tests.e2e import nginx
from tests.e2e.nginx import DEPLOY, Front
from tests.e2e.reader import Reader
from tests.e2e.server import serving
from tests.e2e.signed import NAME
from tests.e2e.test_sending import chooses, sends
from tests.pages.clerk import GOOD

pytestmark = pytest.mark.skipif(nginx.find() is None, reason=nginx.MISSING)
FORGED = "203.0.113.7"
MEGABYTE = 2**20
TRUSTING = ssl._create_unverified_context()  # noqa: S323


def unit() -> dict[str, str]:
    """The settings of the systemd unit, but for the address and the store of this test."""
    lines = (DEPLOY / "dashboard.service").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 2)[1:] for line in lines if line.startswith("Environment=")]
    own = ("STREAMLIT_SERVER_PORT", "DASHBOARD_STORE", "HOME")
    settings = {name: value for name, value in pairs if name not in own}
    assert settings["STREAMLIT_SERVER_ALLOWED_HOSTS"] == nginx.NAME
    return settings | {"STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost"}


@pytest.fixture(scope="module", params=["", "/bao-cao"], ids=["root", "path"])
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Front, str, Path]]:
    """nginx before a dashboard with the settings of the unit: where it is, the path, the store."""
    folder = tmp_path_factory.mktemp("front")
    store = folder / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(store))
        add(NAME, PASSWORD, "sender")
        add("Bình", PASSWORD, "viewer")
        settings = unit()
        if request.param:
            settings["STREAMLIT_SERVER_BASE_URL_PATH"] = request.param.strip("/")
        log = folder / "server.log"
        with (
            serving(store, log, **settings) as server,
            nginx.in_front_of(folder, int(urlsplit(server.url).port or 0)) as at,
        ):
            yield at, request.param, store


@pytest.fixture
def at(front: tuple[Front, str, Path], browser: Browser) -> Iterator[Reader]:
    place, path, _ = front
    context = browser.new_context(
        viewport={"width": 1280, "height": 2400}, locale="vi-VN", ignore_https_errors=True
    )
    yield Reader(context.new_page(), place.url + path)
    context.close()


def asks(
    place: Front, path: str, method: str = "GET", body: bytes = b"", **headers: str
) -> tuple[int, list[tuple[str, str]], bytes]:
    """One request over TLS, as no browser would make it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPSConnection("localhost", place.https, timeout=30, context=TRUSTING)
    with closing(connection):
        connection.request(method, path, body or None, named)
        answer = connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()


def signs_in(at: Reader, name: str) -> None:
    at.page.get_by_label("Tên tài khoản").fill(name)
    at.page.get_by_label("Mật khẩu").fill(PASSWORD)
    at.page.get_by_role("button", name="Đăng nhập").click()
    at.waits()


def test_a_month_is_sent_looked_at_and_left(
    at: Reader, front: tuple[Front, str, Path], tmp_path: Path
) -> None:
    _, path, store = front
    at.page.goto(f"{at.base}/upload")
    signs_in(at, NAME)
    expect(at.page).to_have_url(f"{at.base}/upload")
    (tmp_path / "a.csv").write_bytes(GOOD)
    chooses(at, tmp_path / "a.csv")
    sends(at)
    assert newest(store)
    at.opens("/")
    expect(at.page.get_by_test_id("stHeading")).not_to_have_count(0)
    at.opens("/explore")
    expect(at.page.locator("html")).to_have_attribute("lang", "vi")
    at.page.get_by_role("button", name="Tải về").first.click()
    with at.page.expect_download() as download:
        at.page.get_by_role("button", name="CSV", exact=True).click()
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    at.sees_no_failure()
    assert at.hosts == {urlsplit(at.base).netloc}
    cookies = {cookie["name"]: cookie for cookie in at.page.context.cookies()}
    for name in (SESSION, FORM):
        assert cookies[name]["secure"]
        assert cookies[name]["httpOnly"]
        assert cookies[name]["path"] == (path or "/")
    at.page.get_by_role("link", name="Đăng xuất").first.click()
    at.page.get_by_role("button", name="Đăng xuất").click()
    expect(at.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert SESSION not in {cookie["name"] for cookie in at.page.context.cookies()}


def test_links_and_the_menu_stay_under_the_path(at: Reader) -> None:
    at.page.goto(f"{at.base}/meetings?lang=en")
    expect(at.page.get_by_role("heading", name="Sign in")).to_be_visible()
    at.page.get_by_role("link", name="Tiếng Việt").click()
    signs_in(at, "Bình")
    leads = "all => all.map(it => it.href).filter(to => to.startsWith('http'))"
    for page in ("/", "/meetings", "/reporting"):
        at.opens(page)
        found = at.page.locator("a[href]").evaluate_all(leads)
        assert found
        assert [to for to in found if not f"{to}/".startswith(f"{at.base}/")] == []
    loaded = "performance.getEntriesByType('resource').map(it => it.name)"
    assert [to for to in at.page.evaluate(loaded) if not to.startswith(f"{at.base}/")] == []


def test_the_websocket_goes_through_and_stays(at: Reader) -> None:
    opened: list[str] = []
    closed: list[str] = []
    at.page.on("websocket", lambda it: opened.append(it.url))
    at.page.on("websocket", lambda it: it.on("close", lambda _: closed.append(it.url)))
    at.page.goto(f"{at.base}/")
    signs_in(at, "Bình")
    at.page.get_by_test_id("stButtonGroup").first.get_by_role("radio").last.click()
    at.waits()
    expect(at.page).to_have_url(f"{at.base}/?lang=en")
    assert [url for url in opened if url.startswith("wss://localhost")] == opened
    assert (len(opened), closed) == (1, [])


def test_each_header_is_said_once(front: tuple[Front, str, Path]) -> None:
    place, path, _ = front
    for asked in ("/signin", "/", "/healthz", "/assets/words.js"):
        _, headers, _ = asks(place, path + asked)
        names = [name.lower() for name, _ in headers]
        assert len(names) == len(set(names)), headers
        for name in ("strict-transport-security", "x-content-type-options", "referrer-policy"):
            assert name in names, asked
        assert dict(headers)["Server"] == "nginx"


def test_plain_http_leads_to_tls(front: tuple[Front, str, Path]) -> None:
    place, path, _ = front
    connection = http.client.HTTPConnection("localhost", place.http, timeout=10)
    with closing(connection):
        connection.request("GET", f"{path}/meetings?lang=en")
        answer = connection.getresponse()
        assert answer.status == 301
        assert answer.getheader("Location") == f"{place.url}{path}/meetings?lang=en"


@pytest.mark.parametrize("name", ["rebound.example.org", None])
def test_under_another_name_there_is_no_answer(
    front: tuple[Front, str, Path], name: str | None
) -> None:
    context = ssl._create_unverified_context()  # noqa: S323
    with (
        socket.create_connection(("127.0.0.1", front[0].https), timeout=10) as plain,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(plain, server_hostname=name)


def test_nobody_chooses_the_address_by_which_guesses_are_counted(
    front: tuple[Front, str, Path],
) -> None:
    place, path, store = front
    body = urlencode({"form": "secret", "name": "Ai", "password": "x"}).encode()
    status, _, _ = asks(
        place, f"{path}/signin", "POST", body,
        X_Forwarded_For=FORGED, X_Real_IP=FORGED, Forwarded=f"for={FORGED}",
        Cookie=f"{FORM}=secret",
    )  # fmt: skip
    assert status == 401
    with closing(sqlite3.connect(store / "access.sqlite")) as accounts:
        subjects = {s for (s,) in accounts.execute("SELECT subject FROM failures")}
    assert "address 127.0.0.1" in subjects
    assert f"address {FORGED}" not in subjects


def test_a_reader_at_the_machine_signs_in_too(front: tuple[Front, str, Path]) -> None:
    """Behind a proxy on the same machine everybody seems to sit at it."""
    place, path, _ = front
    assert asks(place, f"{path}/_stcore/health")[0] == 401
    assert asks(place, f"{path}/_stcore/host-config")[0] == 401


def test_what_is_named_by_its_contents_is_packed_and_kept(
    front: tuple[Front, str, Path], at: Reader
) -> None:
    place, path, _ = front
    at.page.goto(f"{at.base}/")
    signs_in(at, "Bình")
    token = next(c["value"] for c in at.page.context.cookies() if c["name"] == SESSION)
    script = at.page.locator("script[src*='/static/js/']").first.get_attribute("src") or ""
    asked = f"{path}/{script.removeprefix('./')}"
    status, found, _ = asks(place, asked, Cookie=f"{SESSION}={token}", Accept_Encoding="gzip")
    headers = {name.lower(): value for name, value in found}
    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] == "gzip"


def test_a_report_larger_than_the_limit_is_refused_at_the_door(
    front: tuple[Front, str, Path],
) -> None:
    place, path, _ = front
    door = f"{path}/_stcore/upload_file/a/b"
    # One of the limit itself comes to the gate, which knows nobody here.
    assert asks(place, door, "PUT", bytes(10 * MEGABYTE))[0] == 401
    # nginx says so and hangs up; what of the body is still being sent may break off.
    try:
        assert asks(place, door, "PUT", bytes(11 * MEGABYTE))[0] == 413
    except (ssl.SSLError, ConnectionError):
        log = (place.folder / "error.log").read_text(encoding="utf-8")
        assert "too large body" in log
