"""Every request is counted; refused, failed and slow ones are logged; no trace goes out."""

import logging
from dataclasses import dataclass
from time import perf_counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.doors import DIAL, Door, door_of
from access.logs import reference, told
from access.measures import FAILURES, OPEN, REQUESTS
from access.words import both

LOG = logging.getLogger(__name__)
SLOW = 1.0
"""Seconds after which a request is worth a line, whatever became of it."""
REFUSED = 400
OPENED, CLOSED_UNOPENED = 101, 403
"""What a browser is told of a websocket."""
LONGEST = 200
"""Characters of a path that are written; what is asked for comes from outside."""


@dataclass
class Seen:
    """What is known of a request when it is over; the gate says whose it was."""

    status: int = 0
    account: str = ""


class Watch:
    """ASGI middleware around all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        seen, began = Seen(), perf_counter()
        try:
            await self._watched({**scope, "seen": seen}, receive, send, seen)
        finally:
            _note(scope, seen, perf_counter() - began)

    async def _watched(self, scope: Scope, receive: Receive, send: Send, seen: Seen) -> None:
        async def send_seen(message: Message) -> None:
            _look(message, seen)
            await send(message)

        try:
            await self.app(scope, receive, send_seen)
        except Exception:
            number = reference()
            FAILURES.labels("request").inc()
            facts = told(reference=number, account=seen.account, path=_path(scope))
            LOG.exception("request failed", extra=facts)
            if scope["type"] == "http" and not seen.status:
                said = both("door_failed", reference=number)
                await PlainTextResponse(f"{said}\n", 500)(scope, receive, send_seen)
        finally:
            if seen.status == OPENED:
                OPEN.dec()


def _look(message: Message, seen: Seen) -> None:
    """Note what is answered; a websocket that is closed before it is open was refused."""
    if message["type"] == "http.response.start":
        seen.status = message["status"]
    elif message["type"] == "websocket.accept":
        seen.status = OPENED
        OPEN.inc()
    elif message["type"] == "websocket.close" and not seen.status:
        seen.status = CLOSED_UNOPENED


def _note(scope: Scope, seen: Seen, seconds: float) -> None:
    door = _door(scope)
    REQUESTS.labels(door.kind, str(seen.status)).inc()
    slow = seconds >= SLOW and seen.status != OPENED
    if seen.status >= REFUSED or slow:
        client = scope.get("client")
        facts = told(
            method=scope.get("method", *DIAL),
            path=_path(scope),
            status=seen.status,
            milliseconds=round(seconds * 1000, 1),
            account=seen.account,
            address=client[0] if client else "",
        )
        LOG.info("request slow" if slow else "request refused", extra=facts)


def _door(scope: Scope) -> Door:
    return door_of(scope["path"], scope.get("method", *DIAL))


def _path(scope: Scope) -> str:
    """Return the path as it may be written: the names of sessions and files are left out."""
    door = _door(scope)
    path: str = scope["path"]
    return door.path if door.secret else path[:LONGEST]
