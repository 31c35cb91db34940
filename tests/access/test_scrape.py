"""``/metrics``: to the admin and to a program with the token; nobody else, and no secret in it."""

from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from access import sessions
from access.accounts import ROLES
from access.cookies import SESSION
from access.gate import Gate
from data.failures import StoreDamagedError
from data.store import versions
from etl.line import Report, ingest
from tests.access.asked import Answer, asked
from tests.access.people import person

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "bac-kan-2021-04.csv"
TOKEN = "x1" * 10
NEAR = {"host": "127.0.0.1:8501"}


def asks(**headers: str) -> Answer:
    gate = Gate(PlainTextResponse(""), closed=False)
    return asked(gate, "/metrics", headers={**NEAR, **headers})


def admin() -> dict[str, str]:
    return {"cookie": f"{SESSION}={sessions.begin(person('An', 'admin'))}"}


def value(answer: Answer, name: str) -> float:
    lines = answer.body.decode().splitlines()
    return float(next(line for line in lines if line.startswith(f"{name} ")).rpartition(" ")[2])


@pytest.mark.parametrize("role", ROLES)
def test_it_is_the_admins(role: str) -> None:
    held = {"cookie": f"{SESSION}={sessions.begin(person('An', role))}"}
    assert asks(**held).status == (200 if role == "admin" else 403)


def test_sitting_at_the_machine_is_not_enough() -> None:
    answer = asks()
    assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    ("token", "brought", "status"),
    [
        (TOKEN, f"Bearer {TOKEN}", 200),
        (TOKEN, f"bearer  {TOKEN}", 200),
        (TOKEN, f"Basic {TOKEN}", 401),
        (TOKEN, f"Bearer {TOKEN}x", 401),
        (TOKEN, "Bearer sông", 401),
        (TOKEN, "Bearer", 401),
        ("", "Bearer ", 401),
        ("short", "Bearer short", 401),
    ],
)
def test_a_program_has_a_token(
    token: str, brought: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_METRICS_TOKEN", token)
    assert asks(authorization=brought).status == status


def test_it_tells_of_the_store(store: Path) -> None:
    ingest([Report(SAMPLE.name, SAMPLE.read_bytes())], store)
    answer = asks(**admin())
    assert answer.headers["content-type"].startswith("text/plain")
    assert value(answer, "dashboard_store_readable") == 1
    assert value(answer, "dashboard_store_version") == versions(store)[-1]
    assert value(answer, "dashboard_store_free_bytes") > 0
    assert 0 <= value(answer, "dashboard_newest_load_age_seconds") < 3600


def test_what_is_not_known_is_not_told_as_zero() -> None:
    told = asks(**admin()).body
    assert b"newest_load_age" not in told
    assert b"dashboard_store_version" not in told


def test_a_store_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_store: Path) -> None:
        raise StoreDamagedError("x")

    held = admin()
    monkeypatch.setattr("access.health.newest", broken)
    monkeypatch.setattr("access.measures.newest", broken)
    answer = asks(**held)
    assert value(answer, "dashboard_store_readable") == 0
    assert b"newest_load_age" not in answer.body


def test_sessions_that_cannot_be_read_give_it_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_token: str) -> None:
        raise OSError

    held = admin()
    monkeypatch.setattr("access.scrape.signed_in", broken)
    assert asks(**held).status == 401
