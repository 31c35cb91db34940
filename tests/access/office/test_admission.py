"""The accounts of who signs in with the office's: one for each subject, under a name of its own."""

import pytest

from access import accounts, sessions
from access.accounts import AccountError
from access.office.admission import admit, dismiss, key_of
from access.office.claims import Person
from access.office.failure import SignInError
from tests.access.people import PASSWORD, person

ISSUER = "https://sso.example.vn"


def who(
    subject: str = "an-1", name: str = "An", role: str = "viewer", issuer: str = ISSUER
) -> Person:
    return Person(issuer, subject, name, role, ("Cao Bằng",))


def test_it_is_made_at_the_first_sign_in_and_kept_up_to_date() -> None:
    first = admit(who())
    later = admit(who(name="Ân", role="admin"))
    assert (first.name, first.role, first.provinces) == ("An", "viewer", ("Cao Bằng",))
    assert accounts.accounts() == [later]
    assert (later.name, later.role) == ("Ân", "admin")


def test_the_same_subject_of_another_issuer_is_somebody_else() -> None:
    here, there = admit(who()), admit(who(issuer="https://another.example.org"))
    assert here.office != there.office
    assert len(accounts.accounts()) == 2


@pytest.mark.parametrize("name", ["An", " aN "])
def test_a_name_that_is_taken_is_marked(name: str) -> None:
    local = person("An")
    account = admit(who(name=name))
    assert account.name != local.name
    assert account.name.casefold().startswith("an (")
    assert admit(who(name=name)) == account
    assert accounts.matching("An", PASSWORD) == local


def test_two_of_the_office_by_one_name_are_told_apart() -> None:
    names = {admit(who(subject)).name for subject in ("an-1", "an-2", "an-3")}
    assert len(names) == 3
    assert "An" in names


def test_a_local_account_cannot_take_a_name_either() -> None:
    account = admit(who())
    with pytest.raises(AccountError, match="name_taken"):
        person("an")
    assert accounts.accounts() == [account]


def test_no_local_name_has_the_key_of_the_office() -> None:
    account = admit(who())
    for name in (account.office, account.office.replace("\n", " ")):
        local = accounts.key_of(name)
        assert local != account.office
        assert "\n" not in local


@pytest.mark.parametrize("name", ["\u202egnoS", "An\x00", "\u200b"])
def test_a_name_that_hides_something_lets_nobody_in(name: str) -> None:
    with pytest.raises(SignInError) as error:
        admit(who(name=name))
    assert error.value.kind == "name"


def test_a_long_name_is_cut() -> None:
    person("x" * 91)
    assert admit(who(name="x" * 300)).name.startswith("x" * 91 + " (")


def test_it_has_no_password() -> None:
    account = admit(who())
    with pytest.raises(AccountError, match="password_office"):
        accounts.set_password("An", PASSWORD)
    for name in ("An", account.office):
        assert accounts.matching(name, "") is None
        assert accounts.matching(name, PASSWORD) is None


def test_who_is_removed_is_blocked_until_let_in_again() -> None:
    account = admit(who())
    token = sessions.begin(account)
    assert accounts.remove("an") == account
    assert sessions.signed_in(token) is None
    with pytest.raises(SignInError) as error:
        admit(who(name="Another"))
    assert error.value.kind == "blocked"
    dismiss(ISSUER, "an-1")
    assert accounts.accounts()[0].role == accounts.BLOCKED
    accounts.unblock("An")
    assert admit(who()) == account


def test_only_who_is_blocked_is_unblocked() -> None:
    admit(who())
    with pytest.raises(AccountError, match="not_blocked"):
        accounts.unblock("An")
    with pytest.raises(AccountError, match="name_unknown"):
        accounts.unblock("Bình")


def test_who_is_dismissed_is_gone_and_their_sessions_too() -> None:
    account, other = admit(who()), admit(who("binh-2", "Bình"))
    tokens = [sessions.begin(one) for one in (account, other)]
    dismiss(ISSUER, "an-1")
    assert accounts.accounts() == [other]
    assert key_of(ISSUER, "binh-2") == other.office
    assert [sessions.signed_in(token) for token in tokens] == [None, None]
