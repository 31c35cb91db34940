"""The served page says its language and loads our scripts: its words, and its links."""

from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPTS = ("./assets/words.js", "./assets/links.js")
# Asked for compressed or in part, the page could not be rewritten; it is small.
WHOLE_AND_PLAIN = {b"accept-encoding", b"range"}


def language(scope: Scope) -> str:
    """The language a request asks for: Vietnamese unless `?lang=en`."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["vi"])
    return "en" if asked[-1] == "en" else "vi"


def in_language(html: bytes, lang: str) -> bytes:
    """Streamlit's index.html with the language and our scripts in it."""
    scripts = "".join(f'<script src="{script}"></script>' for script in SCRIPTS).encode()
    named = html.replace(b'<html lang="en">', f'<html lang="{lang}">'.encode(), 1)
    return named.replace(b"</head>", scripts + b"</head>", 1)


class Language:
    """ASGI middleware that rewrites the one HTML page Streamlit serves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _opens_a_page(scope):
            await self.app(scope, receive, send)
            return
        kept = [pair for pair in scope["headers"] if pair[0] not in WHOLE_AND_PLAIN]
        answer = _Rewritten(send, language(scope))
        await self.app({**scope, "headers": kept}, receive, answer.send)


def _opens_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


class _Rewritten:
    """Holds an HTML answer back until it is whole, and lets every other one through."""

    def __init__(self, send: Send, lang: str) -> None:
        self._send = send
        self._lang = lang
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = in_language(self._body, self._lang)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        # They belong to the file on disk; a copy kept under them would lack our words.
        for name in ("etag", "last-modified"):
            del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_html(start: Message) -> bool:
    return Headers(scope=start).get("content-type", "").startswith("text/html")
