"""A published version to read and a draft of the next one, whichever store they are of."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any

import duckdb
import pandas as pd

Connection = duckdb.DuckDBPyConnection


class Warehouse(ABC):
    """One published version, read only; its number is the key of every cached answer.

    ``instead_of`` is the newest version, where that is damaged and this one is shown for it.
    """

    version: int
    instead_of: int | None = None

    @property
    @abstractmethod
    def key(self) -> str:
        """A text that names this version of this store among all."""

    @property
    @abstractmethod
    def published(self) -> datetime:
        """When it was published."""

    @abstractmethod
    def cursor(self) -> Connection:
        """Return a cursor of its own: a shared one gives wrong rows between threads."""

    @abstractmethod
    def failing(self) -> AbstractContextManager[None]:
        """Turn what the store does when it gives way into a StoreError."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a cursor, and say it as a StoreError if the store gives way."""
        with self.failing(), self.cursor() as cursor:
            yield cursor

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query with bound values."""
        with self.reading() as cursor:
            return cursor.execute(sql, list(values)).fetchall()

    def table(self, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
        """Return a query with bound values as a table."""
        with self.reading() as cursor:
            return cursor.execute(sql, list(values)).df()

    def has(self, table: str) -> bool:
        """Say whether this version has a table; those of old stores lack the later ones."""
        found = "database_name = current_database() AND table_name = ?"
        return bool(self.rows(f"SELECT 1 FROM duckdb_tables() WHERE {found}", [table]))  # noqa: S608

    @cached_property
    def demonstration(self) -> bool:
        """Whether every report in it is synthetic."""
        return bool(self.rows("SELECT 1 FROM facts WHERE name = 'demonstration'"))

    @cached_property
    def periods(self) -> tuple[str, str] | None:
        """The first and last period with a report, None if there is none."""
        first, last = self.rows("SELECT min(period), max(period) FROM slices")[0]
        return (first, last) if first else None


class Draft(ABC):
    """The next version while the writer lock is held; nothing is begun until it is needed."""

    demonstration = False
    # The number of the version that it became.
    published = 0

    @property
    @abstractmethod
    def current(self) -> Warehouse | None:
        """The version published last."""

    @cached_property
    def connection(self) -> Connection:
        """A writing connection; all that is written is one transaction, ended by publishing."""
        return self.begin()

    @property
    def begun(self) -> bool:
        """Whether something was written that must be published."""
        return "connection" in self.__dict__

    @abstractmethod
    def begin(self) -> Connection:
        """Make the draft and open its transaction."""
