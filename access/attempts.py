"""Guessing is slowed: after some wrong passwords for an account or an address one waits."""

import hashlib
import ipaddress
from collections.abc import Mapping

from access import store
from access.accounts import key_of

FREE: Mapping[str, int] = {"account": 5, "address": 20}
"""Wrong passwords that cost no time: a clerk mistypes, an office shares an address."""
SLOWEST = 300
"""Seconds of waiting at most: who guesses must not be able to lock somebody out for the day."""
MEMORY = 24 * 3600
SHARE = 16
"""Bits of a name's hash that are kept: a password typed as a name cannot be told from so few."""
COUNTED = "SELECT count(*), coalesce(max(at), 0) FROM failures WHERE subject = ? AND at > ?"

FORGET_LAST = """
DELETE FROM failures WHERE rowid = (SELECT max(rowid) FROM failures WHERE subject = ?)
"""


def begin(name: str, address: str) -> int:
    """Count an attempt as wrong before it is looked at; return the seconds to wait instead.

    Counted afterwards, a thousand attempts at once would all be free.
    """
    now = store.now()
    subjects = _subjects(name, address)
    with store.writing() as connection:
        connection.execute("DELETE FROM failures WHERE at <= ?", [now - MEMORY])
        # The clock was put back: nobody waits for a time that was never right.
        connection.execute("UPDATE failures SET at = ? WHERE at > ?", [now, now])
        wait = max(_wait(connection, kind, subject, now) for kind, subject in subjects.items())
        if not wait:
            rows = [(subject, now) for subject in subjects.values()]
            connection.executemany("INSERT INTO failures VALUES (?, ?)", rows)
    return wait


def succeeded(name: str, address: str) -> None:
    """Forget the wrong passwords of the account, and this attempt of the address."""
    subjects = _subjects(name, address)
    with store.writing() as connection:
        connection.execute("DELETE FROM failures WHERE subject = ?", [subjects["account"]])
        connection.execute(FORGET_LAST, [subjects["address"]])


def _wait(connection: store.Connection, kind: str, subject: str, now: int) -> int:
    count, last = connection.execute(COUNTED, [subject, now - MEMORY]).fetchone()
    over = count - FREE[kind]
    if over < 0:
        return 0
    until: int = last + min(SLOWEST, 2 ** min(over, 16))
    return max(0, until - now)


def _subjects(name: str, address: str) -> dict[str, str]:
    return {"account": f"account {_share(name)}", "address": f"address {network(address)}"}


def _share(name: str) -> str:
    """Return what a name is counted as, known or not: one of 65,536, so hardly ever another's."""
    return hashlib.sha256(key_of(name).encode()).hexdigest()[: SHARE // 4]


def network(address: str) -> str:
    """Return what counts as one address: whoever has an IPv6 address has many."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
