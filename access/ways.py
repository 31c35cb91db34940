"""Which ways of signing in are open: accounts of the dashboard, the office's own, or both."""

from access.accounts import Account, accounts
from access.office.admission import key_of
from access.office.settings import settings


def local_accounts() -> bool:
    """Say whether one may sign in with a name and a password of the dashboard."""
    office = settings()
    return office is None or office.local_accounts


def anybody_can() -> bool:
    """Say whether there is a way to sign in, and somebody who may go it."""
    return settings() is not None or bool(accounts())


def is_open(account: Account) -> bool:
    """Say whether the way an account signed in by is still one: a session outlives a start."""
    if not account.office:
        return local_accounts()
    office = settings()
    return office is not None and account.office.startswith(key_of(office.issuer, ""))
