"""Accounts, sessions and attempts: in a small file, or in the PostgreSQL of a lake."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data import store
from data.failures import WarehouseSettingError
from data.lake import people
from data.lake.setting import Lake
from data.people import NAME, SCHEMA

PATIENCE = 5.0
"""Seconds that one who writes waits for another."""

Connection = sqlite3.Connection | people.People
FAILURES = (OSError, sqlite3.Error)
"""What it looks like where it gives way: a file, or a server."""


def path() -> Path:
    """Return the file that belongs to the office's store."""
    return store.folder() / NAME


def where() -> str:
    """Return where they are, as it is said to who looks after them."""
    lake = _lake()
    return f"{lake.host}/{lake.database}/{people.schema_of(lake)}" if lake else str(path())


def now() -> int:
    """Return the time as it is stored."""
    return int(time.time())


@contextmanager
def reading() -> Iterator[Connection]:
    """Look something up; where there is nothing yet, nothing is found."""
    if lake := _lake():
        with people.transaction(lake, writes=False) as shared:
            yield shared
        return
    file = path()
    with closing(_opened(file if file.exists() else Path(":memory:"))) as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """Make one change that is kept whole or not at all; one at a time, on all machines."""
    if lake := _lake():
        with people.transaction(lake, writes=True) as shared:
            yield shared
        return
    file = path()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Nobody else on the machine reads it; SQLite gives what it writes beside it the same mode.
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    with closing(_opened(file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _lake() -> Lake | None:
    try:
        return store.lake()
    except WarehouseSettingError as error:
        # Nobody is let in by the accounts of another place.
        raise OSError(str(error)) from None


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    connection.executescript(SCHEMA)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
