"""The tables of a warehouse: made for a new one, brought up to date in one from before."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb

from data import pieces
from data.failures import StoreNewerError, StoreOutdatedError

SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
# Raised with every change of schema.sql: a program refuses the tables of a later one.
SCHEMA_VERSION = "3"
# What the reports themselves said: a new column of these is read from their bytes, or stays wrong.
FROM_REPORTS = frozenset({"records", "former_records", "monthly"})
Columns = Mapping[str, str]
Connection = duckdb.DuckDBPyConnection


def create(connection: Connection) -> None:
    """Make the tables of a new warehouse."""
    connection.execute(SCHEMA)
    say_version(connection)


def say_version(connection: Connection) -> None:
    """Write down that the tables are those of today."""
    connection.execute("INSERT INTO facts VALUES ('schema', ?)", [SCHEMA_VERSION])


def names() -> tuple[str, ...]:
    """Return the tables of today in the order of schema.sql."""
    return tuple(_wanted())


def columns(table: str) -> Columns:
    """Return the columns of a table of today, with their types."""
    return _wanted()[table]


def differing(connection: Connection) -> list[str]:
    """Return the tables that lack something of today's, in the order of schema.sql.

    Raises StoreNewerError if a later program made them.
    """
    sql = "SELECT max(value::INT) FROM facts WHERE name = 'schema'"
    [(made,)] = connection.execute(sql).fetchall()
    if made and made > int(SCHEMA_VERSION):
        raise StoreNewerError(str(made))
    present = _columns(connection)
    return [table for table, columns in _wanted().items() if present.get(table) != columns]


def fit(connection: Connection, tables: list[str]) -> None:
    """Make these tables as they are today; what they held stays, a new column is empty.

    Raises StoreOutdatedError if the reports have to be read again for it.
    """
    present = _columns(connection)
    outdated = FROM_REPORTS.intersection(tables)
    if outdated:
        raise StoreOutdatedError(", ".join(sorted(outdated)))
    # Before uploads is made anew without them.
    if pieces.TABLE not in present:
        tables = [table for table in tables if table != pieces.TABLE]
        connection.execute(_statements()[pieces.TABLE])
        pieces.take_over(connection)
    for table in tables:
        if table in present:
            connection.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
        connection.execute(_statements()[table])
        if table in present:
            common = ", ".join(f'"{c}"' for c in _wanted()[table] if c in present[table])
            taken = f"SELECT {common} FROM {table}_before"  # noqa: S608
            connection.execute(f"INSERT INTO {table} BY NAME {taken}")  # noqa: S608
            connection.execute(f"DROP TABLE {table}_before")
    connection.execute("UPDATE facts SET value = ? WHERE name = 'schema'", [SCHEMA_VERSION])


def _columns(connection: Connection) -> Mapping[str, Columns]:
    """Return the columns of each table with their types; their order is of no account."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() ORDER BY table_oid, column_index"
    ).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


@cache
def _wanted() -> Mapping[str, Columns]:
    with duckdb.connect() as today:
        today.execute(SCHEMA)
        return _columns(today)


@cache
def _statements() -> dict[str, str]:
    with duckdb.connect() as today:
        today.execute(SCHEMA)
        made = "SELECT table_name, sql FROM duckdb_tables()"
        return dict(today.execute(made).fetchall())
