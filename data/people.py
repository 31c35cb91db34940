"""The accounts and their log: copied into a backup, and put back where they were lost."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from data.lake import people as shared
from data.lake.setting import Lake
from data.store import Store

SCHEMA = (Path(__file__).parent / "people.sql").read_text(encoding="utf-8")
NAME = "access.sqlite"
FLEETING = ("id_tokens", "handshakes", "sessions", "failures")
"""What a copy leaves out: nobody is signed in by a backup, and wrong names stay nobody's."""


LASTING = {
    "accounts": "key, name, password, role, provinces, made_at",
    "events": "at, actor, action, about, provinces, first, last, place, result, detail",
}
"""What a copy keeps, and its columns; a line of the log gets its number from where it is kept."""


def back_up(store: Store, to: Path) -> Path | None:
    """Copy the accounts and their log as they are at one moment; None where there are none.

    The copy is the same file, whether they were in one or in PostgreSQL.
    """
    if isinstance(store, Lake):
        return _written(store, to)
    return _copied(store / NAME, to) if (store / NAME).exists() else None


def put_back(store: Store, source: Path) -> bool | None:
    """Put the accounts of a backup back where they were lost; None if the backup has none.

    Where there are accounts they stay, and so does the log of what was done since: somebody who
    was removed meanwhile must not come back with the figures of before.
    """
    if not (source / NAME).exists():
        return None
    if isinstance(store, Lake):
        return _taken_up(store, source / NAME)
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


def _written(lake: Lake, to: Path) -> Path | None:
    """Write what is in PostgreSQL into a file, as a folder has it."""
    with shared.transaction(lake, writes=False) as people:
        rows = {t: people.execute(_all(t, columns)).fetchall() for t, columns in LASTING.items()}
    if not any(rows.values()):
        return None
    begun = to / f"read-{NAME}"
    begun.unlink(missing_ok=True)
    os.close(os.open(begun, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(begun)) as target, target:
            target.executescript(SCHEMA)
            for table, columns in LASTING.items():
                target.executemany(_add(table, columns), rows[table])
        begun.replace(to / NAME)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error), str(to / NAME)) from error
    finally:
        begun.unlink(missing_ok=True)
    return to / NAME


def _taken_up(lake: Lake, file: Path) -> bool:
    """Put what a file has into PostgreSQL, unless somebody is there; say whether it was."""
    with shared.transaction(lake, writes=True) as people:
        if any(people.execute(_all(t, c) + " LIMIT 1").fetchone() for t, c in LASTING.items()):
            return False
        try:
            with closing(sqlite3.connect(file)) as source:
                for table, columns in LASTING.items():
                    people.executemany(
                        _add(table, columns), source.execute(_all(table, columns)).fetchall()
                    )
        except sqlite3.Error as error:
            raise OSError(errno.EIO, str(error), str(file)) from error
    return True


def _all(table: str, columns: str) -> str:
    order = "number" if table == "events" else "key"
    return f"SELECT {columns} FROM {table} ORDER BY {order}"  # noqa: S608


def _add(table: str, columns: str) -> str:
    marks = ", ".join("?" * len(columns.split(",")))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608


def _is_whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("SELECT count(*) FROM accounts").fetchone()
            return bool(connection.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except sqlite3.Error:
        return False
