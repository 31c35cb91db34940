"""Whoever takes records along is asked for at that moment, and it is written down."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from access import events, store
from pages.parts import logged, rights
from pages.parts.taking import Taken, TakingRefusedError, guarded
from tests.pages.signed import signs_in, signs_out

FAR = rights.Visitor("", machine=False, address="192.0.2.7")
TAKEN = Taken("meeting.csv", ("Cao Bằng",), "2026-01", "2026-10", "kind=meeting")


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is opened on another machine."""
    monkeypatch.setattr(rights, "visitor", lambda: FAR)


def made() -> tuple[bytes, int]:
    return b"rows", 3


def lines() -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        return connection.execute(
            "SELECT action, actor, about, provinces, first, last, place, result, detail "
            "FROM events ORDER BY number"
        ).fetchall()


@pytest.mark.usefixtures("far")
def test_who_may_takes_them_and_is_written_down() -> None:
    signs_in("An", "analyst")
    assert guarded(made, TAKEN)() == b"rows"
    assert lines() == [
        ("download_records", "An", "meeting.csv", '["Cao Bằng"]', "2026-01", "2026-10",
         "192.0.2.7", "done", "3 rows kind=meeting"),
    ]  # fmt: skip


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize(("role", "why"), [("viewer", "role"), ("", "sign_in")])
def test_it_is_asked_when_the_bytes_are_made(role: str, why: str) -> None:
    signs_in("An", "analyst")
    button = guarded(made, TAKEN)
    if role:
        signs_in("An", role)
    else:
        signs_out()
    with pytest.raises(TakingRefusedError):
        button()
    assert [(line[1], line[-2], line[-1]) for line in lines()] == [
        ("An" if role else "", "refused", why)
    ]


@pytest.mark.usefixtures("far")
def test_nothing_is_made_for_who_may_not() -> None:
    def never() -> tuple[bytes, int]:
        raise AssertionError

    with pytest.raises(TakingRefusedError):
        guarded(never, TAKEN)()


def test_at_the_machine_anybody_takes_them_and_that_is_written_down() -> None:
    assert guarded(made, TAKEN)() == b"rows"
    assert lines()[0][:2] == ("download_records", "")


def test_synthetic_records_are_not_written_down() -> None:
    assert guarded(made, TAKEN._replace(synthetic=True))() == b"rows"
    assert not store.path().exists()


def test_what_cannot_be_written_down_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_event: events.Event) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(events, "add", full)
    with pytest.raises(sqlite3.OperationalError):
        guarded(made, TAKEN)()


@pytest.mark.usefixtures("far")
def test_a_refusal_stays_one_where_it_cannot_be_written_down(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, store: Path
) -> None:
    def full(_event: events.Event, *, once: bool) -> None:
        assert not once
        raise OSError

    monkeypatch.setattr(events, "add", full)
    assert not logged.asked(events.Event("send"))
    assert "could not be written" in caplog.text
    assert not store.exists()
