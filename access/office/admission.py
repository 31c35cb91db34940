"""The accounts of who signs in with the office's: brought up to date at each sign-in."""

import json
from hashlib import sha256

from access import store
from access.accounts import BLOCKED, LONGEST_NAME, OFFICE, Account, AccountError, clean, is_taken
from access.office.claims import Person
from access.office.failure import SignInError

ROLE = "SELECT role FROM accounts WHERE key = ?"
# A sign-in changes what the provider says, and nothing else: no password, no time of making.
KEEP = """
INSERT INTO accounts (key, name, password, role, provinces, made_at) VALUES (?, ?, '', ?, ?, ?)
ON CONFLICT (key) DO UPDATE
SET name = excluded.name, role = excluded.role, provinces = excluded.provinces
"""
GONE = "DELETE FROM accounts WHERE key = ? AND role <> ?"


def admit(person: Person) -> Account:
    """Return the account of somebody as the provider has them now; raise SignInError if blocked."""
    key = key_of(person.issuer, person.subject)
    with store.writing() as connection:
        row = connection.execute(ROLE, [key]).fetchone()
        if row and row[0] == BLOCKED:
            raise SignInError("blocked")
        name = _free(connection, person.name, key)
        account = Account(name, person.role, person.provinces, key)
        kept = [key, name, person.role, json.dumps(person.provinces), store.now()]
        connection.execute(KEEP, kept)
    return account


def dismiss(issuer: str, subject: str) -> None:
    """Take away the account of whom the provider gives no place any more, and its sessions."""
    with store.writing() as connection:
        connection.execute(GONE, [key_of(issuer, subject), BLOCKED])


def key_of(issuer: str, subject: str) -> str:
    """Return the key that belongs to one person for good, and to no name."""
    return f"{OFFICE}{issuer}\n{subject}"


def _free(connection: store.Connection, name: str, key: str) -> str:
    """Return the name, or with a mark behind it if somebody else goes by it already.

    What is done is written down under the name: it must be nobody else's.
    """
    mark = sha256(key.encode()).hexdigest()[:6]
    short = name.strip()[: LONGEST_NAME - len(mark) - 3]
    try:
        names = (clean(short), clean(f"{short} ({mark})"))
    except AccountError as error:
        raise SignInError("name", "a name that cannot be shown") from error
    free = [text for text in names if not is_taken(connection, text, but=key)]
    if not free:
        raise SignInError("name", "a name that somebody else has")
    return free[0]
