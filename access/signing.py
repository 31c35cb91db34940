"""Sign in with a name and a password: slowed, and answered alike whoever is asked for."""

from dataclasses import dataclass

from access import attempts, sessions
from access.accounts import matching


@dataclass(frozen=True)
class Attempt:
    """What became of it: the token of a session, or the seconds to wait, or neither."""

    token: str = ""
    wait: int = 0


def sign_in(name: str, password: str, address: str, *, instead_of: str = "") -> Attempt:
    """Begin a session if the password is that of the account."""
    wait = attempts.begin(name, address)
    if wait:
        return Attempt(wait=wait)
    account = matching(name, password)
    if account is None:
        return Attempt()
    attempts.succeeded(name, address)
    return Attempt(token=sessions.begin(account, instead_of))
