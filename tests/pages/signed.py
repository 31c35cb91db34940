"""Who is signed in at the pages a test opens: nobody, until it says who."""

import pytest

from access.accounts import Account
from pages.parts import rights

_here: list[Account | None] = [None]


def signs_in(name: str = "An", role: str = "admin", *provinces: str) -> Account:
    """From now on the pages of this test are this person's."""
    _here[0] = Account(name, role, provinces)
    return _here[0]


def signs_out() -> None:
    """From now on they are nobody's, as pages are that stayed open."""
    _here[0] = None


def signed_in() -> Account | None:
    return _here[0]


@pytest.fixture(autouse=True)
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are opened at the machine itself, by nobody known until a test says who."""
    signs_out()
    monkeypatch.setattr(rights, "visitor", lambda: rights.Visitor("", machine=True))
    monkeypatch.setattr(rights, "who", signed_in)
