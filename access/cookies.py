"""The cookies of the gate: the session's token, and the one that proves a form is ours."""

import hmac
import secrets

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from access import sessions
from access.mounting import under_of

SESSION = "dashboard_session"
FORM = "dashboard_form"


def token_of(connection: HTTPConnection) -> str:
    """Return the token of the session that the browser says it has."""
    return connection.cookies.get(SESSION, "")


def keep_session(request: Request, response: Response, token: str) -> None:
    """Let the browser hold the token of a session, out of reach of any script."""
    response.set_cookie(
        SESSION,
        token,
        max_age=sessions.LONGEST,
        path=_path(request),
        secure=request.scope["scheme"] == "https",
        httponly=True,
        samesite="lax",
    )


def drop_session(request: Request, response: Response) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(SESSION, path=_path(request), httponly=True, samesite="lax")


def form_secret(request: Request) -> str:
    """Return what a form must bring along: the one the browser holds, or a new one."""
    return request.cookies.get(FORM) or secrets.token_urlsafe(16)


def keep_form(request: Request, response: Response, secret: str) -> None:
    """Let the browser hold what its form brings along; no other site can read or set it."""
    https, path = request.scope["scheme"] == "https", _path(request)
    response.set_cookie(FORM, secret, path=path, secure=https, httponly=True, samesite="strict")


def is_ours(request: Request, brought: str) -> bool:
    """Say whether a form was filled in on a page of ours."""
    held = request.cookies.get(FORM, "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site in ("same-origin", "none") and _same(held, brought)


def _path(request: Request) -> str:
    """Return where the cookies go: another program of the host has no use for them."""
    return under_of(request.scope) or "/"


def _same(held: str, brought: str) -> bool:
    return bool(held) and hmac.compare_digest(held.encode(), brought.encode())
