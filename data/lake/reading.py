"""Versions of a lake: a snapshot is a version, and stays what it was."""

import uuid
from collections import deque
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from threading import Lock
from weakref import finalize

from data.lake import near
from data.lake.session import Session, reaching, session
from data.lake.setting import Lake
from data.opened import Connection, Warehouse

KEPT_OPEN = 8
# Whoever sends a report or looks once asks less often, and would wait for the copy.
OFTEN = 16


class Snapshot(Warehouse):
    """A version that is a snapshot of the lake, attached under a name of its own.

    DuckLake asks PostgreSQL for each table that a question names. A snapshot that is asked often
    has its small tables in memory instead: they stay what they are.
    """

    def __init__(self, session: Session, version: int, at: str) -> None:
        self.version = version
        self._session, self._at = session, at
        self._name = f"snapshot_{version}_{uuid.uuid4().hex[:8]}"
        self._asked, self._near = count(1), False
        with session.cursor() as cursor:
            options = f"READ_ONLY, SNAPSHOT_VERSION {version}"
            session.attach(cursor, self._name, options)

    @property
    def name(self) -> str:
        """What DuckDB knows it by."""
        return self._name

    @property
    def key(self) -> str:
        """The lake, the snapshot, and when it was taken: a lake may be begun again."""
        return f"{self._session.lake}@{self.version}@{self._at}".replace(" ", "T")

    @property
    def published(self) -> datetime:
        """When the snapshot was taken."""
        return datetime.fromtimestamp(float(self._at), UTC)

    def cursor(self) -> Connection:
        """Return a cursor of its own that sees this version."""
        cursor = self._session.cursor()
        if next(self._asked) == OFTEN:
            near.copy(cursor, self._name)
            self._near = True
        if self._near:
            near.use(cursor, self._name)
        else:
            cursor.execute(f"USE {self._name}")
        return cursor

    def has(self, table: str) -> bool:
        """Say whether this version has a table."""
        return table in self._tables

    @cached_property
    def _tables(self) -> frozenset[str]:
        return frozenset(name for (name,) in self.rows(f"SHOW TABLES FROM {self._name}"))

    def failing(self) -> AbstractContextManager[None]:
        """Say it as a StoreError if the other machines do not answer."""
        return reaching()


_open: dict[tuple[Lake, int, str], Snapshot] = {}
_left: deque[tuple[Session, str]] = deque()
_opening = Lock()


def newest(lake: Lake) -> Warehouse | None:
    """Return the newest snapshot of a lake, None if nothing was loaded yet.

    Raises StoreUnreachableError if PostgreSQL does not answer.
    """
    with reaching():
        opened = session(lake)
        found = _latest(opened)
        return _opened(opened, *found) if found else None


def _latest(session: Session) -> tuple[int, str] | None:
    """Return the newest snapshot and its time; the first is made with the lake and is empty."""
    table = f"{session.lake.schema}.ducklake_snapshot"
    with session.cursor() as cursor:
        there = session.asked(cursor, f"SELECT to_regclass('{table}')::text")
        if there is None or there[0] is None:
            return None
        at = "extract(epoch FROM snapshot_time)::text"
        last = f"SELECT snapshot_id, {at} FROM {table} ORDER BY 1 DESC LIMIT 1"  # noqa: S608
        found = session.asked(cursor, last)
    return (int(found[0]), str(found[1])) if found and found[0] else None


def _opened(session: Session, version: int, at: str) -> Snapshot:
    key = session.lake, version, at
    with _opening:
        _let_go()
        snapshot = _open.pop(key, None)
        if snapshot is None:
            snapshot = Snapshot(session, version, at)
            # Another thread may still read it when it is no longer among the newest.
            finalize(snapshot, _left.append, (session, snapshot.name))
        _open[key] = snapshot
        for oldest in list(_open)[:-KEPT_OPEN]:
            del _open[oldest]
    return snapshot


def _let_go() -> None:
    """Detach the snapshots that nobody holds any more."""
    while _left:
        session, name = _left.popleft()
        with session.cursor() as cursor:
            near.forget(cursor, name)
            cursor.execute(f"DETACH {name}")
