"""The headers that keep a browser from being used against its reader."""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from access.headers import HEADERS, SecurityHeaders
from tests.access.asked import asked


def test_every_answer_carries_them() -> None:
    headers = asked(SecurityHeaders(PlainTextResponse("a report"))).headers
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS


def test_what_an_answer_says_itself_stays() -> None:
    lasting = PlainTextResponse("", headers={"Cache-Control": "max-age=9"})
    assert asked(SecurityHeaders(lasting)).headers["cache-control"] == "max-age=9"


def test_a_websocket_passes_untouched() -> None:
    passed: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope)

    async def silent(_message: Message | None = None) -> Message:
        return {"type": "websocket.connect"}

    scope = {"type": "websocket"}
    asyncio.run(SecurityHeaders(app)(scope, silent, silent))  # type: ignore[arg-type]
    assert passed == [scope]
