"""The file of accounts: copied into a backup, and put back where it was lost."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

NAME = "access.sqlite"
FLEETING = ("id_tokens", "handshakes", "sessions", "failures")
"""What a copy leaves out: nobody is signed in by a backup, and wrong names stay nobody's."""


def back_up(store: Path, to: Path) -> Path | None:
    """Copy the accounts and their log as they are at one moment; None where there are none."""
    return _copied(store / NAME, to) if (store / NAME).exists() else None


def put_back(store: Path, source: Path) -> bool | None:
    """Put the accounts of a backup back where they were lost; None if the backup has none.

    Where there are accounts they stay, and so does the log of what was done since: somebody who
    was removed meanwhile must not come back with the figures of before.
    """
    if not (source / NAME).exists():
        return None
    file = store / NAME
    if file.exists():
        if _is_whole(file):
            return False
        file.replace(file.with_name(f"{NAME}.damaged"))
    _copied(source / NAME, store)
    return True


def _copied(file: Path, to: Path) -> Path:
    """Copy a file that others may be writing to; only its owner can read the copy."""
    begun, copy = to / f"begun-{NAME}", to / NAME
    begun.unlink(missing_ok=True)
    os.close(os.open(begun, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
    try:
        with (
            closing(sqlite3.connect(file)) as source,
            closing(sqlite3.connect(begun, isolation_level=None)) as target,
        ):
            source.backup(target)
            # A file of an earlier program has not all of them.
            known = [name for (name,) in target.execute("SELECT name FROM sqlite_master")]
            for table in set(FLEETING).intersection(known):
                target.execute(f"DELETE FROM {table}")  # noqa: S608
            # What was deleted would otherwise still stand in the file.
            target.execute("VACUUM")
        begun.replace(copy)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error), str(file)) from error
    finally:
        begun.unlink(missing_ok=True)
    return copy


def _is_whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("SELECT count(*) FROM accounts").fetchone()
            return bool(connection.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except sqlite3.Error:
        return False
