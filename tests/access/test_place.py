"""Who sits at the machine, and where the dashboard may be served without accounts."""

import pytest
from starlette.types import Scope

from access.place import ALWAYS, MACHINE, READER, at_the_machine, is_closed, marked, refusal
from tests.access.people import person

LOCAL = {"host": "127.0.0.1:8501"}


def scope(client: str = "127.0.0.1", version: str = "1.1", **headers: str) -> Scope:
    sent = {**LOCAL, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return {
        "type": "http",
        "client": (client, 1),
        "http_version": version,
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
    }


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8501", "[::1]:8501", "127.0.0.2:1"])
def test_a_browser_on_this_machine_is_at_it(host: str) -> None:
    assert at_the_machine(scope(host=host))


@pytest.mark.parametrize(
    "asked",
    [
        scope("192.0.2.1"),
        scope("::ffff:192.0.2.1"),
        scope(host="rebound.example.org"),
        scope(host="127.0.0.1.example.org"),
        scope(host=""),
        scope(host="[::1"),
        scope(version="1.0"),
        scope(x_forwarded_for="127.0.0.1"),
        scope(forwarded="for=127.0.0.1"),
        scope(x_real_ip="127.0.0.1"),
        {**scope(), "client": None},
    ],
    ids=str,
)
def test_nobody_else_is(asked: Scope) -> None:
    assert not at_the_machine(asked)


def test_the_marks_are_the_gates_alone() -> None:
    forged = scope(x_dashboard_machine="1", x_dashboard_reader="somebody")
    names = [name for name, _ in marked(forged, None, machine=False)["headers"]]
    assert {MACHINE, READER}.isdisjoint(names)
    assert (MACHINE, b"1") in marked(forged, None, machine=True)["headers"]


def test_every_account_has_a_mark_of_its_own() -> None:
    marks = [dict(marked(scope(), person(name), machine=False)["headers"]) for name in ("Ăn", "B")]
    assert marks[0][READER] != marks[1][READER]
    assert marks[0][READER].isalnum()


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_alone_needs_no_accounts(address: str) -> None:
    assert not is_closed(address)
    assert refusal(address) == ""


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.0.2.1", "reports.example.org"])
def test_anything_else_does(address: str | None) -> None:
    assert is_closed(address)
    assert "python -m access add" in refusal(address)
    person()
    assert refusal(address) == ""


def test_signing_in_can_be_asked_of_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy on the same machine everybody seems to sit at it."""
    monkeypatch.setenv(ALWAYS, "always")
    assert is_closed("127.0.0.1")
    assert refusal("127.0.0.1")
