"""Sign in with a password, or change it: slowed, and answered alike whoever is asked for."""

from dataclasses import dataclass, replace

from access import attempts, events, sessions
from access.accounts import Account, AccountError, matching, named, set_password
from access.passwords import weakness
from data.place import coming_from


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


def change_password(
    account: Account, old: str, new: str, address: str, *, instead_of: str = ""
) -> Attempt:
    """Give an account a new password if the old one is right; a new session stands for all.

    Raises AccountError if the new one is weak or the old one, or if the office keeps it.
    """
    weak = weakness(new, account.name) or ("password_same" if new == old else "")
    if weak:
        raise AccountError(weak)
    wait = attempts.begin(account.name, address)
    if wait:
        _not_changed(account, address, "slowed")
        return Attempt(wait=wait)
    known = matching(account.name, old)
    if known is None:
        _not_changed(account, address, "refused")
        return Attempt()
    attempts.succeeded(account.name, address)
    with coming_from(address):
        set_password(account.name, new, by=account.name)
    return Attempt(token=sessions.begin(known, instead_of, address))


def _not_changed(account: Account, address: str, result: str) -> None:
    tried = events.Event("account_password", account.name, account.name, place=address)
    events.add(replace(tried, result=result), once=result == "slowed")


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
