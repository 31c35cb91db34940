"""The small tables of a snapshot in memory, where questions name them most."""

from data.opened import Connection

TABLES = ("facts", "provinces", "slices", "monthly", "explained", "targets", "records")
MOST = 8 << 20
"""Bytes of Parquet of a table that is copied: some 300,000 activities."""


def copy(cursor: Connection, snapshot: str) -> None:
    """Copy what is small into a database in memory beside a snapshot that is attached."""
    cursor.execute(f"ATTACH ':memory:' AS {_name(snapshot)}")
    sizes = "SELECT table_name, file_size_bytes FROM ducklake_table_info(?)"
    small = {table for table, size in cursor.execute(sizes, [snapshot]).fetchall() if size <= MOST}
    for (table,) in cursor.execute(f"SHOW TABLES FROM {snapshot}").fetchall():
        made = "TABLE" if table in TABLES and table in small else "VIEW"
        cursor.execute(f"CREATE {made} {_name(snapshot)}.{table} AS FROM {snapshot}.{table}")


def use(cursor: Connection, snapshot: str) -> None:
    """Let a cursor read the copy; what is not copied it finds there as a view."""
    cursor.execute(f"USE {_name(snapshot)}")


def forget(cursor: Connection, snapshot: str) -> None:
    """Let the copy go, if there is one."""
    cursor.execute(f"DETACH DATABASE IF EXISTS {_name(snapshot)}")


def _name(snapshot: str) -> str:
    return f"near_{snapshot}"
