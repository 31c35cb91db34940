"""The page of one's own account, of who signs in with the account of the office."""

from access import sessions
from access.office.admission import admit
from access.office.claims import Person
from tests.access.office.conftest import SETTINGS, Sets
from tests.access.office.issuer import URL
from tests.access.test_own import changes, looks, said


def test_its_password_is_changed_at_the_office(sets: Sets) -> None:
    sets(SETTINGS)
    held = sessions.begin(admit(Person(URL, "b", "Bình", "viewer", ())))
    text = said(looks(held))
    assert "ở cổng của cơ quan" in text
    assert "<form" not in text
    assert changes(held).status == 403
    assert sessions.signed_in(held)
