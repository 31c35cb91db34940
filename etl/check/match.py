"""Match the headers of a sheet with the columns of the monthly report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from data.catalog import catalog
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
    return {fold(name): c.id for c in catalog().columns.values() for name in c.names()}


def match(headers: Sequence[str], filled: Sequence[bool], row: int) -> Matched:
    """Match headers by label, id or alias; ``filled`` says which columns hold any text.

    A column without a name is ignored if it is empty. ``row`` is the header's row in the sheet.
    """
    position: dict[str, int] = {}
    problems, warnings = list[Problem](), list[Problem]()
    for index, header in enumerate(headers):
        field = known_headers().get(fold(header))
        if field in position:
            problems.append(Problem("column_twice", row=row, column=header, field=field))
        elif field:
            position[field] = index
        elif header or filled[index]:
            warnings.append(_ignored(header, index, row))
    missing = (c for c in catalog().columns.values() if c.required and c.id not in position)
    problems += (Problem("column_missing", row, c.label.vi, c.id) for c in missing)
    return Matched(position, tuple(problems), tuple(warnings))


def _ignored(header: str, index: int, row: int) -> Problem:
    kind = "column_unknown" if header else "column_unnamed"
    return Problem(kind, row, header or None, says={"position": str(index + 1)})
