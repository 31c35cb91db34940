"""A sign-in under way at the provider, finished once by the browser it began in."""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass

from access import store

LONGEST = 600
"""Seconds that somebody may take at the provider's."""
MOST = 10_000
"""So many are kept at a time: whoever begins thousands pushes out the oldest."""
FIND = "SELECT kept FROM handshakes WHERE token = ? AND made_at > ?"
SWEEP = """
DELETE FROM handshakes WHERE made_at <= ? OR token NOT IN
(SELECT token FROM handshakes ORDER BY made_at DESC, rowid DESC LIMIT ?)
"""


@dataclass(frozen=True)
class Handshake:
    """What the answer is held against, and where its reader wanted to go, in which language."""

    state: str
    nonce: str
    verifier: str
    onward: str
    lang: str


def begin(handshake: Handshake) -> str:
    """Keep a sign-in that begins; return the token that its browser holds."""
    token, now = secrets.token_urlsafe(32), store.now()
    kept = json.dumps(asdict(handshake))
    with store.writing() as connection:
        connection.execute("INSERT INTO handshakes VALUES (?, ?, ?)", [_hash(token), kept, now])
        connection.execute(SWEEP, [now - LONGEST, MOST])
    return token


def under_way(token: str) -> Handshake | None:
    """Return the sign-in that this browser began, None if it is over or too old."""
    with store.reading() as connection:
        row = connection.execute(FIND, [_hash(token), store.now() - LONGEST]).fetchone()
    return Handshake(**json.loads(row[0])) if row else None


def finish(token: str) -> bool:
    """Say whether it is finished for the first time: of two that try at once, one is."""
    with store.writing() as connection:
        gone = connection.execute("DELETE FROM handshakes WHERE token = ?", [_hash(token)])
    return gone.rowcount == 1


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
