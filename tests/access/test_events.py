"""What is done at the gate is written down, is only added to, and holds no password."""

import pytest

from access import accounts, attempts, events, sessions, store
from access.signing import sign_in
from data.place import SHELL
from tests.access.conftest import Clock
from tests.access.people import PASSWORD, person

HERE = "192.0.2.1"
pytestmark = pytest.mark.both
OTHER = "gió đưa cành trúc la đà"


def written(columns: str = "action, actor, about, place, result, detail") -> list[tuple[str, ...]]:
    ordered = f"SELECT {columns} FROM events ORDER BY number"  # noqa: S608
    with store.reading() as connection:
        return connection.execute(ordered).fetchall()


@pytest.fixture
def an() -> accounts.Account:
    """An account whose making is not part of what a test looks at."""
    return person("An", "sender", "Cao Bằng")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'Bình'",
        "DELETE FROM events",
    ],
)
@pytest.mark.usefixtures("an")
def test_a_line_is_neither_changed_nor_taken_away(statement: str) -> None:
    before = written("*")
    with (
        pytest.raises(store.FAILURES, match="only added to"),
        store.writing() as connection,
    ):
        connection.execute(statement)
    assert written("*") == before


def test_signing_in_and_out_is_written_with_the_address(an: accounts.Account) -> None:
    token = sign_in("an", PASSWORD, HERE).token
    sessions.end(token, HERE)
    assert written()[1:] == [
        ("sign_in", an.name, "", HERE, "done", ""),
        ("sign_out", an.name, "", HERE, "done", ""),
    ]


@pytest.mark.usefixtures("an")
def test_signing_out_of_no_session_is_nothing() -> None:
    sessions.end("somebody's", HERE)
    assert len(written()) == 1


@pytest.mark.usefixtures("an")
def test_who_only_says_to_be_an_account_is_not_written_as_its_owner() -> None:
    sign_in("AN", OTHER, HERE)
    assert written()[1:] == [("sign_in", "", "An", HERE, "refused", "")]


@pytest.mark.usefixtures("an")
def test_a_password_in_the_field_of_the_name_is_not_written() -> None:
    sign_in(PASSWORD, "", HERE)
    assert written()[1:] == [("sign_in", "", "", HERE, "refused", events.NOBODY)]


@pytest.mark.usefixtures("an")
def test_of_slowed_guesses_one_in_a_while_is_written(clock: Clock) -> None:
    for _ in range(attempts.FREE["account"]):
        sign_in("An", OTHER, HERE)
    for _ in range(9):
        assert sign_in("An", OTHER, HERE).wait
    assert written("result")[1 + attempts.FREE["account"] :] == [("slowed",)]
    clock.now += events.AGAIN
    sign_in("An", OTHER, HERE)
    sign_in("An", OTHER, HERE)
    assert [result for (result,) in written("result")][-2:] == ["refused", "slowed"]


def test_changes_of_accounts_are_written_with_who_made_them() -> None:
    accounts.add("An", PASSWORD, "sender", ["Cao Bằng"], by="root")
    accounts.set_password("an", OTHER, by="root")
    accounts.remove("AN", by="root")
    assert written("action, actor, about, provinces, place, detail") == [
        ("account_add", "root", "An", '["Cao Bằng"]', SHELL, "sender"),
        ("account_password", "root", "An", "[]", SHELL, ""),
        ("account_remove", "root", "An", "[]", SHELL, ""),
    ]


@pytest.mark.usefixtures("an")
def test_a_change_that_fails_is_not_written() -> None:
    with pytest.raises(accounts.AccountError):
        accounts.remove("Bình")
    with pytest.raises(accounts.AccountError):
        accounts.set_password("An", "ngắn")
    assert len(written()) == 1


def test_no_password_is_ever_written(an: accounts.Account) -> None:
    sign_in(an.name, OTHER, HERE)
    sign_in(an.name, PASSWORD, HERE)
    accounts.set_password(an.name, OTHER)
    assert not [line for line in written("*") if {PASSWORD, OTHER} & {str(cell) for cell in line}]
