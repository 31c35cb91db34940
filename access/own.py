"""The page of one's own account: who one is here, and a new password."""

import sqlite3
from functools import partial
from html import escape
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from access import cookies
from access.accounts import Account, AccountError
from access.costly import address_of, looked_at
from access.form import filled, form_of, framed
from access.language import language
from access.mounting import under_of
from access.sessions import signed_in
from access.signing import Attempt, change_password
from access.words import say

FIELDS = (
    ("old", "password_old", "current-password", ""),
    ("new", "password_new", "new-password", ' aria-describedby="hint"'),
    ("again", "password_repeat", "new-password", ""),
)
"""Name, label and what a keeper of passwords fills in."""


async def account(request: Request) -> Response:
    """Show who is signed in, and change the password if the form was filled in."""
    token = cookies.token_of(request)
    try:
        who = await run_in_threadpool(signed_in, token)
    except (OSError, sqlite3.Error):
        return framed(request, _say(request, "account"), "", said=_failed(request), status=503)
    if who is None:
        return RedirectResponse(_signin(request), status_code=303)
    if request.method != "POST":
        return _page(request, who)
    form = await filled(request)
    if not cookies.is_ours(request, form.get("form", "")):
        return _page(request, who, said=_say(request, "stale"), status=403)
    return await _changed(request, who, form)


async def _changed(request: Request, who: Account, form: dict[str, str]) -> Response:
    if who.office:
        return _page(request, who, status=403)
    old, new = form.get("old", ""), form.get("new", "")
    if new != form.get("again"):
        return _page(request, who, said=_say(request, "password_differs"), status=422)
    held, address = cookies.token_of(request), address_of(request)
    change = partial(change_password, who, old, new, address, instead_of=held)
    try:
        attempt = await looked_at(request, change)
    except AccountError as error:
        return _page(request, who, said=_say(request, error.kind, **error.says), status=422)
    except (OSError, sqlite3.Error):
        return _page(request, who, said=_failed(request), status=503)
    return _answer(request, who, attempt)


def _answer(request: Request, who: Account, attempt: Attempt) -> Response:
    if attempt.token:
        done = _page(request, who, done=_say(request, "password_changed"))
        cookies.keep_session(request, done, attempt.token)
        return done
    if not attempt.wait:
        return _page(request, who, said=_say(request, "password_wrong"), status=403)
    said = _say(request, "wait", seconds=attempt.wait)
    answer = _page(request, who, said=said, status=429)
    answer.headers["Retry-After"] = str(attempt.wait)
    return answer


def _page(
    request: Request, who: Account, *, said: str = "", done: str = "", status: int = 200
) -> Response:
    """Return the page, with what went wrong, or what was done, above the form."""
    secret = cookies.form_secret(request)
    told = f'<p class="done" role="status">{escape(done)}</p>' if done else ""
    content = _known(request, who) + told + _form(request, who, secret)
    answer = framed(request, _say(request, "account"), content, said=said, status=status)
    cookies.keep_form(request, answer, secret)
    return answer


def _known(request: Request, who: Account) -> str:
    """Return what the account is, as a list of terms."""
    places = ", ".join(who.provinces) or _say(request, "everywhere")
    rows = {"name": who.name, "role": _say(request, f"role_{who.role}"), "places": places}
    shown = (
        f"<dt>{escape(_say(request, term))}</dt><dd>{escape(value)}</dd>"
        for term, value in rows.items()
    )
    return f"<dl>{''.join(shown)}</dl>"


def _form(request: Request, who: Account, secret: str) -> str:
    if who.office:
        return f"<p>{escape(_say(request, 'password_office', name=who.name))}</p>"
    # A keeper of passwords asks which account it is for.
    name = f'<input name="name" autocomplete="username" value="{escape(who.name)}" hidden>'
    hint = f'<p id="hint" class="hint">{escape(_say(request, "password_hint"))}</p>'
    fields = [_field(request, *field) for field in FIELDS]
    return form_of(
        request, "".join([name, *fields, hint]), _say(request, "password_change"), secret
    )


def _field(request: Request, name: str, label: str, fills: str, more: str) -> str:
    return (
        f'<label for="{name}">{escape(_say(request, label))}</label>'
        f'<input id="{name}" name="{name}" type="password" autocomplete="{fills}" '
        f'required maxlength="200"{more}>'
    )


def _signin(request: Request) -> str:
    """Return where one signs in on the way to here."""
    under, lang = under_of(request.scope), language(request.scope)
    onward = {"next": f"{under}/account"} | ({"lang": lang} if lang == "en" else {})
    return f"{under}/signin?{urlencode(onward)}"


def _failed(request: Request) -> str:
    return _say(request, "account_failed")


def _say(request: Request, key: str, /, **values: object) -> str:
    return say(language(request.scope), key, **values)
