"""The gate's part of the audit log: signing in and out, refusals, downloads, accounts."""

import getpass
import json
from dataclasses import dataclass

from access import store
from data.place import SHELL

NOBODY = "unknown name"
"""What stands for a name that is nobody's."""
AGAIN = 300
"""Seconds in which the same thing is not written twice, where somebody could fill the disk."""
WRITE = """
INSERT INTO events (at, actor, action, about, provinces, first, last, place, result, detail)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
"""
ONCE = """
WHERE NOT EXISTS (
    SELECT 1 FROM events WHERE at > ? AND (actor, action, about, result) = (?, ?, ?, ?)
)
"""


@dataclass(frozen=True)
class Event:
    """One line: who did what to what, for which provinces and periods, from where.

    Without provinces an event with periods is about all of them. Never a password, nor a name
    that was typed and is nobody's: it may be a password in the wrong field.
    """

    action: str
    actor: str = ""
    about: str = ""
    provinces: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    place: str = SHELL
    result: str = "done"
    detail: str = ""


def write(connection: store.Connection, event: Event, *, once: bool = False) -> None:
    """Add a line within a change; ``once``: not if the same was written a moment ago."""
    now = store.now()
    row = [
        now, event.actor, event.action, event.about,
        json.dumps(event.provinces, ensure_ascii=False), event.first, event.last,
        event.place, event.result, event.detail,
    ]  # fmt: skip
    same = [now - AGAIN, event.actor, event.action, event.about, event.result] if once else []
    connection.execute(WRITE + (ONCE if once else ""), row + same)


def add(event: Event, *, once: bool = False) -> None:
    """Add a line."""
    with store.writing() as connection:
        write(connection, event, once=once)


def at_the_shell() -> str:
    """Return who types a command, as the machine knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
