"""The names under which the dashboard may be asked, as `server.allowedHosts` lists them."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope


def name_of(header: str) -> str:
    """Return the name in a Host header, "" if it is more or less than a name and a port."""
    try:
        parts = urlsplit(f"//{header}")
        # Asking for the port refuses one that is no number.
        whole = parts.netloc == header and "@" not in header and (parts.port or 1)
        return (parts.hostname or "").rstrip(".") if whole else ""
    except ValueError:
        return ""


def is_ours(scope: Scope, names: Collection[str]) -> bool:
    """Say whether a request names one of ``names``; without any, each name is as good.

    A page of another site could have its name point here and read along in a reader's browser.
    """
    if not names:
        return True
    given = Headers(scope=scope).getlist("host")
    name = name_of(given[0]) if len(given) == 1 else ""
    return bool(name) and any(_fits(name, pattern) for pattern in names)


def is_own_page(scope: Scope) -> bool:
    """Say whether it is a page of the same name and port that asks; a browser tells of itself.

    What is no browser tells nothing: it holds no reader's cookies either.
    """
    headers = Headers(scope=scope)
    origins, host = headers.getlist("origin"), headers.get("host", "")
    return not origins or [o.lower().partition("://")[2] for o in origins] == [host.lower()]


def _fits(name: str, pattern: str) -> bool:
    pattern = pattern.strip().lower().rstrip(".")
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return pattern in ("*", name)
