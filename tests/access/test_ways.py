"""Which ways of signing in are open, and whose session is one when they change."""

import pytest

from access import sessions
from access.office import settings as of_the_office
from access.office.admission import admit
from access.office.claims import Person
from access.office.settings import Office
from access.place import refusal
from access.ways import anybody_can, is_open, local_accounts
from tests.access.people import person

ISSUER = "https://sso.example.vn"


def sets(monkeypatch: pytest.MonkeyPatch, issuer: str = ISSUER, *, local: bool = True) -> None:
    office = Office(issuer, "id", "secret", "https://x.vn", "groups", {}, local_accounts=local)
    for module in ("access.ways", "access.office.settings"):
        monkeypatch.setattr(f"{module}.settings", lambda: office)
    assert of_the_office.settings() is office


def test_without_an_office_there_are_accounts_of_the_dashboard() -> None:
    assert local_accounts()
    assert not anybody_can()
    person()
    assert anybody_can()


def test_an_office_is_a_way_in_where_there_are_no_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal("0.0.0.0")
    sets(monkeypatch)
    assert anybody_can()
    assert refusal("0.0.0.0") == ""


def test_a_session_ends_with_the_way_it_came_by(monkeypatch: pytest.MonkeyPatch) -> None:
    sets(monkeypatch)
    local, office = person("An"), admit(Person(ISSUER, "binh", "Bình", "viewer", ()))
    tokens = [sessions.begin(account) for account in (local, office)]
    assert [sessions.signed_in(token) for token in tokens] == [local, office]
    sets(monkeypatch, local=False)
    assert [sessions.signed_in(token) for token in tokens] == [None, office]
    sets(monkeypatch, "https://sso.example.vn/another")
    assert [sessions.signed_in(token) for token in tokens] == [local, None]


def test_an_issuer_whose_address_begins_alike_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    sets(monkeypatch)
    assert not is_open(admit(Person(f"{ISSUER}.evil.org", "x", "X", "admin", ())))
