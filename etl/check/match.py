"""Match the headers of a sheet with the columns of the monthly report, or of another table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from data.catalog import Column, catalog
from data.fold import fold
from etl.problem import Problem


@dataclass(frozen=True)
class Matched:
    """Where each column of the report stands in the sheet, and what is wrong with the headers."""

    position: Mapping[str, int]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@cache
def known_headers() -> Mapping[str, str]:
    """Return column id by the fold key of every header that names it."""
    return headers_of(catalog().columns)


def headers_of(columns: Mapping[str, Column]) -> Mapping[str, str]:
    """Return column id by the fold key of every header that names one of some columns."""
    return {fold(name): column.id for column in columns.values() for name in column.names()}


def match(
    headers: Sequence[str],
    filled: Sequence[bool],
    row: int,
    columns: Mapping[str, Column] | None = None,
) -> Matched:
    """Match headers by label, id or alias; ``filled`` says which columns hold any text.

    A column without a name is ignored if it is empty. ``row`` is the header's row in the sheet.
    Without ``columns`` they are those of the monthly report.
    """
    columns = columns or catalog().columns
    known = headers_of(columns)
    position: dict[str, int] = {}
    problems, warnings = list[Problem](), list[Problem]()
    for index, header in enumerate(headers):
        field = known.get(fold(header))
        if field in position:
            problems.append(Problem("column_twice", row=row, column=header, field=field))
        elif field:
            position[field] = index
        elif header or filled[index]:
            warnings.append(_ignored(header, index, row))
    missing = (c for c in columns.values() if c.required and c.id not in position)
    problems += (Problem("column_missing", row, c.label.vi, c.id) for c in missing)
    return Matched(position, tuple(problems), tuple(warnings))


def _ignored(header: str, index: int, row: int) -> Problem:
    kind = "column_unknown" if header else "column_unnamed"
    return Problem(kind, row, header or None, says={"position": str(index + 1)})
