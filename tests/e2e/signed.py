"""A reader who is signed in already, without going through the form again."""

from access import accounts, sessions
from access.cookies import SESSION
from tests.access.people import PASSWORD
from tests.e2e.reader import Reader

NAME = "Nguyễn Thị An"


def signed_in(reader: Reader, name: str = NAME, role: str = "admin") -> Reader:
    """Give the reader's browser a session in this test's store, which must be the one served."""
    account = accounts.matching(name, PASSWORD) or accounts.add(name, PASSWORD, role)
    token = sessions.begin(account)
    reader.page.context.add_cookies([{"name": SESSION, "value": token, "url": reader.base}])
    return reader
