"""What is noted of a request: how many, what was refused, and a failure under a number."""

import asyncio
import logging
import re
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access import sessions, watch
from access.cookies import SESSION
from access.gate import Gate
from access.measures import MEASURES
from access.watch import Watch
from tests.access.asked import Answer, asked
from tests.access.people import person

SECRET = "sông-núi"  # pragma: allowlist secret


async def fails(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise ValueError(SECRET)


def facts(caplog: pytest.LogCaptureFixture) -> list[Mapping[str, Any]]:
    return [record.told for record in caplog.records if hasattr(record, "told")]


def count(route: str, status: int) -> float:
    labels = {"route": route, "status": str(status)}
    return MEASURES.get_sample_value("dashboard_requests_total", labels) or 0


def asks(path: str, role: str = "viewer") -> Answer:
    held = {"cookie": f"{SESSION}={sessions.begin(person('An', role))}"}
    return asked(Watch(Gate(PlainTextResponse(""), closed=True)), path, headers=held)


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "access.watch")


def test_what_is_refused_is_logged_with_who_asked(caplog: pytest.LogCaptureFixture) -> None:
    before = count("metrics", 403)
    assert asks("/_stcore/metrics?token=x").status == 403
    (told,) = facts(caplog)
    assert told.pop("milliseconds") >= 0
    assert told == {
        "method": "GET",
        "path": "/_stcore/metrics",
        "status": 403,
        "account": "An",
        "address": "127.0.0.1",
    }
    assert count("metrics", 403) == before + 1


@pytest.mark.parametrize(
    ("path", "route"),
    [("/", "page"), ("/meetings", "page"), ("/static/a.js", "static"), ("/media/a.csv", "media")],
)
def test_what_is_answered_is_only_counted(
    path: str, route: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = count(route, 200)
    assert asks(path).status == 200
    assert count(route, 200) == before + 1
    assert facts(caplog) == []


def test_what_took_long_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watch, "SLOW", 0.0)
    asks("/")
    assert [record.getMessage() for record in caplog.records] == ["request slow"]


def test_the_name_of_a_session_is_not_written(caplog: pytest.LogCaptureFixture) -> None:
    headers = {"host": "127.0.0.1"}
    app = Watch(Gate(PlainTextResponse(""), closed=False))
    asked(app, "/_stcore/upload_file/a-session/a-file", method="PUT", headers=headers)
    assert facts(caplog)[0]["path"] == "/_stcore/upload_file/{session_id}/{file_id}"


def test_a_failure_is_said_under_the_number_of_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    answer = asked(Watch(fails), "/meetings")
    assert answer.status == 500
    (number,) = set(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", answer.body.decode()))
    assert SECRET not in answer.body.decode()
    failed = next(record for record in caplog.records if record.exc_info)
    assert failed.told["reference"] == number  # type: ignore[attr-defined]
    assert SECRET in caplog.text


def test_one_on_a_websocket_only_ends_it(caplog: pytest.LogCaptureFixture) -> None:
    sent = dialled(fails)
    assert sent == []
    assert any(record.exc_info for record in caplog.records)


def dialled(app: ASGIApp) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": None}
    asyncio.run(Watch(app)(scope, receive, send))  # type: ignore[arg-type]
    return sent


def test_a_websocket_that_is_not_let_in_is_logged_as_a_browser_sees_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    dialled(Gate(fails, closed=True))
    assert [told["status"] for told in facts(caplog)] == [403]


def test_pages_that_are_open_are_counted() -> None:
    within: list[float | None] = []

    async def opened(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        within.append(MEASURES.get_sample_value("dashboard_pages_open"))

    before = MEASURES.get_sample_value("dashboard_pages_open") or 0
    dialled(opened)
    assert within == [before + 1]
    assert MEASURES.get_sample_value("dashboard_pages_open") == before


def test_the_life_of_the_server_passes() -> None:
    passed: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope)

    async def silent(_message: Message | None = None) -> Message:
        return {}

    asyncio.run(Watch(app)({"type": "lifespan"}, silent, silent))  # type: ignore[arg-type]
    assert passed == [{"type": "lifespan"}]
