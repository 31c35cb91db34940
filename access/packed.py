"""Streamlit's scripts and styles are sent packed, and each is packed once."""

import gzip

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENDINGS = (".js", ".css")
SMALLEST = 1024
"""Bytes; a smaller file is sent in one packet anyway."""
LEVEL = 6
# Asked for packed or in part, the file behind could not be kept whole.
WHOLE_AND_PLAIN = {b"accept-encoding", b"range"}


class Packed:
    """ASGI middleware that packs the files whose names say what is in them.

    Streamlit leaves that to a proxy, since it would pack a file of 4.7 MB with every request. An
    office without a proxy has phones too: the packed file is kept, about 3 MB for all of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_be_packed(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            whole = _Whole(send)
            kept = [pair for pair in scope["headers"] if pair[0] not in WHOLE_AND_PLAIN]
            await self.app({**scope, "headers": kept}, receive, whole.send)
            if whole.start is None:
                return
            self._kept[path] = whole.start, await run_sync(gzip.compress, whole.body, LEVEL)
        start, body = self._kept[path]
        await send(_packed(start, body))
        await send({"type": "http.response.body", "body": body})


class _Whole:
    """Holds back an answer that is worth packing, and lets every other one through."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_worth_it(message):
            self.start = message
        elif self.start is None:
            await self._send(message)
        else:
            self.body += message.get("body", b"")


def _may_be_packed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    asked = headers.get("accept-encoding", "")
    return "gzip" in asked and "range" not in headers and scope["path"].endswith(ENDINGS)


def _is_worth_it(start: Message) -> bool:
    """Whether the answer is a file that never changes under its name, and not a small one."""
    headers = Headers(raw=start["headers"])
    never_changes = "immutable" in headers.get("cache-control", "")
    long = int(headers.get("content-length", "0")) >= SMALLEST
    return start["status"] == 200 and never_changes and long


def _packed(start: Message, body: bytes) -> Message:
    headers = MutableHeaders(raw=[*start["headers"]])
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(body))
    headers.add_vary_header("Accept-Encoding")
    # The mark is of the file as it lies on the disk.
    del headers["etag"]
    return {**start, "headers": headers.raw}
