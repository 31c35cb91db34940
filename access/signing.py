"""Sign in with a name and a password: slowed, and answered alike whoever is asked for."""

from dataclasses import dataclass

from access import attempts, events, sessions
from access.accounts import matching, named


@dataclass(frozen=True)
class Attempt:
    """What became of it: the token of a session, or the seconds to wait, or neither."""

    token: str = ""
    wait: int = 0


def sign_in(name: str, password: str, address: str, *, instead_of: str = "") -> Attempt:
    """Begin a session if the password is that of the account."""
    wait = attempts.begin(name, address)
    if wait:
        _refused(name, address, "slowed")
        return Attempt(wait=wait)
    account = matching(name, password)
    if account is None:
        _refused(name, address, "refused")
        return Attempt()
    attempts.succeeded(name, address)
    return Attempt(token=sessions.begin(account, instead_of, address))


def _refused(name: str, address: str, result: str) -> None:
    """Write that somebody tried to be the account; what is nobody's name is not written down.

    Each refused attempt costs time, a slowed one does not: of those one in a while is enough.
    """
    account = named(name)
    tried = events.Event(
        "sign_in",
        about=account.name if account else "",
        place=address,
        result=result,
        detail="" if account else events.NOBODY,
    )
    events.add(tried, once=result == "slowed")
