"""The register of accounts: who has one, when they last signed in, and whether they are now."""

from datetime import UTC, datetime
from typing import NamedTuple

from access import store
from access.accounts import Account, accounts
from access.sessions import IDLE, LONGEST

OPEN = "SELECT account, count(*) FROM sessions WHERE made_at > ? AND seen_at > ? GROUP BY account"
LAST = """
SELECT a.key, max(e.at) FROM accounts AS a
JOIN events AS e ON e.actor = a.name AND e.action = 'sign_in' AND e.result = 'done'
WHERE e.at >= a.made_at GROUP BY a.key
"""


class Entry(NamedTuple):
    """An account, when it was last signed in with (UTC; None: never), and its open sessions."""

    account: Account
    last: datetime | None
    sessions: int


def register() -> list[Entry]:
    """Return every account by name."""
    now = store.now()
    with store.reading() as connection:
        opened = dict(connection.execute(OPEN, [now - LONGEST, now - IDLE]).fetchall())
        last = dict(connection.execute(LAST).fetchall())
    return [
        Entry(account, _moment(last.get(account.key)), opened.get(account.key, 0))
        for account in accounts()
    ]


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
