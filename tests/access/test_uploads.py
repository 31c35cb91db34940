"""A file into memory: from a page that is open, and stopped where it is too large."""

from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from access import sessions
from access.cookies import SESSION
from access.gate import Gate
from access.uploads import Uploads
from tests.access.asked import Answer, asked
from tests.access.people import person

NOTHING: Mapping[str, str] = {}


async def takes(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


SERVED = Starlette(routes=[Route("/_stcore/upload_file/{a}/{b}", takes, methods=["PUT", "DELETE"])])
GATE = Gate(
    SERVED,
    closed=True,
    uploads=Uploads(1, lambda session, token: session == "open" and bool(token)),
)


def puts(
    body: bytes, *, session: str = "open", method: str = "PUT", said: Mapping[str, str] = NOTHING
) -> Answer:
    held = {"cookie": f"{SESSION}={sessions.begin(person())}", **said}
    return asked(GATE, f"/_stcore/upload_file/{session}/f", method=method, headers=held, body=body)


def test_a_file_of_an_open_page_is_taken() -> None:
    assert puts(b"x" * 2**20).body == f"{2**20} bytes".encode()


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_one_of_a_page_that_is_not_open_is_refused(method: str) -> None:
    answer = puts(b"x", session="another", method=method)
    assert answer.status == 400
    assert "Trang gửi tệp không còn mở" in answer.body.decode()


@pytest.mark.parametrize("length", [str(2**20 + 1), "-1", "1e3", "x", "9" * 100])
def test_one_that_says_it_is_too_large_is_not_read(length: str) -> None:
    answer = puts(b"x", said={"content-length": length})
    assert (answer.status, answer.headers["connection"]) == (413, "close")
    assert "Tệp lớn hơn 1 MB." in answer.body.decode()


def test_one_that_does_not_say_it_is_stopped_on_its_way() -> None:
    answer = puts(b"x" * (2**20 + 1))
    assert answer.status == 413
    assert "larger than 1 MB" in answer.body.decode()
