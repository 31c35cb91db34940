"""The way to the office's provider on the page that signs in, and what came of it before."""

import re
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request

from access.language import language
from access.logs import LETTERS
from access.office.failure import KINDS
from access.office.settings import settings
from access.words import say

START = "/signin/office"
NUMBER = f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}"


def shown(lang: str, onward: str) -> str:
    """Return the button as HTML, "" where no office is set."""
    office = settings()
    if office is None:
        return ""
    # Relative, so that it is right below any path under which the dashboard is served.
    href = f"{START[1:]}?{urlencode({'lang': lang, 'next': onward})}"
    link = f'<a class="office" href="{escape(href)}">{escape(say(lang, "office_button"))}</a>'
    both = f'<p class="or">{escape(say(lang, "office_or"))}</p>' if office.local_accounts else ""
    return link + both


def failed(lang: str, onward: str, kind: str, reference: str) -> str:
    """Return the address of the page that says what a sign-in came to."""
    asked = {"lang": lang, "next": onward, "said": kind, "reference": reference}
    return "/signin?" + urlencode(asked)


def said(request: Request) -> str:
    """Return the sentence that the address asks for: one of ours, whatever stands in it."""
    kind = request.query_params.get("said", "")
    reference = request.query_params.get("reference", "")
    if settings() is None or kind not in KINDS or not re.fullmatch(NUMBER, reference):
        return ""
    return say(language(request.scope), f"office_{kind}", reference=reference)
