"""A table of text to typed rows, or every problem found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from data.periods import running_period
from etl.check import rules
from etl.check.clean import Slice, slices_of, table_of
from etl.check.columns import Columns, read_columns
from etl.check.match import match
from etl.problem import Problem
from etl.problems import severity
from etl.sheet import Sheet


@dataclass(frozen=True)
class Checked:
    """What a sheet holds: its columns, and the rows to store unless there is any problem.

    Columns of ``table``: see etl.check.clean.table_of.
    """

    columns: Columns
    table: pa.Table | None
    slices: tuple[Slice, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems as a reader meets them: by row, those of the whole file first."""
    return tuple(sorted(problems, key=lambda p: p.row or 0))


def check(sheet: Sheet, *, now: datetime) -> Checked:
    """Check a sheet against the contract, all problems at once; nothing is stored."""
    filled = [bool(pc.any(pc.not_equal(c.dictionary, "")).as_py()) for c in sheet.columns]
    matched = match(sheet.headers, filled, sheet.header_row)
    columns = read_columns(sheet, matched.position, running=running_period(now))
    total = rules.total_rows(sheet)
    found = [*sheet.problems, *matched.problems, *matched.warnings, *rules.totals(sheet, total)]
    found += rules.problems(columns, total)
    errors = in_order(p for p in found if severity(p.kind) == "error")
    return Checked(
        columns=columns,
        table=None if errors else table_of(columns),
        slices=slices_of(columns),
        problems=errors,
        warnings=in_order(p for p in found if severity(p.kind) == "warning"),
    )
