"""The gate: the first that every request and websocket meets, with pages of its own."""

import logging
import sqlite3
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from access.cookies import token_of
from access.place import at_the_machine, marked
from access.routes import ROUTES
from access.sessions import signed_in

LOG = logging.getLogger(__name__)
NOT_SIGNED_IN = 4401
"""The code a websocket is closed with; before it was accepted a browser sees 403."""


class Gate:
    """ASGI middleware that lets in who is signed in, or sits at the machine if that is open."""

    def __init__(self, app: ASGIApp, *, closed: bool) -> None:
        self.app = app
        self._closed = closed
        self._own = Router(routes=ROUTES)
        self._paths = {route.path for route in ROUTES}
        self._state: dict[str, Any] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] in self._paths:
            await self._own({**scope, "gate": self._state}, receive, send)
        else:
            await self._passed(scope, receive, send)

    async def _passed(self, scope: Scope, receive: Receive, send: Send) -> None:
        machine = not self._closed and at_the_machine(scope)
        if machine or await _is_signed_in(scope):
            await self.app(marked(scope, machine=machine), receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": NOT_SIGNED_IN})
        else:
            await _refused(HTTPConnection(scope))(scope, receive, send)


async def _is_signed_in(scope: Scope) -> bool:
    token = token_of(HTTPConnection(scope))
    try:
        return await run_in_threadpool(signed_in, token) is not None
    except (OSError, sqlite3.Error):
        LOG.exception("The sessions could not be read: nobody is let in.")
        return False


def _refused(asked: HTTPConnection) -> Response:
    """Lead a reader who opens a page to the form; anything else is only refused."""
    opens = asked.scope["method"] == "GET" and "text/html" in asked.headers.get("accept", "")
    if not opens:
        return PlainTextResponse("Not signed in.\n", status_code=401)
    path = asked.url.path + (f"?{asked.url.query}" if asked.url.query else "")
    onward = {"next": path} | ({"lang": "en"} if asked.query_params.get("lang") == "en" else {})
    return RedirectResponse("/signin?" + urlencode(onward), status_code=303)
