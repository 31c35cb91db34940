"""A file on its way into memory: for one's own open page, and no larger than a report."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope

from access.cookies import token_of
from access.words import both


def _always(_session: str, _token: str) -> bool:
    return True


@dataclass(frozen=True)
class Uploads:
    """``largest``: megabytes of a request.

    ``is_open``: whether a page has this session of Streamlit's, and was opened by whoever has this
    token, empty for who is not signed in. Another could take a file away, or put one in its place.
    """

    largest: int = 10
    is_open: Callable[[str, str], bool] = _always

    def refusal(self, scope: Scope) -> Response | None:
        """Return why a file is not taken, before any of it is read; None if it may come."""
        *_, session, _file = scope["path"].split("/")
        if not self.is_open(session, token_of(HTTPConnection(scope))):
            return PlainTextResponse(both("door_session") + "\n", 400)
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > self._bytes:
            return PlainTextResponse(self._said + "\n", 413, {"Connection": "close"})
        return None

    def counted(self, receive: Receive) -> Receive:
        """Return the stream of a body that ends in a refusal once it is longer than allowed."""
        count = 0

        async def receive_counted() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > self._bytes:
                # Nobody has to say how long a body is; what was read of it is dropped here.
                raise HTTPException(413, self._said, {"Connection": "close"})
            return message

        return receive_counted

    @property
    def _bytes(self) -> int:
        return self.largest * 2**20

    @property
    def _said(self) -> str:
        return both("door_large", largest=self.largest)
