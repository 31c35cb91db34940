"""Asks an ASGI app as a server would, without one."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Scope

BROWSER = {"accept": "text/html,application/xhtml+xml", "accept-encoding": "gzip"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()


def asked(
    app: ASGIApp,
    path: str = "/",
    *,
    method: str = "GET",
    headers: Mapping[str, str] = BROWSER,
    body: bytes = b"",
    scheme: str = "http",
    client: str = "127.0.0.1",
) -> Answer:
    """What the app answers to one request, put together from its messages."""
    path, _, query = path.partition("?")
    scope: Scope = {
        "type": "http",
        # From here on a stream needs no word of the browser's leaving.
        "asgi": {"spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": scheme,
        "client": (client, 50_000),
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    messages: list[Message] = []
    brought = iter([{"type": "http.request", "body": body}])

    async def receive() -> Message:
        return next(brought, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    start, *rest = messages
    return Answer(
        status=start["status"],
        headers={name.decode(): value.decode() for name, value in start["headers"]},
        body=b"".join(message.get("body", b"") for message in rest),
        cookies=tuple(v.decode() for n, v in start["headers"] if n == b"set-cookie"),
    )
