"""Where accounts are kept: in a file of its owner's, or in PostgreSQL for every replica."""

import sqlite3
import threading

import pytest

from access import accounts, attempts, events, sessions, store
from access.events import Event
from data.lake.people import PeopleUnreachableError
from data.lake.setting import Lake
from tests.access.people import PASSWORD, person
from tests.lake.fixtures import NewLake
from tests.lake.services import Services

HERE = "192.0.2.1"


def test_to_look_something_up_makes_no_file() -> None:
    assert accounts.accounts() == []
    assert not store.path().exists()


def test_the_file_is_its_owners_and_holds_no_password() -> None:
    person("An")
    assert store.path().stat().st_mode & 0o077 == 0
    assert PASSWORD.encode() not in store.path().read_bytes()


def test_a_file_from_before_the_log_takes_it_up() -> None:
    person("An")
    with store.writing() as connection:
        connection.execute("DROP TABLE events")
    events.add(Event("sign_out", "An"))
    with store.reading() as connection:
        assert connection.execute("SELECT action FROM events").fetchall() == [("sign_out",)]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "REPLACE INTO events SELECT 1, 0, '', '', '', '', '', '', '', '', ''",
    ],
)
def test_a_line_in_a_file_is_not_replaced_either(statement: str) -> None:
    person("An")
    with (
        pytest.raises(sqlite3.DatabaseError, match="only added to"),
        store.writing() as connection,
    ):
        connection.execute(statement)


@pytest.mark.lake
@pytest.mark.usefixtures("lake")
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE events",
        "INSERT INTO events OVERRIDING SYSTEM VALUE SELECT * FROM events "
        "ON CONFLICT (number) DO UPDATE SET actor = ''",
    ],
)
def test_a_line_in_postgresql_is_not_replaced_either(statement: str) -> None:
    person("An")
    with pytest.raises(OSError, match="only added to"), store.writing() as connection:
        connection.execute(statement)


@pytest.mark.lake
@pytest.mark.usefixtures("lake")
def test_of_a_lake_nothing_is_kept_on_the_machine() -> None:
    an = person("An")
    assert sessions.signed_in(sessions.begin(an)) == an
    assert not store.path().exists()


@pytest.mark.lake
def test_two_lakes_in_one_database_have_accounts_of_their_own(
    services: Services, new_lake: NewLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_WAREHOUSE", services.setting(new_lake().schema))
    person("An")
    monkeypatch.setenv("DASHBOARD_WAREHOUSE", services.setting(new_lake().schema))
    assert accounts.accounts() == []


@pytest.mark.lake
def test_a_wrong_password_of_postgresql_is_one_sentence_without_it(
    lake: Lake, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert lake
    monkeypatch.setenv("PGPASSWORD", "wrong-and-secret")  # pragma: allowlist secret
    with pytest.raises(PeopleUnreachableError) as failed:
        accounts.accounts()
    assert "\n" not in str(failed.value)
    assert "wrong-and-secret" not in str(failed.value) + caplog.text
    assert failed.value.__suppress_context__


def test_a_setting_that_cannot_be_read_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    token = sessions.begin(person("An"))
    hidden = "ducklake:postgresql://u:hush@h/d?data=s3://b/f"  # pragma: allowlist secret
    monkeypatch.setenv("DASHBOARD_WAREHOUSE", hidden)
    with pytest.raises(OSError, match="PGPASSWORD") as failed:
        sessions.signed_in(token)
    assert "hush" not in str(failed.value)


@pytest.mark.both
def test_of_many_guesses_at_once_no_more_are_free() -> None:
    """Each thread has a connection of its own, as each replica has."""
    waits: list[int] = []
    guesses = [
        threading.Thread(target=lambda: waits.append(attempts.begin("An", HERE))) for _ in range(24)
    ]
    for guess in guesses:
        guess.start()
    for guess in guesses:
        guess.join()
    assert len(waits) == len(guesses)
    assert waits.count(0) == attempts.FREE["account"]


@pytest.mark.both
def test_a_name_may_hold_what_no_name_holds() -> None:
    assert attempts.begin("An\0", HERE) == 0
    attempts.succeeded("An\0", HERE)
    assert accounts.matching("An\0", PASSWORD) is None
