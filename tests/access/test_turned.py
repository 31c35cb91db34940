"""What the gate turns away is in the audit log, and nobody fills the disk with it."""

from collections.abc import Mapping

import pytest
from starlette.responses import PlainTextResponse

from access import sessions, store, turned
from access.cookies import SESSION
from access.gate import Gate
from tests.access.asked import BROWSER, asked
from tests.access.conftest import Clock
from tests.access.people import person

NOTHING: Mapping[str, str] = {"host": "localhost"}
THERE = "192.0.2.1"


def written() -> list[tuple[str, ...]]:
    columns = "actor, about, place, result, detail"
    told = f"SELECT {columns} FROM events WHERE action = 'request' ORDER BY number"  # noqa: S608
    with store.reading() as connection:
        return connection.execute(told).fetchall()


@pytest.fixture
def gate() -> Gate:
    return Gate(PlainTextResponse("the dashboard"), closed=True, hosts=("localhost",))


@pytest.fixture
def held() -> Mapping[str, str]:
    """What the browser of a viewer sends with every request."""
    return {**NOTHING, "cookie": f"{SESSION}={sessions.begin(person('An', 'viewer'))}"}


def test_who_asks_without_signing_in_is_written_with_the_address(gate: Gate) -> None:
    asked(gate, "/_stcore/host-config", headers=NOTHING, client=THERE)
    assert written() == [("", "/_stcore/host-config", THERE, "refused", "sign_in")]


def test_who_opens_a_page_is_only_led_to_sign_in(gate: Gate) -> None:
    assert asked(gate, "/meetings", headers={**BROWSER, **NOTHING}).status == 303
    assert written() == []


@pytest.mark.parametrize(
    ("path", "method", "why"),
    [
        ("/_stcore/metrics", "GET", "role"),
        ("/_stcore/agent/mcp", "GET", "closed"),
        ("/meetings", "POST", "method"),
        ("/_stcore/upload_file/a/b", "PUT", "role"),
    ],
)
def test_who_is_signed_in_is_named(
    gate: Gate, held: Mapping[str, str], path: str, method: str, why: str
) -> None:
    asked(gate, path, method=method, headers=held)
    ((actor, _, _, result, detail),) = written()
    assert (actor, result, detail) == ("An", "refused", why)


def test_the_names_of_sessions_and_files_are_not_written(
    gate: Gate, held: Mapping[str, str]
) -> None:
    asked(gate, "/_stcore/upload_file/secret-session/secret-file", method="PUT", headers=held)
    assert "secret" not in str(written())


def test_a_foreign_name_of_the_host_is_not_written_as_it_came(gate: Gate) -> None:
    asked(gate, "/", headers={"host": "evil.example"}, client=THERE)
    assert written() == [("", "", THERE, "refused", "host")]


def test_many_of_a_kind_are_few_lines(gate: Gate, clock: Clock) -> None:
    for _ in range(120):
        asked(gate, "/_stcore/host-config", headers=NOTHING)
    told = ["sign_in", "sign_in, 10 times", "sign_in, 100 times"]
    assert [line[-1] for line in written()] == told
    clock.now += turned.DAY
    asked(gate, "/_stcore/host-config", headers=NOTHING)
    assert [line[-1] for line in written()] == [*told, "sign_in"]


def test_many_addresses_are_few_lines(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turned, "MOST", 5)
    for number in range(50):
        asked(gate, "/_stcore/host-config", headers=NOTHING, client=f"192.0.2.{number}")
    places = [(line[2], line[-1]) for line in written()]
    assert places[5:] == [(turned.OTHERS, "sign_in"), (turned.OTHERS, "sign_in, 10 times")]


def test_it_is_refused_all_the_same_where_nothing_can_be_written(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError

    monkeypatch.setattr(store, "writing", full)
    assert asked(gate, "/_stcore/host-config", headers=NOTHING).status == 401
