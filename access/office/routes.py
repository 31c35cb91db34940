"""The pages on the way to the office's provider, back from it, and out at the end."""

import logging
import sqlite3
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from access import cookies, events
from access.form import framed, onward
from access.language import language
from access.logs import reference, told
from access.mounting import under_of
from access.office import handshake
from access.office.answer import Browser, taken
from access.office.button import START, failed
from access.office.failure import SignInError
from access.office.settings import CALLBACK, Office, settings
from access.words import say

if TYPE_CHECKING:
    from access.office.provider import Provider

LOG = logging.getLogger(__name__)
COOKIE = "dashboard_signin"
GIVES_WAY = (SignInError, OSError, sqlite3.Error)


async def start(request: Request) -> Response:
    """Lead a reader to the office's provider."""
    office = settings()
    if office is None:
        return PlainTextResponse("Not found.\n", status_code=404)
    lang, to = language(request.scope), onward(request)
    try:
        leading = await _provider(request, office).lead(to, lang)
        token = await run_in_threadpool(handshake.begin, leading.handshake)
    except GIVES_WAY as error:
        return await _failed(request, lang, to, error)
    response = _sent(leading.url)
    response.set_cookie(
        COOKIE,
        token,
        max_age=handshake.LONGEST,
        path=under_of(request.scope) or "/",
        secure=office.base_url.startswith("https:"),
        httponly=True,
        # The provider leads back here, and that is another site's link.
        samesite="lax",
    )
    return response


async def callback(request: Request) -> Response:
    """Take the provider's answer: begin a session, or say on the page that signs in why not."""
    office = settings()
    if office is None:
        return PlainTextResponse("Not found.\n", status_code=404)
    lang, to, token = "vi", "/", request.cookies.get(COOKIE, "")
    try:
        under_way = await run_in_threadpool(handshake.under_way, token)
        if under_way:
            lang, to = under_way.lang, under_way.onward
        browser = Browser(cookies.token_of(request), _address(request))
        provider = _provider(request, office)
        session = await taken(request.query_params, token, under_way, provider, browser)
    except GIVES_WAY as error:
        return await _failed(request, lang, to, error)
    response = _sent(to)
    cookies.keep_session(request, response, session)
    path = under_of(request.scope) or "/"
    response.delete_cookie(COOKIE, path=path, httponly=True, samesite="lax")
    return response


async def farewell(request: Request, id_token: str) -> Response | None:
    """Return the page that leads on to the provider's sign-out, None if there is none."""
    office = settings()
    if office is None or not id_token:
        return None
    try:
        url = await _provider(request, office).end(id_token)
    except SignInError as error:
        facts = told(kind=error.kind, detail=error.detail)
        LOG.warning("The sign-out of the office was not reached.", extra=facts)
        return None
    return _leaving(request, url) if url else None


def _leaving(request: Request, url: str) -> Response:
    """A form may lead nowhere but here: it is answered by a page, and that leads on."""
    lang = language(request.scope)
    content = (
        f"<p>{escape(say(lang, 'office_leaving'))}</p>"
        f'<a class="office" href="{escape(url)}">{escape(say(lang, "office_leave"))}</a>'
    )
    response = framed(request, say(lang, "signed_out"), content)
    response.headers["Refresh"] = f"0; url={url}"
    return response


async def _failed(request: Request, lang: str, to: str, error: Exception) -> Response:
    """Say in one sentence what came of it; the reference in it leads to the line in the log."""
    kind, detail = error.args if isinstance(error, SignInError) else ("store", repr(error))
    ref = reference()
    facts = told(reference=ref, kind=kind, detail=detail)
    LOG.warning("Nobody came in with the account of the office.", extra=facts)
    await run_in_threadpool(_noted, kind, _address(request))
    return _sent(".." + failed(lang, to, kind, ref))


def _noted(kind: str, place: str) -> None:
    """Add it to the audit log, once in a while: whoever asks for the address is heard."""
    refused = events.Event("sign_in", place=place, result="refused", detail=f"office: {kind}")
    with suppress(OSError, sqlite3.Error):
        events.add(refused, once=True)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _sent(where: str) -> Response:
    return RedirectResponse(where, status_code=303, headers={"Cache-Control": "no-store"})


def _provider(request: Request, office: Office) -> "Provider":
    """Return the one of this app. Where no office is set, nothing of it is even imported."""
    from access.office.provider import Provider

    state = request.scope["gate"]
    provider: Provider = state.setdefault("office", Provider(office))
    return provider


ROUTES = (
    Route(START, start),
    Route(CALLBACK, callback),
)
