"""Accounts: made, found, changed and taken away, on one machine and on many."""

import unicodedata
from collections.abc import Callable

import pytest

from access import sessions, store
from access.accounts import (
    Account,
    AccountError,
    accounts,
    add,
    change,
    matching,
    named,
    remove,
    set_password,
    sign_out,
)
from access.office.admission import admit
from access.office.claims import Person
from tests.access.people import PASSWORD, person

pytestmark = pytest.mark.both

OTHER = "gió đưa cành trúc la đà"


def test_at_first_there_are_no_accounts() -> None:
    assert accounts() == []
    assert matching("An", PASSWORD) is None


def test_an_account_is_found_by_name_and_password() -> None:
    made = person("Nguyễn Thị An", "sender", "Cao Bằng")
    assert made == Account("Nguyễn Thị An", "sender", ("Cao Bằng",))
    assert matching("Nguyễn Thị An", PASSWORD) == made
    assert matching("Nguyễn Thị An", OTHER) is None
    assert accounts() == [made]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_case_blanks_and_unicode_form_of_a_name_do_not_matter(form: str) -> None:
    person("Nguyễn Thị An")
    typed = unicodedata.normalize(form, "  nguyễn  THỊ an ")  # type: ignore[arg-type]
    assert matching(typed, PASSWORD)
    with pytest.raises(AccountError, match="name_taken"):
        add(typed, PASSWORD, "viewer")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "An\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_a_name_can_be_seen(name: str) -> None:
    with pytest.raises(AccountError, match="name_bad"):
        add(name, PASSWORD, "viewer")


def test_a_weak_password_makes_no_account() -> None:
    with pytest.raises(AccountError, match="password_short"):
        add("An", "ngắn", "viewer")
    assert accounts() == []


def test_a_password_is_changed() -> None:
    person("An")
    set_password("an", OTHER)
    assert matching("An", OTHER)
    assert not matching("An", PASSWORD)


def test_an_account_is_taken_away() -> None:
    person("An")
    remove("AN")
    assert accounts() == []


@pytest.mark.parametrize("change", [remove, lambda name: set_password(name, OTHER)])
def test_who_is_not_there_cannot_be_changed(change: object) -> None:
    with pytest.raises(AccountError, match="name_unknown"):
        change("An")  # type: ignore[operator]


def test_a_change_that_fails_leaves_nothing() -> None:
    person("An")

    def fails() -> None:
        with store.writing() as connection:
            connection.execute("DELETE FROM accounts")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert len(accounts()) == 1


def test_a_role_is_changed_and_a_session_goes_on_under_it() -> None:
    held = sessions.begin(person("An", "approver"))
    changed = change("an", "sender", ["Cao Bằng"], by="Hoa")
    assert changed == Account("An", "sender", ("Cao Bằng",))
    assert sessions.signed_in(held) == changed


@pytest.mark.parametrize("ends", [remove, lambda name: change(name, "viewer")])
def test_an_admin_is_left(ends: Callable[[str], object]) -> None:
    person("An", "admin")
    person("Hoa", "admin")
    ends("Hoa")
    with pytest.raises(AccountError, match="last_admin"):
        ends("An")
    assert [a.name for a in accounts() if a.role == "admin"] == ["An"]
    assert change("An", "admin") == named("An")


def test_an_admin_of_the_office_is_the_last_as_well() -> None:
    admit(Person("https://sso.example.vn", "b", "Bình", "admin", ()))
    with pytest.raises(AccountError, match="last_admin"):
        remove("Bình")
    person("An", "admin")
    assert remove("Bình").role == "admin"


def test_an_account_is_signed_out_everywhere() -> None:
    here, there = sessions.begin(person("An")), sessions.begin(accounts()[0])
    sign_out("An", by="Hoa")
    assert [sessions.signed_in(held) for held in (here, there)] == [None, None]
    assert named("An")
