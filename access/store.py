"""Accounts, sessions and attempts in a small file of their own, beside the warehouse."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data import store
from data.people import NAME

SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
PATIENCE = 5.0
"""Seconds that one who writes waits for another."""

Connection = sqlite3.Connection


def path() -> Path:
    """Return the file that belongs to the office's store."""
    return store.folder() / NAME


def now() -> int:
    """Return the time as it is stored."""
    return int(time.time())


@contextmanager
def reading() -> Iterator[Connection]:
    """Open the file to look something up; where there is none, nothing is found."""
    file = path()
    with closing(_opened(file if file.exists() else Path(":memory:"))) as connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """Open the file, made if need be, for one change that is kept whole or not at all."""
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


def _opened(file: Path) -> Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    connection.executescript(SCHEMA)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
