"""Accounts: who may sign in, in which role and for which provinces."""

import json
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from access import events, store
from access.passwords import hashed, right, weakness
from data.place import here

ROLES = ("viewer", "analyst", "sender", "approver", "admin")
ADMIN = "admin"
BLOCKED = "blocked"
"""The role of an office's account that was taken away here: it may do nothing, and not sign in."""
OFFICE = "oidc\n"
"""Begins the key of an account of the office; no name has a key with a line break in it."""
LONGEST_NAME = 100
EVERYONE = "SELECT name, role, provinces, key FROM accounts"
ONE = "SELECT name, role, provinces, key, password FROM accounts WHERE key = ?"


class AccountError(Exception):
    """An account cannot be made or changed; ``kind`` names the sentence that says why."""

    def __init__(self, kind: str, **says: str) -> None:
        super().__init__(kind)
        self.kind, self.says = kind, says


@dataclass(frozen=True)
class Account:
    """One who may sign in. Without ``provinces`` the role holds for all of them.

    ``office``: the key of who signs in with the account of the office, "" with a password here.
    """

    name: str
    role: str
    provinces: tuple[str, ...] = ()
    office: str = ""

    @property
    def key(self) -> str:
        """What the account and its sessions are found by."""
        return self.office or key_of(self.name)


def key_of(name: str) -> str:
    """Return a name as it is compared: one Unicode form, any case, blanks of any number."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def add(
    name: str, password: str, role: str, provinces: Collection[str] = (), *, by: str = ""
) -> Account:
    """Make an account; raise AccountError if the name is taken or the password is weak.

    ``by``: who does it, for the audit log, as in every change.
    """
    account = Account(clean(name), role, tuple(provinces))
    kept = _kept(password, name)
    with store.writing() as connection:
        if is_taken(connection, name):
            raise AccountError("name_taken", name=account.name)
        connection.execute(
            "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)",
            [key_of(name), account.name, kept, role, json.dumps(account.provinces), store.now()],
        )
        _write(connection, "account_add", by, account, role)
    return account


def set_password(name: str, password: str, *, by: str = "") -> None:
    """Change a password; whoever was signed in with the old one no longer is."""
    kept = _kept(password, name)
    with store.writing() as connection:
        known = _must_exist(connection, name)
        if known.office:
            raise AccountError("password_office", name=known.name)
        connection.execute("UPDATE accounts SET password = ? WHERE key = ?", [kept, key_of(name)])
        connection.execute("DELETE FROM sessions WHERE account = ?", [key_of(name)])
        _write(connection, "account_password", by, replace(known, provinces=()))


def change(name: str, role: str, provinces: Collection[str] = (), *, by: str = "") -> Account:
    """Give an account another role or other provinces; return it as it is now.

    What is asked for next is judged by that: its sessions go on. Raises AccountError for the last
    admin, and for an account of the office, whose provider would say otherwise at its next sign-in.
    """
    with store.writing() as connection:
        known = _must_exist(connection, name)
        if known.office:
            raise AccountError("role_office", name=known.name)
        if role != ADMIN:
            _leave_an_admin(connection, known)
        account = replace(known, role=role, provinces=tuple(provinces))
        connection.execute(
            "UPDATE accounts SET role = ?, provinces = ? WHERE key = ?",
            [role, json.dumps(account.provinces), account.key],
        )
        _write(connection, "account_change", by, account, role)
    return account


def sign_out(name: str, *, by: str = "") -> Account:
    """End every session of an account; raise AccountError if there is none of that name."""
    with store.writing() as connection:
        account = _must_exist(connection, name)
        connection.execute("DELETE FROM sessions WHERE account = ?", [account.key])
        _write(connection, "account_sign_out", by, replace(account, provinces=()))
    return account


def remove(name: str, *, by: str = "") -> Account:
    """Take an account away, and its sessions with it; return the one it was.

    The provider would bring an account of the office back at its next sign-in: it is blocked.
    Raises AccountError for the last admin.
    """
    with store.writing() as connection:
        account = _must_exist(connection, name)
        _leave_an_admin(connection, account)
        if account.office:
            change = "UPDATE accounts SET role = ?, provinces = '[]' WHERE key = ?"
            connection.execute(change, [BLOCKED, account.key])
            connection.execute("DELETE FROM sessions WHERE account = ?", [account.key])
        else:
            connection.execute("DELETE FROM accounts WHERE key = ?", [account.key])
        gone = replace(account, provinces=())
        _write(connection, "account_remove", by, gone, BLOCKED if account.office else "")
    return account


def unblock(name: str, *, by: str = "") -> None:
    """Let an account of the office sign in again, in the role that its provider says then."""
    with store.writing() as connection:
        account = _must_exist(connection, name)
        if account.role != BLOCKED:
            raise AccountError("not_blocked", name=account.name)
        connection.execute("DELETE FROM accounts WHERE key = ?", [account.key])
        _write(connection, "account_add", by, replace(account, provinces=()), "unblocked")


def accounts() -> list[Account]:
    """Return every account, by name."""
    with store.reading() as connection:
        rows = connection.execute(EVERYONE).fetchall()
    return sorted(map(account_of, rows), key=lambda account: (key_of(account.name), account.key))


def named(name: str) -> Account | None:
    """Return the account with this name."""
    with store.reading() as connection:
        row = _row(connection, name)
    return account_of(row) if row else None


def matching(name: str, password: str) -> Account | None:
    """Return the account with this name and password; an unknown name takes as long."""
    with store.reading() as connection:
        row = _row(connection, name)
    kept = row[-1] if row else None
    return account_of(row) if right(password, kept) and row else None


def account_of(row: Sequence[Any]) -> Account:
    """Return the account of a row that begins with its name, role, provinces and key."""
    name, role, provinces, key, *_ = row
    office = key if key.startswith(OFFICE) else ""
    return Account(name, role, tuple(json.loads(provinces)), office)


def is_taken(connection: store.Connection, name: str, but: str = "") -> bool:
    """Say whether another account than that with the key ``but`` has a name that looks alike."""
    return any(account.key != but for account in _alike(connection, name))


def _row(connection: store.Connection, name: str) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = connection.execute(ONE, [key_of(name)]).fetchone()
    return found


def _alike(connection: store.Connection, name: str) -> list[Account]:
    everyone = map(account_of, connection.execute(EVERYONE))
    return [account for account in everyone if key_of(account.name) == key_of(name)]


def _must_exist(connection: store.Connection, name: str) -> Account:
    found = _alike(connection, name)
    if not found:
        raise AccountError("name_unknown", name=name)
    return found[0]


def _leave_an_admin(connection: store.Connection, going: Account) -> None:
    """Refuse to lose the last admin; in the change itself, as two may go for each other at once."""
    everyone = map(account_of, connection.execute(EVERYONE))
    admins = [account.key for account in everyone if account.role == ADMIN]
    if admins == [going.key]:
        raise AccountError("last_admin", name=going.name)


def clean(name: str) -> str:
    """Return a name as it is shown; it must have letters, and nothing that hides."""
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text or len(text) > LONGEST_NAME or not text.isprintable():
        raise AccountError("name_bad", longest=str(LONGEST_NAME))
    return text


def _write(
    connection: store.Connection, action: str, by: str, account: Account, detail: str = ""
) -> None:
    """Write a change of an account into the log, with the change itself."""
    done = events.Event(action, by, account.name, account.provinces, place=here(), detail=detail)
    events.write(connection, done)


def _kept(password: str, name: str) -> str:
    weak = weakness(password, name)
    if weak:
        raise AccountError(weak)
    return hashed(password)
