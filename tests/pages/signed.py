"""Who is signed in at the pages a test opens: nobody, until it says who."""

from collections.abc import Iterator

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


def signed_in(_of: rights.Visitor | None = None) -> Account | None:
    return _here[0]


@pytest.fixture(scope="session", autouse=True)
def at_the_machine() -> Iterator[None]:
    """The pages are opened at the machine itself, by whom a test says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            rights, "visitor", lambda: rights.Visitor("", machine=True, address="192.0.2.7")
        )
        patch.setattr(rights, "who", signed_in)
        yield


@pytest.fixture(autouse=True)
def nobody_yet() -> None:
    """A test begins with nobody signed in."""
    signs_out()
