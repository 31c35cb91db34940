"""Copy a whole warehouse into another store, and see that both say the same."""

from collections.abc import Iterator
from typing import NamedTuple

from data import pieces, tables
from data.catalog import catalog
from data.filters import Filters
from data.opened import Connection, Warehouse
from data.questions import Question, ask
from data.store import Store
from data.warehouse import drafting, newest

BATCH = 10_000


class MoveError(Exception):
    """A warehouse cannot be moved, or did not arrive as it was; ``kind`` names why."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Total(NamedTuple):
    """A table with its rows, or a measure with its sum over all years."""

    name: str
    value: int


def move(source: Store, target: Store) -> list[Total]:
    """Copy the newest version of a store into an empty one; return the totals of both.

    Raises MoveError if there is nothing to copy, if the target holds something, or if a total
    differs: then the copy is not to be used.
    """
    old = newest(source)
    if old is None:
        raise MoveError("nothing")
    with drafting(target) as draft:
        if draft.current is not None:
            raise MoveError("occupied")
        carry(old, draft.connection)
    new = newest(target)
    if new is None or not alike(old, new):
        raise MoveError("differs")
    return totals(new)


def carry(source: Warehouse, connection: Connection) -> None:
    """Put the rows of a version in place of all that a draft holds."""
    for table in tables.names():
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
        if source.has(table):
            _carry(source, connection, table)
    if not source.has(pieces.TABLE):
        for (upload,) in source.rows("SELECT upload FROM uploads WHERE bytes IS NOT NULL"):
            pieces.keep(connection, upload, pieces.kept(source, upload))
    connection.execute("DELETE FROM facts WHERE name = 'schema'")
    tables.say_version(connection)


def _carry(source: Warehouse, connection: Connection, table: str) -> None:
    """Put in the rows of a table, without columns that it has no more."""
    with source.reading() as cursor:
        there = cursor.sql(f"FROM {table} LIMIT 0").columns
        common = ", ".join(f'"{name}"' for name in there if name in tables.columns(table))
        rows = cursor.sql(f"SELECT {common} FROM {table}").to_arrow_reader(BATCH)  # noqa: S608
        connection.register("carried", rows)
        connection.execute(f"INSERT INTO {table} BY NAME FROM carried")  # noqa: S608
        connection.unregister("carried")


def alike(one: Warehouse, other: Warehouse) -> bool:
    """Say whether two warehouses hold the same, in the tables that both have."""
    there, here = dict(totals(one)), dict(totals(other))
    return all(there[name] == here[name] for name in there.keys() & here.keys())


def totals(warehouse: Warehouse) -> list[Total]:
    """Return the rows of each table and the sum of each measure."""
    return [*_rows(warehouse), *_sums(warehouse)]


def _rows(warehouse: Warehouse) -> Iterator[Total]:
    for table in filter(warehouse.has, tables.names()):
        [(count,)] = warehouse.rows(f"SELECT count(*) FROM {table}")  # noqa: S608
        yield Total(table, count)


def _sums(warehouse: Warehouse) -> Iterator[Total]:
    ids = tuple(m.id for kind in catalog().kinds.values() for m in kind.indicators)
    for state in catalog().lists["status"]:
        answer = ask(warehouse, Question(ids, (), Filters(where={"status": (state.id,)})))
        for id in ids:
            yield Total(f"{id} ({state.id})", int(answer[id].fillna(0).sum()))
