"""The doors: every route of Streamlit's is known, and who gets through each of the open ones."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from access import sessions
from access.accounts import ROLES
from access.cookies import SESSION
from access.doors import DIAL, STREAMLIT, UPLOAD, door_of
from access.gate import Gate
from data.warehouse import drafting
from tests.access.asked import Answer, asked
from tests.access.people import person

NEAR = {"host": "127.0.0.1:8501"}
FILE = "/_stcore/upload_file/a/b"
CLOSED = (
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
    "/_stcore/agent/more",
    "/_stcore/bidi-components/a/b.js",
    "/_stcore/script-health-check",
    "/_stcore/",
    "/_stcore",
    "/_stcore/metrics/",
    "/component/a/index.html",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/a\nb",
)


def asks(path: str, role: str = "", method: str = "GET", *provinces: str) -> Answer:
    """Ask at the machine, signed in where there is a role."""
    held = {"cookie": f"{SESSION}={sessions.begin(person('An', role, *provinces))}"} if role else {}
    app = Gate(PlainTextResponse("the dashboard"), closed=False)
    return asked(app, path, method=method, headers={**NEAR, **held})


def routes() -> Iterator[tuple[str, str]]:
    """Every route that Streamlit has of its own besides the files of its page."""
    # The routes ask for nothing of the runtime before somebody goes through them.
    for route in create_streamlit_routes(MagicMock()):
        if isinstance(route, WebSocketRoute):
            yield route.path, *DIAL
        elif isinstance(route, Route):
            yield from ((route.path, method) for method in route.methods or ())


def test_every_route_of_streamlits_has_been_looked_at() -> None:
    """A new version may bring one: say in access/doors.py who may use it, or that nobody does."""
    assert {path for path, _ in routes()} == {door.path for door in STREAMLIT}


def test_every_open_door_leads_somewhere() -> None:
    there = set(routes())
    opened = {(door.path, method) for door in STREAMLIT for method in door.methods}
    assert opened - there == set()


@pytest.mark.parametrize("path", CLOSED)
def test_the_rest_is_there_for_nobody(path: str) -> None:
    assert asks(path, "admin").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/upload", "/media/a.csv", "/static/index.js", "/assets/a"])
def test_what_is_looked_at_is_only_looked_at(path: str, method: str) -> None:
    answer = asks(path, method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_a_file_is_put_or_taken_away_and_nothing_else(method: str) -> None:
    assert asks(FILE, "admin", method).status == 405


@pytest.mark.parametrize("role", ["", *ROLES])
def test_only_the_admin_reads_what_streamlit_measures(role: str) -> None:
    assert asks("/_stcore/metrics", role).status == (200 if role == "admin" else 403)


@pytest.mark.parametrize("method", UPLOAD.methods)
@pytest.mark.parametrize("role", ["", *ROLES])
def test_only_who_sends_puts_a_file_into_memory(role: str, method: str) -> None:
    answer = asks(FILE, role, method)
    assert answer.status == (200 if role in ("sender", "approver", "admin") else 403)
    assert ("gửi báo cáo" in answer.body.decode()) == (answer.status == 403)


def test_anybody_who_may_open_a_demonstration_tries_sending(store: Path) -> None:
    with drafting(store) as draft:
        draft.demonstration = True
        draft.connection.execute("SELECT 1")
    assert asks(FILE, method="PUT").status == 200


def test_a_store_that_cannot_be_read_is_no_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_store: object) -> None:
        raise PermissionError

    monkeypatch.setattr("access.passing.newest", broken)
    assert asks(FILE, method="PUT").status == 403


@pytest.mark.parametrize("path", ["/", "/_stcore/metrics", "/_stcore/streams", FILE])
def test_there_is_one_websocket(path: str) -> None:
    assert door_of(path, *DIAL).closed
