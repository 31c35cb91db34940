"""What a page of another origin gets from a running server, and that each answer says its type."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from websockets import Subprotocol
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from access import accounts, sessions
from access.cookies import SESSION
from tests.access.people import PASSWORD
from tests.e2e.server import Server, serving
from tests.e2e.wire import XSRF

FOREIGN = "https://elsewhere.example"
ORIGINS = [FOREIGN, "null", "http://127.0.0.1.elsewhere.example", "http://localhost:3000"]
ALLOWED = "access-control-allow-origin"
TYPES = {
    "/": "text/html; charset=utf-8",
    "/meetings": "text/html; charset=utf-8",
    "/signin": "text/html; charset=utf-8",
    "/account": "text/html; charset=utf-8",
    "/healthz": "application/json",
    "/assets/words.js": "application/javascript",
    "/favicon.png": "image/png",
    "/_stcore/health": "text/plain; charset=utf-8",
    "/_stcore/host-config": "application/json",
    "/metrics": "text/plain; version=1.0.0; charset=utf-8",
}


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server that everybody signs in to, and the session of an admin."""
    with pytest.MonkeyPatch.context() as patch:
        store = tmp_path_factory.mktemp("origins") / "store"
        patch.setenv("DASHBOARD_STORE", str(store))
        token = sessions.begin(accounts.add("admin", PASSWORD, "admin", ()))
        with serving(store, store.parent / "server.log", DASHBOARD_SIGN_IN="always") as server:
            yield server, token


def answered(
    admin: tuple[Server, str], path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str]]:
    server, token = admin
    cookie = f"{SESSION}={token}; _streamlit_xsrf={XSRF}"
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)) as asked:
        asked.request(method, path, headers={"Cookie": cookie, **headers})
        answer = asked.getresponse()
        answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
@pytest.mark.parametrize("path", [*TYPES, "/_stcore/upload_file/a/b"])
def test_no_answer_is_for_a_foreign_origin(
    admin: tuple[Server, str], path: str, method: str, origin: str
) -> None:
    _, headers = answered(admin, path, method, Origin=origin)
    assert headers.get(ALLOWED) not in ("*", origin)


@pytest.mark.parametrize("origin", ORIGINS)
def test_no_websocket_is_opened_for_a_foreign_origin(
    admin: tuple[Server, str], origin: str
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        dials(admin, origin)
    assert refused.value.response.status_code == 403


def test_a_websocket_of_ones_own_origin_is_opened(admin: tuple[Server, str]) -> None:
    dials(admin, admin[0].url)


def dials(admin: tuple[Server, str], origin: str) -> None:
    server, token = admin
    dialled = connect(
        server.url.replace("http", "ws") + "/_stcore/stream",
        additional_headers={
            "Cookie": f"{SESSION}={token}; _streamlit_xsrf={XSRF}",
            "Origin": origin,
        },
        subprotocols=[Subprotocol("streamlit"), Subprotocol(XSRF)],
        open_timeout=30,
    )
    with dialled:
        pass


@pytest.mark.parametrize(("path", "kind"), TYPES.items())
def test_each_answer_says_its_type(admin: tuple[Server, str], path: str, kind: str) -> None:
    status, headers = answered(admin, path)
    assert (status, headers["content-type"]) == (200, kind)
