"""The gate: the first that every request and websocket meets, with pages of its own."""

import logging
import sqlite3
from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from access.accounts import Account
from access.cookies import token_of
from access.doors import DIAL, UPLOAD, Door, door_of
from access.hosts import is_ours, is_own_page
from access.mounting import under_of
from access.passing import passes
from access.place import at_the_machine, marked
from access.routes import ROUTES as PAGES
from access.scrape import metrics
from access.sessions import signed_in
from access.turned import TurnedAway
from access.uploads import Uploads
from access.words import both

LOG = logging.getLogger(__name__)
ANY = Uploads()
ROUTES = (*PAGES, Route("/metrics", metrics))


class Refusal(NamedTuple):
    """What is answered instead, and why in one word; "" for who is only led to sign in."""

    response: Response
    why: str = ""


class Gate:
    """ASGI middleware that lets in who is signed in, or sits at the machine if that is open.

    ``closed``: nobody sits at the machine. ``hosts``: the names it may be asked by; all without.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        closed: bool,
        hosts: Collection[str] = (),
        uploads: Uploads = ANY,
    ) -> None:
        self.app = app
        self._closed = closed
        self._hosts = hosts
        self._uploads = uploads
        self._turned = TurnedAway()
        self._own = Router(routes=ROUTES)
        self._paths = {route.path for route in ROUTES}
        self._state: dict[str, Any] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif not is_ours(scope, self._hosts):
            await self._turns(scope, receive, send, Refusal(_said("door_host", 421), "host"))
        elif scope["type"] == "websocket" and not is_own_page(scope):
            # Streamlit asks a host outside for its own address before it says no, and lets in a
            # page of any port of the machine.
            await self._turns(scope, receive, send, Refusal(_said("door_origin", 403), "origin"))
        elif scope["type"] == "http" and scope["path"] in self._paths:
            await self._own({**scope, "gate": self._state}, receive, send)
        else:
            await self._asked(scope, receive, send)

    async def _asked(self, scope: Scope, receive: Receive, send: Send) -> None:
        machine = not self._closed and at_the_machine(scope)
        who = await _who(scope)
        if who and (seen := scope.get("seen")):
            seen.account = who.name
        door = door_of(scope["path"], scope.get("method", *DIAL))
        refusal = await _refusal(scope, door, who, machine=machine)
        if refusal is None and door is UPLOAD:
            if not_taken := self._uploads.refusal(scope):
                refusal = Refusal(not_taken, "upload")
            receive = self._uploads.counted(receive)
        if refusal is None:
            await self.app(marked(scope, who, machine=machine), receive, send)
        else:
            await self._turns(scope, receive, send, refusal, who, door.path)

    async def _turns(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        refusal: Refusal,
        who: Account | None = None,
        about: str = "",
    ) -> None:
        """Send a refusal, and let it be known."""
        if refusal.why:
            address, _port = scope.get("client") or ("", 0)
            await self._turned.note(who, address, about, refusal.why)
        await _ends(scope, receive, send, refusal.response)


async def _who(scope: Scope) -> Account | None:
    token = token_of(HTTPConnection(scope))
    try:
        return await run_in_threadpool(signed_in, token) if token else None
    except (OSError, sqlite3.Error):
        LOG.exception("The sessions could not be read: nobody is let in.")
        return None


async def _refusal(
    scope: Scope, door: Door, who: Account | None, *, machine: bool
) -> Refusal | None:
    """Return why a request does not get through its door, None if it does."""
    if who is None and not machine:
        return _sign_in(HTTPConnection(scope))
    if door.closed:
        return Refusal(_said("door_none", 404), "closed")
    if scope["type"] == "http" and scope["method"] not in door.methods:
        allowed = {"Allow": ", ".join(door.methods)}
        return Refusal(_said("door_method", 405, allowed), "method")
    answer = await passes(door, who, machine=machine)
    if not answer:
        said = "\n".join(answer.said(lang) for lang in ("vi", "en"))
        return Refusal(_plain(said, 403), answer.why)
    return None


def _sign_in(asked: HTTPConnection) -> Refusal:
    """Lead a reader who opens a page to the form; anything else is only refused."""
    opens = asked.scope.get("method") == "GET" and "text/html" in asked.headers.get("accept", "")
    if not opens:
        return Refusal(_said("door_sign_in", 401), "sign_in")
    under = under_of(asked.scope)
    path = under + asked.url.path + (f"?{asked.url.query}" if asked.url.query else "")
    onward = {"next": path} | ({"lang": "en"} if asked.query_params.get("lang") == "en" else {})
    return Refusal(RedirectResponse(f"{under}/signin?" + urlencode(onward), status_code=303))


async def _ends(scope: Scope, receive: Receive, send: Send, refusal: Response) -> None:
    """Send the refusal; a websocket that is not open yet is closed, of which a browser sees 403."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4000 + refusal.status_code})
    else:
        await refusal(scope, receive, send)


def _said(key: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return _plain(both(key), status, headers)


def _plain(text: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{text}\n", status, headers)
