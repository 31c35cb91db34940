"""Whether DuckDB takes an indicator's SQL for one number over records, tried when read."""

from collections.abc import Iterable

import duckdb

from data.definition import DefinitionError
from data.kinds import Kind
from data.warehouse import SCHEMA, Connection


def refuse_unbound(kinds: Iterable[Kind]) -> None:
    """Raise DefinitionError for an indicator whose SQL is no aggregate over records."""
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute(SCHEMA)
        for kind in kinds:
            for number, measure in enumerate(kind.indicators):
                why = _refusal(connection, measure.sql)
                if why:
                    key = f"indicator[{number}].sql"
                    raise DefinitionError(f"{kind.id}.toml", key, f"{measure.sql!r}: {why}")


def _refusal(connection: Connection, sql: str) -> str | None:
    """Return why the SQL is no aggregate, None if it is one."""
    try:
        # abs() takes numbers only. Over no rows an aggregate is one row, anything else is none.
        rows = connection.execute(f"SELECT abs({sql})::BIGINT FROM records AS f").fetchall()  # noqa: S608
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return None if len(rows) == 1 else "not an aggregate over records"
