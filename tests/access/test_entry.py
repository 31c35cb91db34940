"""Who gets past the gate: every route and the websocket, signed in or not, near or far."""

import asyncio
import sqlite3
from collections.abc import Mapping

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from access import sessions
from access.cookies import SESSION
from access.gate import Gate
from tests.access.asked import Answer, asked
from tests.access.people import person

FAR = "192.0.2.1"
NEAR = {"host": "127.0.0.1:8501"}
ROUTES = (
    "/",
    "/upload",
    "/_stcore/health",
    "/_stcore/metrics",
    "/_stcore/stream",
    "/_stcore/upload_file/a/b",
    "/_stcore/host-config",
    "/media/a.csv",
    "/static/js/index.js",
    "/assets/words.js",
    "/signin/",
    "/SIGNIN",
    "/healthz/x",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
PASSED = b"the dashboard"
NOTHING: Mapping[str, str] = {}


def gate(*, closed: bool) -> Gate:
    return Gate(PlainTextResponse("the dashboard"), closed=closed)


def held(**more: str) -> dict[str, str]:
    return {"cookie": f"{SESSION}={sessions.begin(person())}", **more}


def asks(
    path: str = "/",
    *,
    closed: bool = True,
    client: str = FAR,
    method: str = "GET",
    headers: Mapping[str, str] = NOTHING,
) -> Answer:
    return asked(gate(closed=closed), path, method=method, client=client, headers=headers)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ROUTES)
def test_without_a_session_every_route_is_refused(path: str, method: str) -> None:
    answer = asks(path, method=method)
    assert (answer.status, PASSED in answer.body) == (401, False)


def test_who_opens_a_page_is_led_to_the_form_and_back() -> None:
    answer = asks("/meetings?province=C%C3%A0&lang=en", headers={"accept": "text/html"})
    assert answer.status == 303
    assert answer.headers["location"] == (
        "/signin?next=%2Fmeetings%3Fprovince%3DC%25C3%25A0%26lang%3Den&lang=en"
    )


@pytest.mark.parametrize("path", ["/signin", "/signout", "/signin.css", "/healthz"])
def test_what_the_gate_itself_serves_is_open(path: str) -> None:
    assert asks(path).status == 200


def test_who_is_signed_in_gets_in() -> None:
    assert asks(headers=held()).body == PASSED


def test_who_signed_out_does_not() -> None:
    headers = held()
    sessions.end(headers["cookie"].partition("=")[2])
    assert asks(headers=headers).status == 401


def test_reading_is_open_at_the_machine_if_it_is_bound_to_it() -> None:
    assert asks(closed=False, client="127.0.0.1", headers=NEAR).body == PASSED
    assert asks(closed=True, client="127.0.0.1", headers=NEAR).status == 401


@pytest.mark.parametrize("headers", [{"host": "example.org"}, {**NEAR, "x-forwarded-for": FAR}])
def test_whom_a_proxy_or_another_name_brings_has_to_sign_in(headers: dict[str, str]) -> None:
    assert asks(closed=False, client="127.0.0.1", headers=headers).status == 401


def test_sessions_that_cannot_be_read_let_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = held()

    def broken(_token: str) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr("access.gate.signed_in", broken)
    assert asks(headers=headers).status == 401


def dialled(*, closed: bool, client: str, headers: dict[str, str]) -> tuple[bool, list[Message]]:
    """Whether a websocket reached the dashboard, and what the gate sent it."""
    reached: list[Scope] = []
    sent: list[Message] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(scope)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "client": (client, 1),
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(Gate(app, closed=closed)(scope, receive, send))  # type: ignore[arg-type]
    return bool(reached), sent


def test_a_websocket_without_a_session_is_closed_before_it_is_open() -> None:
    reached, sent = dialled(closed=True, client=FAR, headers={})
    assert not reached
    assert sent == [{"type": "websocket.close", "code": 4401}]


def test_a_websocket_with_one_or_at_the_machine_is_let_in() -> None:
    assert dialled(closed=True, client=FAR, headers=held())[0]
    assert dialled(closed=False, client="127.0.0.1", headers=NEAR)[0]


@pytest.mark.parametrize(
    ("origin", "reaches"),
    [
        ("http://127.0.0.1:8501", True),
        ("http://127.0.0.1:3000", False),
        ("http://localhost:8501", False),
        ("https://elsewhere.example", False),
        ("http://127.0.0.1:8501.elsewhere.example", False),
        ("http://[::1", False),
        ("null", False),
        ("", False),
    ],
)
def test_a_websocket_is_for_a_page_of_the_same_name_and_port(origin: str, reaches: bool) -> None:
    headers = {**NEAR, "origin": origin}
    reached, sent = dialled(closed=False, client="127.0.0.1", headers=headers)
    assert (reached, sent) == (
        reaches,
        [] if reaches else [{"type": "websocket.close", "code": 4403}],
    )


def test_what_is_neither_passes() -> None:
    passed: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope)

    async def silent(_message: Message | None = None) -> Message:
        return {}

    asyncio.run(Gate(app, closed=True)({"type": "lifespan"}, silent, silent))  # type: ignore[arg-type]
    assert passed == [{"type": "lifespan"}]
