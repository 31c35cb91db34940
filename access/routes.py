"""The pages of the gate itself: signing in and out, one's account, whether all is well."""

import sqlite3
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from access import cookies, sessions
from access.costly import address_of, looked_at
from access.form import filled, onward, page
from access.health import healthz
from access.language import language
from access.office import button
from access.office.routes import ROUTES as TO_THE_OFFICE
from access.office.routes import farewell
from access.own import account
from access.signing import Attempt, sign_in
from access.ways import local_accounts
from access.words import say

STYLE = Path(__file__).with_name("signin.css")


async def signin(request: Request) -> Response:
    """Show the form, or try what was filled in."""
    if request.method != "POST":
        return page(request, "signin", said=button.said(request))
    lang = language(request.scope)
    form = await filled(request) if local_accounts() else {}
    if not cookies.is_ours(request, form.get("form", "")):
        return page(request, "signin", said=say(lang, "stale"), status=403)
    try:
        attempt = await _tried(request, form.get("name", ""), form.get("password", ""))
    except (OSError, sqlite3.Error):
        return page(request, "signin", said=say(lang, "failed"), status=503)
    return _answer(request, lang, attempt)


def _answer(request: Request, lang: str, attempt: Attempt) -> Response:
    if attempt.token:
        response = RedirectResponse(onward(request), status_code=303)
        cookies.keep_session(request, response, attempt.token)
        return response
    if not attempt.wait:
        return page(request, "signin", said=say(lang, "wrong"), status=401)
    said = say(lang, "wait", seconds=attempt.wait)
    answer = page(request, "signin", said=said, status=429)
    answer.headers["Retry-After"] = str(attempt.wait)
    return answer


async def _tried(request: Request, name: str, password: str) -> Attempt:
    held, address = cookies.token_of(request), address_of(request)
    return await looked_at(request, partial(sign_in, name, password, address, instead_of=held))


async def signout(request: Request) -> Response:
    """Ask once more, or end every session of the account."""
    lang = language(request.scope)
    if request.method != "POST":
        return page(request, "signout", said=say(lang, "signout_about"))
    form = await filled(request)
    if not cookies.is_ours(request, form.get("form", "")):
        return page(request, "signout", said=say(lang, "stale"), status=403)
    try:
        hint = await run_in_threadpool(_ended, cookies.token_of(request), address_of(request))
    except (OSError, sqlite3.Error):
        return page(request, "signout", said=say(lang, "failed"), status=503)
    response = await farewell(request, hint) or RedirectResponse(onward(request), 303)
    cookies.drop_session(request, response)
    return response


def _ended(token: str, place: str) -> str:
    """End the sessions; return what the office's provider wants to see at the end of them."""
    hint = sessions.hint_of(token)
    sessions.end(token, place)
    return hint


async def style(_request: Request) -> Response:
    """Return how both look."""
    return FileResponse(STYLE)


ROUTES = (
    Route("/signin", signin, methods=["GET", "POST"]),
    Route("/signout", signout, methods=["GET", "POST"]),
    Route("/account", account, methods=["GET", "POST"]),
    *TO_THE_OFFICE,
    Route("/signin.css", style),
    Route("/healthz", healthz),
)
