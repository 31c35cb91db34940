"""The names under which the dashboard may be asked: on every route, signed in or not."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from access.gate import Gate
from access.hosts import is_ours, name_of
from tests.access.asked import asked

OURS = ("127.0.0.1", "::1", "localhost", "baocao.example.vn", "*.noibo.vn")
FOREIGN = (
    "evil.example",
    "baocao.example.vn.evil.example",
    "noibo.vn",
    "xnoibo.vn",
    "localhost@evil.example",
    "localhost:x",
    "localhost:99999999",
    "localhost/evil",
    "localhost evil",
    "[::1",
    "",
)


def scope(*hosts: str) -> Scope:
    return {"type": "http", "headers": [(b"host", host.encode()) for host in hosts]}


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8501",
        "LOCALHOST",
        "localhost.",
        "[::1]:80",
        "baocao.example.vn:443",
        "a.noibo.vn",
    ],
)
def test_a_name_of_the_list_is_ours(host: str) -> None:
    assert is_ours(scope(host), OURS)


@pytest.mark.parametrize("host", FOREIGN)
def test_any_other_is_not(host: str) -> None:
    assert not is_ours(scope(host), OURS)


def test_no_name_and_two_of_them_are_not() -> None:
    assert not is_ours(scope(), OURS)
    assert not is_ours(scope("localhost", "evil.example"), OURS)


@pytest.mark.parametrize("names", [(), ("*",)])
def test_a_list_can_be_left_open(names: tuple[str, ...]) -> None:
    assert is_ours(scope("evil.example"), names)


def test_a_name_comes_without_its_port() -> None:
    assert name_of("Localhost:80") == "localhost"


@pytest.mark.parametrize(
    "path", ["/", "/signin", "/healthz", "/_stcore/metrics", "/assets/words.js"]
)
@pytest.mark.parametrize(("host", "refused"), [("evil.example", True), ("127.0.0.1", False)])
def test_no_route_is_answered_under_a_foreign_name(path: str, host: str, refused: bool) -> None:
    gate = Gate(PlainTextResponse("the dashboard"), closed=False, hosts=OURS)
    answer = asked(gate, path, headers={"host": host})
    assert (answer.status == 421) == refused
    assert b"not served under this host name" in answer.body or not refused


def test_nor_is_the_websocket() -> None:
    sent: list[Message] = []

    async def unreached(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    dialled = {**scope("evil.example"), "type": "websocket", "path": "/_stcore/stream"}
    asyncio.run(Gate(unreached, closed=False, hosts=OURS)(dialled, receive, send))  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": 4421}]
