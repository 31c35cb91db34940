"""Accounts go into a backup without their sessions, and come back only where they were lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from access import events, sessions
from access.accounts import accounts, remove
from access.attempts import begin
from access.office import handshake
from access.office.handshake import Handshake
from data.people import NAME, back_up, put_back
from tests.access.people import person
from tests.lake.fixtures import NewLake

HERE = "192.0.2.7"


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    folder = tmp_path / "safe"
    folder.mkdir()
    return folder


@pytest.fixture
def token(store: Path) -> str:
    """An account that is signed in, and a wrong name that may be somebody's password."""
    assert not store.exists()
    held = sessions.begin(person("An", "sender", "Cao Bằng"), place=HERE)
    begin("một mật khẩu gõ nhầm ô", HERE)
    return held


def rows(file: Path, table: str) -> int:
    connection = sqlite3.connect(file)
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    connection.close()
    return int(count)


@pytest.mark.usefixtures("token")
def test_a_copy_has_accounts_and_log_and_nobody_signed_in(store: Path, safe: Path) -> None:
    copy = back_up(store, safe)
    assert copy == safe / NAME
    assert [rows(copy, t) for t in ("accounts", "events", "sessions", "failures")] == [1, 2, 0, 0]
    assert copy.stat().st_mode & 0o077 == 0
    assert "gõ nhầm ô".encode() not in copy.read_bytes()
    assert [path.name for path in safe.iterdir()] == [NAME]


def test_the_one_that_is_in_use_is_not_touched(token: str, store: Path, safe: Path) -> None:
    back_up(store, safe)
    back_up(store, safe)
    assert sessions.signed_in(token)


@pytest.mark.usefixtures("token")
def test_a_copy_is_made_while_somebody_writes(store: Path, safe: Path) -> None:
    other = sqlite3.connect(store / NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM sessions")
    copy = back_up(store, safe)
    other.execute("ROLLBACK")
    other.close()
    assert copy
    assert rows(copy, "accounts") == 1


def test_without_accounts_there_is_nothing_to_copy(store: Path, safe: Path) -> None:
    assert back_up(store, safe) is None
    assert put_back(store, safe) is None
    assert list(safe.iterdir()) == []


def test_what_was_lost_comes_back_signed_out(token: str, store: Path, safe: Path) -> None:
    back_up(store, safe)
    (store / NAME).unlink()
    assert put_back(store, safe) is True
    assert [account.name for account in accounts()] == ["An"]
    assert sessions.signed_in(token) is None
    assert (store / NAME).stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("token")
def test_who_was_removed_meanwhile_stays_so(store: Path, safe: Path) -> None:
    back_up(store, safe)
    remove("An")
    assert put_back(store, safe) is False
    assert accounts() == []


@pytest.mark.usefixtures("token")
def test_a_damaged_file_is_put_aside(store: Path, safe: Path) -> None:
    back_up(store, safe)
    (store / NAME).write_bytes(b"no database" * 100)
    assert put_back(store, safe) is True
    assert [account.name for account in accounts()] == ["An"]
    assert (store / f"{NAME}.damaged").exists()


@pytest.mark.usefixtures("token")
def test_what_cannot_be_copied_leaves_no_copy(store: Path, safe: Path) -> None:
    (store / NAME).write_bytes(b"no database" * 100)
    with pytest.raises(OSError, match="not a database"):
        back_up(store, safe)
    assert list(safe.iterdir()) == []


@pytest.mark.usefixtures("token")
def test_the_log_that_came_back_is_only_added_to(store: Path, safe: Path) -> None:
    back_up(store, safe)
    (store / NAME).unlink()
    put_back(store, safe)
    events.add(events.Event("sign_in", "An"))
    connection = sqlite3.connect(store / NAME)
    with pytest.raises(sqlite3.DatabaseError, match="only added to"):
        connection.execute("DELETE FROM events")
    connection.close()


def test_what_the_provider_of_an_office_gave_stays_out_of_a_copy(store: Path, safe: Path) -> None:
    sessions.begin(person("Bình"), place=HERE, hint="what-the-provider-gave")
    handshake.begin(Handshake("state", "nonce", "what-only-we-know", "/", "vi"))
    copy = back_up(store, safe)
    assert copy is not None
    assert [rows(copy, table) for table in ("id_tokens", "handshakes")] == [0, 0]
    assert not [text for text in (b"provider-gave", b"only-we-know") if text in copy.read_bytes()]


def test_a_file_from_before_there_were_offices_is_copied(store: Path, safe: Path) -> None:
    person("Bình")
    with closing(sqlite3.connect(store / NAME, isolation_level=None)) as connection:
        connection.execute("DROP TABLE id_tokens")
        connection.execute("DROP TABLE handshakes")
    copy = back_up(store, safe)
    assert copy is not None
    assert rows(copy, "accounts") == 1


@pytest.mark.lake
def test_accounts_go_from_a_folder_into_a_lake_and_back(
    store: Path, safe: Path, tmp_path: Path, new_lake: NewLake
) -> None:
    an = person("An", "sender", "Cao Bằng")
    lake, back = new_lake(), tmp_path / "back"
    back.mkdir()
    assert back_up(lake, back) is None
    back_up(store, safe)
    assert put_back(lake, safe) is True
    assert put_back(lake, safe) is False
    copy = back_up(lake, back)
    assert copy == back / NAME
    assert copy.stat().st_mode & 0o077 == 0
    assert [rows(copy, t) for t in ("accounts", "events", "sessions")] == [1, 1, 0]
    assert [path.name for path in back.iterdir()] == [NAME]
    (store / NAME).unlink()
    put_back(store, back)
    assert accounts() == [an]
