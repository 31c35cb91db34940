"""Sessions: rows on the server, each found by a token that only the browser holds."""

import hashlib
import secrets
import sqlite3

from access import events, store
from access.accounts import Account, account_of
from access.ways import is_open
from data.place import SHELL

IDLE = 2 * 3600
"""Seconds without a request or a click after which one has to sign in again."""
LONGEST = 12 * 3600
"""Seconds after which one has to sign in again in any case: a working day."""
GRAIN = 60
"""So many seconds pass before the time a session was last seen is written again."""

AHEAD = 60
"""So many seconds a session may seem to be of the future: a clock is put right by that much."""

FIND = """
SELECT a.name, a.role, a.provinces, a.key, s.seen_at FROM sessions AS s
JOIN accounts AS a ON a.key = s.account
WHERE s.token = ? AND s.made_at > ? AND s.seen_at > ? AND s.seen_at <= ?
"""
WHOSE = """
SELECT a.name FROM sessions AS s JOIN accounts AS a ON a.key = s.account WHERE s.token = ?
"""
HINT = "SELECT id_token FROM id_tokens WHERE token = ?"
END = "DELETE FROM sessions WHERE account IN (SELECT account FROM sessions WHERE token = ?)"


def begin(account: Account, instead_of: str = "", place: str = SHELL, *, hint: str = "") -> str:
    """Begin a session; return its new token. The one the browser held before ends.

    ``hint``: the ID token of the office's provider, to be shown to it again at the end.
    """
    token, now = secrets.token_urlsafe(32), store.now()
    with store.writing() as connection:
        connection.execute(
            "DELETE FROM sessions WHERE token = ? OR made_at <= ? OR seen_at <= ?",
            [_kept(instead_of), now - LONGEST, now - IDLE],
        )
        connection.execute(
            "INSERT INTO sessions VALUES (?, ?, ?, ?)",
            [_kept(token), account.key, now, now],
        )
        if hint:
            connection.execute("INSERT INTO id_tokens VALUES (?, ?)", [_kept(token), hint])
        events.write(connection, events.Event("sign_in", account.name, place=place))
    return token


def signed_in(token: str) -> Account | None:
    """Return whose session it is now: nobody's once it was ended, or too old or idle."""
    if not token:
        return None
    now = store.now()
    with store.reading() as connection:
        limits = [now - LONGEST, now - IDLE, now + AHEAD]
        row = connection.execute(FIND, [_kept(token), *limits]).fetchone()
    if row is None:
        return None
    if now - row[-1] >= GRAIN:
        _seen(token, now)
    account = account_of(row)
    return account if is_open(account) else None


def hint_of(token: str) -> str:
    """Return what the office's provider gave when the session began, "" for any other session."""
    with store.reading() as connection:
        row = connection.execute(HINT, [_kept(token)]).fetchone()
    return str(row[0]) if row else ""


def end(token: str, place: str = SHELL) -> None:
    """End every session of the account: on this browser and wherever else it is signed in."""
    with store.writing() as connection:
        whose = connection.execute(WHOSE, [_kept(token)]).fetchone()
        if whose:
            connection.execute(END, [_kept(token)])
            events.write(connection, events.Event("sign_out", whose[0], place=place))


def _seen(token: str, now: int) -> None:
    try:
        with store.writing() as connection:
            connection.execute(
                "UPDATE sessions SET seen_at = ? WHERE token = ?", [now, _kept(token)]
            )
    except (OSError, sqlite3.Error):
        # On a full disk one can still read; the session only seems idle for longer.
        return


def _kept(token: str) -> bytes:
    """Return what is kept of a token: who reads the file cannot take a session over."""
    return hashlib.sha256(token.encode()).digest()
