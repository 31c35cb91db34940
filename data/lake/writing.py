"""The next version of a lake: one transaction of DuckLake under a lock in PostgreSQL."""

import time
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb

from data import tables
from data.failures import StoreBusyError
from data.lake.reading import newest
from data.lake.session import Session, reaching, session
from data.lake.setting import Lake
from data.opened import Connection, Draft, Warehouse
from data.provinces import write_provinces


class LakeDraft(Draft):
    """A transaction of DuckLake: what it has written into the bucket nobody sees before its end."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._cursor = session.cursor()
        self._name = f"draft_{uuid.uuid4().hex[:8]}"

    @property
    def current(self) -> Warehouse | None:
        """The version published last."""
        return newest(self._session.lake)

    def begin(self) -> Connection:
        """Attach the lake for writing."""
        connection = self._cursor
        self._session.create(connection, self._name)
        connection.execute(f"USE {self._name}")
        connection.execute("BEGIN")
        self._prepare(connection)
        return connection

    def _prepare(self, connection: Connection) -> None:
        behind = tables.differing(connection) if self.current else None
        if behind is None:
            tables.create(connection)
            if self.demonstration:
                connection.execute("INSERT INTO facts VALUES ('demonstration', 'true')")
        elif behind:
            tables.fit(connection, behind)
        write_provinces(connection)

    def publish(self) -> None:
        """Commit what was written."""
        self.connection.execute("COMMIT")
        current = self.current
        self.published = current.version if current else 0

    def discard(self) -> None:
        """Let go of the lake; what was not committed was never there."""
        for statement in ("ROLLBACK", "USE memory", f"DETACH DATABASE IF EXISTS {self._name}"):
            with suppress(duckdb.Error):
                self._cursor.execute(statement)
        self._cursor.close()


@contextmanager
def drafting(lake: Lake, wait: float) -> Iterator[Draft]:
    """Hold the writer lock of a lake and publish what the block writes into the draft.

    A block that raises publishes nothing. Raises StoreBusyError if another one keeps the lock
    longer than ``wait`` seconds, StoreUnreachableError if the other machines do not answer.
    """
    with reaching():
        opened = session(lake)
        with locked(opened, wait) as guard:
            draft = LakeDraft(opened)
            try:
                yield draft
                if draft.begun:
                    # A lock that was lost on the way may be held by another one by now.
                    opened.asked(guard, "SELECT 1")
                    draft.publish()
            finally:
                draft.discard()


@contextmanager
def locked(session: Session, wait: float) -> Iterator[Connection]:
    """Hold the writer lock of a lake; raises StoreBusyError if another one keeps it for longer."""
    with session.cursor() as guard:
        _lock(session, guard, wait)
        yield guard


def _lock(session: Session, guard: Connection, wait: float) -> None:
    """Take the lock for the transaction of ``guard``: it ends with it, however that ends."""
    key = zlib.crc32(f"dashboard {session.lake.schema}".encode())
    guard.execute("BEGIN")
    session.asked(guard, "SELECT set_config('idle_in_transaction_session_timeout', '0', true)")
    session.asked(guard, f"SELECT set_config('lock_timeout', '{max(1, wait * 1000):.0f}', true)")
    begun = time.monotonic()
    try:
        session.asked(guard, f"SELECT pg_advisory_xact_lock({key})::text")
    except duckdb.IOException:
        # PostgreSQL says it in the language of its own settings.
        if time.monotonic() - begun >= wait:
            raise StoreBusyError(str(session.lake)) from None
        raise
