"""Scripts and styles that never change are sent packed; each is packed once."""

import gzip

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from access.packed import SMALLEST, Packed
from tests.access.asked import asked

FOREVER = {"cache-control": "public, immutable, max-age=31536000", "etag": '"of the file"'}
SCRIPT = "const months = 12;\n" * 200
NAME = "/static/js/index.DormvYxC.js"
PACKS = {"accept-encoding": "gzip, deflate, br"}


class Files:
    """Gives the same file for every path, as Streamlit does, and counts how often."""

    def __init__(self, text: str = SCRIPT, **headers: str) -> None:
        self.given = 0
        self._answer = PlainTextResponse(text, headers=FOREVER | headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.given += 1
        assert not {name for name, _ in scope["headers"]} & {b"accept-encoding"}
        await self._answer(scope, receive, send)


def test_a_script_comes_packed_and_whole() -> None:
    answer = asked(Packed(Files()), NAME, headers=PACKS)
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(SCRIPT)
    assert gzip.decompress(answer.body).decode() == SCRIPT


def test_it_is_kept_apart_from_the_plain_one_and_as_long() -> None:
    headers = asked(Packed(Files()), NAME, headers=PACKS).headers
    assert headers["vary"] == "Accept-Encoding"
    assert headers["cache-control"] == FOREVER["cache-control"]
    assert "etag" not in headers


def test_it_is_packed_once() -> None:
    files = Files()
    packed = Packed(files)
    first, second = (asked(packed, NAME, headers=PACKS) for _ in range(2))
    assert files.given == 1
    assert first == second


PLAIN: dict[str, tuple[ASGIApp, str, dict[str, str]]] = {
    "who cannot unpack": (PlainTextResponse(SCRIPT, headers=FOREVER), NAME, {}),
    "a part": (PlainTextResponse(SCRIPT, headers=FOREVER), NAME, PACKS | {"range": "bytes=0-9"}),
    "a picture": (PlainTextResponse(SCRIPT, headers=FOREVER), "/static/a.png", PACKS),
    "a small one": (PlainTextResponse("x" * (SMALLEST - 1), headers=FOREVER), NAME, PACKS),
    "one that may change": (PlainTextResponse(SCRIPT), "/assets/words.js", PACKS),
    "one that is not there": (PlainTextResponse(SCRIPT, 404, headers=FOREVER), NAME, PACKS),
}


@pytest.mark.parametrize("what", PLAIN)
def test_all_else_is_as_it_was(what: str) -> None:
    app, path, headers = PLAIN[what]
    assert asked(Packed(app), path, headers=headers) == asked(app, path, headers=headers)
