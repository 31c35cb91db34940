"""The SQL of indicators: tried when it is read, and summed over rows not stored yet."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from data.answer import QUALIFIERS
from data.definition import DefinitionError
from data.kinds import Kind, Measure
from data.tables import SCHEMA, Connection

MARKS = "CASE f.{0}_qualifier WHEN 'at_least' THEN 1 WHEN 'at_most' THEN 2 WHEN 'about' THEN 4 END"
STAGED = "(SELECT * REPLACE (string_split(channel, ';') AS channel) FROM staged)"


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


def summed(rows: pa.Table, measures: Iterable[Measure]) -> tuple[tuple[str, int, str], ...]:
    """Return (id, figure, qualifier or "") of the measures that rows to store count for.

    The columns of ``rows`` are those of ``records`` but ``upload``, ``channel`` ids joined by
    ``;``. As in questions, only what was done counts.
    """
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.register("staged", rows)
        found = [(m.id, *_figure(connection, m)) for m in measures if m.kind]
    return tuple((id, n, QUALIFIERS.get(mark, "about")) for id, n, mark in found if n is not None)


def _figure(connection: Connection, measure: Measure) -> tuple[int | None, int]:
    marks = f"coalesce(bit_or(({MARKS.format(measure.counts)})::UTINYINT), 0)"
    found = connection.execute(
        f"SELECT ({measure.sql})::BIGINT, {marks}, count(*) FROM {STAGED} AS f "  # noqa: S608
        "WHERE f.kind = ? AND f.status = 'done'",
        [measure.kind],
    ).fetchall()
    figure, mark, rows = found[0]
    return (figure, mark) if rows else (None, 0)
