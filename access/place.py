"""Where a reader sits: at the machine itself, where reading is open, or anywhere else."""

import hashlib
import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from access.accounts import Account
from access.loopback import is_loopback
from access.ways import anybody_can
from access.words import say

MACHINE = b"x-dashboard-machine"
"""What the gate tells the pages by; nobody else can, it is taken off whatever comes in."""
READER = b"x-dashboard-reader"
"""What it tells Streamlit by, which gives a page that lost its websocket back to nobody else."""
ALWAYS = "DASHBOARD_SIGN_IN"
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_closed(address: str | None) -> bool:
    """Say whether nobody may read without signing in; bound to no address, all are served."""
    return os.environ.get(ALWAYS, "").strip() == "always" or not is_loopback(address or "")


def refusal(address: str | None) -> str:
    """Return why the dashboard must not be served at this address, "" if it may be."""
    if not is_closed(address) or anybody_can():
        return ""
    # Said to the reader; nothing is bound to it.
    bound = address or "0.0.0.0"  # nosec B104
    return "\n".join(say(lang, "no_accounts", address=bound) for lang in ("vi", "en"))


def at_the_machine(scope: Scope) -> bool:
    """Say whether a request comes from this machine to its own address, and through no proxy.

    A page of another site whose name was made to point here names its own host, and a proxy says
    for whom it asks, or speaks HTTP/1.0.
    """
    headers, client = Headers(scope=scope), scope.get("client")
    return bool(
        client
        and is_loopback(client[0])
        and is_loopback(_host(headers.get("host", "")))
        and scope.get("http_version") != "1.0"
        and not any(name in headers for name in FORWARDED)
    )


def marked(scope: Scope, who: Account | None, *, machine: bool) -> Scope:
    """Return the request with the marks that say whose it is, and whether from the machine."""
    kept = [pair for pair in scope["headers"] if pair[0].lower() not in (MACHINE, READER)]
    marks = [(MACHINE, b"1")] if machine else []
    if who is not None:
        # A key may have any letters, a header may not.
        marks.append((READER, hashlib.sha256(who.key.encode()).hexdigest().encode()))
    return {**scope, "headers": kept + marks}


def _host(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
