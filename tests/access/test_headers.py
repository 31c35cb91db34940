"""The headers that keep a browser from being used against its reader."""

import asyncio
from base64 import b64encode
from hashlib import sha256

from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from access.headers import HEADERS, POLICY, SecurityHeaders, inline_scripts
from tests.access.asked import asked


def test_every_answer_carries_them() -> None:
    headers = asked(SecurityHeaders(PlainTextResponse("a report"))).headers
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS


def test_no_script_runs_but_the_files_we_serve_and_what_stands_in_the_page() -> None:
    source, *hashes = POLICY["script-src"].split()
    assert source == "'self'"
    assert all(one.startswith("'sha256-") for one in hashes)
    assert "unsafe-eval" not in HEADERS["Content-Security-Policy"]
    assert "http" not in HEADERS["Content-Security-Policy"]


def test_a_script_in_the_page_is_known_by_its_hash() -> None:
    page = b"<script src=a.js></script><script>alert()</script><script>x\n</script>"
    first, second = inline_scripts(page)
    told = b64encode(sha256(b"alert()").digest()).decode()
    assert first == f"'sha256-{told}'"
    assert first != second


def test_what_an_answer_says_itself_stays() -> None:
    lasting = PlainTextResponse("", headers={"Cache-Control": "max-age=9"})
    assert asked(SecurityHeaders(lasting)).headers["cache-control"] == "max-age=9"


def test_a_websocket_passes_untouched() -> None:
    passed: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope)

    async def silent(_message: Message | None = None) -> Message:
        return {"type": "websocket.connect"}

    scope = {"type": "websocket"}
    asyncio.run(SecurityHeaders(app)(scope, silent, silent))  # type: ignore[arg-type]
    assert passed == [scope]
