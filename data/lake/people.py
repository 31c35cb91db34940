"""Accounts, sessions and their log beside the catalog of a lake: one for all replicas."""

import atexit
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from data.failures import WarehouseSettingError
from data.lake.session import harmless
from data.lake.setting import PASSWORD, Lake, secret

if TYPE_CHECKING:
    import psycopg
    from psycopg_pool import ConnectionPool

    Pool = ConnectionPool[psycopg.Connection[tuple[Any, ...]]]

SCHEMA = (Path(__file__).parent / "people.sql").read_text(encoding="utf-8")
PATIENCE = 5
"""Seconds that one waits for PostgreSQL, or who writes for another who does."""
MOST = 8
"""Connections of a process at most; a question takes one for a millisecond."""
# Whoever writes is alone, as in SQLite: what is counted stays true until it is kept.
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
IS_MADE = "SELECT to_regnamespace(%s) IS NOT NULL"

_pools: "dict[Lake, Pool]" = {}
_opening = Lock()


class PeopleUnreachableError(OSError):
    """PostgreSQL does not answer, or refuses; said in one line without any secret."""


class Found(Protocol):
    """What a statement found, as a cursor of either database gives it."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""

    def fetchone(self) -> Any:  # noqa: ANN401
        """Give the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Give the rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class People:
    """A transaction; it takes the statements that are written for SQLite."""

    def __init__(self, connection: "psycopg.Connection[tuple[Any, ...]]") -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Found:
        """Run a statement whose values are marked by question marks."""
        return self._connection.execute(_marked(sql), _kept(values))

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        with self._connection.cursor() as cursor:
            cursor.executemany(_marked(sql), [_kept(row) for row in rows])


def schema_of(lake: Lake) -> str:
    """Return the schema of the accounts: DuckLake has the catalog's own for itself."""
    return f"{lake.schema}_access"


@contextmanager
def transaction(lake: Lake, *, writes: bool) -> Iterator[People]:
    """Do what the block does whole or not at all, alone if it ``writes``.

    Raises PeopleUnreachableError, an OSError, as a file that gives way does.
    """
    with _reaching(), _pool(lake).connection() as connection:
        if writes:
            connection.execute(ALONE, [schema_of(lake)])
        else:
            # One moment for all that is read, as of a copy for a backup.
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield People(connection)


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        import psycopg
    except ImportError:
        raise PeopleUnreachableError("pip install -r requirements-lake.txt") from None
    try:
        yield
    except (psycopg.Error, WarehouseSettingError) as error:
        raise PeopleUnreachableError(harmless(str(error))) from None


def _pool(lake: Lake) -> "Pool":
    with _opening:
        if lake not in _pools:
            _make(lake)
            _pools[lake] = _opened(lake)
        return _pools[lake]


def _opened(lake: Lake) -> "Pool":
    from psycopg_pool import ConnectionPool

    pool = ConnectionPool(
        kwargs=_reached(lake),
        min_size=0,
        max_size=MOST,
        timeout=PATIENCE,
        # PostgreSQL may have been started anew since; a reader does not notice.
        check=ConnectionPool.check_connection,
        open=True,
    )
    atexit.register(pool.close)
    return pool


def _make(lake: Lake) -> None:
    """Make the tables where there are none; of several replicas that start at once, one does."""
    import psycopg
    from psycopg import sql

    schema = schema_of(lake)
    # The first connection is not the pool's: what is wrong is said at once, and once.
    with psycopg.connect(**_reached(lake)) as connection:
        connection.execute(ALONE, [schema])
        row = connection.execute(IS_MADE, [schema]).fetchone()
        if row and not row[0]:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
            connection.execute(SCHEMA.encode())


def _reached(lake: Lake) -> dict[str, Any]:
    waits = f"-c lock_timeout={PATIENCE * 1000} -c statement_timeout={PATIENCE * 2000}"
    return {
        "host": lake.host,
        "port": lake.port,
        "dbname": lake.database,
        "user": lake.user,
        "password": secret(PASSWORD),
        "connect_timeout": PATIENCE,
        "options": f"-c search_path={schema_of(lake)} {waits}",
    }


def _marked(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()


def _kept(values: Sequence[Any]) -> list[Any]:
    """Return values as PostgreSQL can keep them: what is typed may hold a NUL, its text may not."""
    return [
        v.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(v, str) else v for v in values
    ]
