"""Accounts: who may sign in, in which role and for which provinces."""

import json
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from access import events, store
from access.passwords import hashed, right, weakness

ROLES = ("viewer", "analyst", "sender", "approver", "admin")
LONGEST_NAME = 100
EVERYONE = "SELECT name, role, provinces FROM accounts ORDER BY key"
ONE = "SELECT name, role, provinces, password FROM accounts WHERE key = ?"


class AccountError(Exception):
    """An account cannot be made or changed; ``kind`` names the sentence that says why."""

    def __init__(self, kind: str, **says: str) -> None:
        super().__init__(kind)
        self.kind, self.says = kind, says


@dataclass(frozen=True)
class Account:
    """One who may sign in. Without ``provinces`` the role holds for all of them."""

    name: str
    role: str
    provinces: tuple[str, ...] = ()


def key_of(name: str) -> str:
    """Return a name as it is compared: one Unicode form, any case, blanks of any number."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def add(
    name: str, password: str, role: str, provinces: Collection[str] = (), *, by: str = ""
) -> Account:
    """Make an account; raise AccountError if the name is taken or the password is weak.

    ``by``: who does it, for the audit log, as in every change.
    """
    account = Account(_clean(name), role, tuple(provinces))
    kept = _kept(password, name)
    with store.writing() as connection:
        if _row(connection, name):
            raise AccountError("name_taken", name=account.name)
        connection.execute(
            "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)",
            [key_of(name), account.name, kept, role, json.dumps(account.provinces), store.now()],
        )
        made = events.Event("account_add", by, account.name, account.provinces, detail=role)
        events.write(connection, made)
    return account


def set_password(name: str, password: str, *, by: str = "") -> None:
    """Change a password; whoever was signed in with the old one no longer is."""
    kept = _kept(password, name)
    with store.writing() as connection:
        known = _must_exist(connection, name)
        connection.execute("UPDATE accounts SET password = ? WHERE key = ?", [kept, key_of(name)])
        connection.execute("DELETE FROM sessions WHERE account = ?", [key_of(name)])
        events.write(connection, events.Event("account_password", by, known))


def remove(name: str, *, by: str = "") -> None:
    """Take an account away, and its sessions with it."""
    with store.writing() as connection:
        known = _must_exist(connection, name)
        connection.execute("DELETE FROM accounts WHERE key = ?", [key_of(name)])
        events.write(connection, events.Event("account_remove", by, known))


def accounts() -> list[Account]:
    """Return every account, by name."""
    with store.reading() as connection:
        rows = connection.execute(EVERYONE).fetchall()
    return [account_of(row) for row in rows]


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
    """Return the account of a row that begins with its name, role and provinces."""
    name, role, provinces, *_ = row
    return Account(name, role, tuple(json.loads(provinces)))


def _row(connection: store.Connection, name: str) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = connection.execute(ONE, [key_of(name)]).fetchone()
    return found


def _must_exist(connection: store.Connection, name: str) -> str:
    """Return the name as it was given to the account; raise AccountError if there is none."""
    row = _row(connection, name)
    if row is None:
        raise AccountError("name_unknown", name=name)
    return str(row[0])


def _clean(name: str) -> str:
    """Return a name as it is shown; it must have letters, and nothing that hides."""
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text or len(text) > LONGEST_NAME or not text.isprintable():
        raise AccountError("name_bad", longest=str(LONGEST_NAME))
    return text


def _kept(password: str, name: str) -> str:
    weak = weakness(password, name)
    if weak:
        raise AccountError(weak)
    return hashed(password)
