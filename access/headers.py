"""The headers on every answer that keep a browser from being used against its reader."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(html: bytes) -> list[str]:
    """Return the hashes under which a browser runs the scripts that stand in a page."""
    digests = (sha256(script).digest() for script in _INLINE.findall(html))
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]


def _served_page() -> bytes:
    """Return the one page Streamlit serves, as it is installed; it is found, not imported."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return b""
    return (Path(spec.origin).parent / "static" / "index.html").read_bytes()


# What is left open, and why, is written in docs/edge.md.
POLICY = {
    "default-src": "'self'",
    "script-src": " ".join(["'self'", *inline_scripts(_served_page())]),
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    # The page may frame itself (a component does), nobody else may frame the page.
    "frame-ancestors": "'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    # What does not say how long it lasts is asked for again: an update shows at once.
    "Cache-Control": "no-cache",
}


class SecurityHeaders:
    """ASGI middleware that sets HEADERS where the answer does not say otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
