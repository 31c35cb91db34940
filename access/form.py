"""The page of a form, in the reader's language: signing in and out, a new password."""

from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse

from access import cookies
from access.language import language
from access.mounting import under_of
from access.office import button
from access.ways import local_accounts
from access.words import say

HERE = Path(__file__).parent
PAGE = Template((HERE / "signin.html").read_text(encoding="utf-8"))
FORM = Template((HERE / "form.html").read_text(encoding="utf-8"))
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
LARGEST = 16 * 1024
"""Bytes of a filled-in form; more is no name and password."""


def page(request: Request, name: str, *, said: str = "", status: int = 200) -> HTMLResponse:
    """Return the form ``signin`` or ``signout``, with a sentence above it."""
    lang, secret = language(request.scope), cookies.form_secret(request)
    office = button.shown(lang, onward(request)) if name == "signin" else ""
    # Who signed in with the office's account signs out in the same way as everybody.
    fields = _fields(lang) if name == "signin" else ""
    wanted = name == "signout" or local_accounts()
    form = form_of(request, fields, say(lang, name), secret) if wanted else ""
    help = f"<p>{escape(say(lang, 'no_account'))}</p>" if name == "signin" else ""
    content = f"{office}{form}{help}"
    response = framed(request, say(lang, name), content, said=said, status=status)
    cookies.keep_form(request, response, secret)
    return response


def framed(
    request: Request, title: str, content: str, *, said: str = "", status: int = 200
) -> HTMLResponse:
    """Return a page of the gate around what stands in it, which is HTML already."""
    lang = language(request.scope)
    other = "vi" if lang == "en" else "en"
    html = PAGE.substitute(
        lang=lang,
        product=escape(say(lang, "product")),
        title=escape(title),
        said=f'<p class="said" role="alert">{escape(said)}</p>' if said else "",
        content=content,
        back=escape(_in(onward(request), lang)),
        back_label=escape(say(lang, "back")),
        other=escape("?" + urlencode({"lang": other, "next": onward(request)})),
        other_lang=other,
        other_label=escape(say(lang, "other")),
    )
    return HTMLResponse(html, status_code=status, headers=HEADERS)


def form_of(request: Request, fields: str, button: str, secret: str) -> str:
    """Return the HTML of a form whose fields are HTML already, to be sent to its own page."""
    lang = language(request.scope)
    return FORM.substitute(
        secret=escape(secret),
        action=escape("?" + urlencode({"lang": lang, "next": onward(request)})),
        fields=fields,
        button=escape(button),
    )


def onward(request: Request) -> str:
    """Return where the reader came from: a path of ours, whatever the address says."""
    home = f"{under_of(request.scope)}/"
    path = request.query_params.get("next") or _came_from(request)
    local = path.startswith(home) and not path.startswith("//") and path.isprintable()
    # A browser would climb out of our path by two dots.
    climbs = "\\" in path or ".." in unquote(path.partition("?")[0])
    return path if local and not climbs else home


def _came_from(request: Request) -> str:
    """Return the page of ours on which the link was followed; the browser says it of itself."""
    found = urlsplit(request.headers.get("referer", ""))
    own = [f"{under_of(request.scope)}/{name}" for name in ("signin", "signout", "account")]
    if found.netloc != request.headers.get("host") or found.path in own:
        return "/"
    return found.path + (f"?{found.query}" if found.query else "")


async def filled(request: Request) -> dict[str, str]:
    """Return what was filled in; nothing of a form that is larger than ours can be."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return {}
    found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=9)
    return {name: values[-1] for name, values in found.items()}


def _fields(lang: str) -> str:
    name, password = escape(say(lang, "name")), escape(say(lang, "password"))
    return (
        f'<label for="name">{name}</label>'
        '<input id="name" name="name" autocomplete="username" autocapitalize="none" '
        'spellcheck="false" required autofocus maxlength="100">'
        f'<label for="password">{password}</label>'
        '<input id="password" name="password" type="password" '
        'autocomplete="current-password" required maxlength="200">'
    )


def _in(path: str, lang: str) -> str:
    """Return the path in the language, which the pages know from their URL."""
    if lang != "en" or "lang" in parse_qs(urlsplit(path).query):
        return path
    return f"{path}{'&' if '?' in path else '?'}lang=en"
