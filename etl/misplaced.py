"""A table of targets sent as a report, or a report sent as one: its headers tell."""

from collections.abc import Mapping, Sequence

from data.catalog import Column, catalog
from data.fold import fold
from etl.check.match import headers_of
from etl.problem import Problem
from etl.read import read
from etl.sheet import Sheet

Columns = Mapping[str, Column]


def targets_in(data: bytes, name: str, found: Sheet | Sequence[Problem]) -> bool:
    """Tell whether what was read as a report is a table of targets."""
    return _is_other(data, name, found, catalog().columns, catalog().target_columns)


def report_in(data: bytes, name: str, found: Sheet | Sequence[Problem]) -> bool:
    """Tell whether what was read as a table of targets is a report."""
    return _is_other(data, name, found, catalog().target_columns, catalog().columns)


def _is_other(
    data: bytes, name: str, found: Sheet | Sequence[Problem], own: Columns, other: Columns
) -> bool:
    headers = _headers(data, name, found, other)
    return _has_required(headers, other) and not _has_required(headers, own)


def _headers(
    data: bytes, name: str, found: Sheet | Sequence[Problem], other: Columns
) -> Sequence[str]:
    """Return the headers; where none were known, those that the other table would know."""
    if not isinstance(found, Sheet):
        if not any(problem.kind == "no_header" for problem in found):
            return ()
        found = read(data, frozenset(headers_of(other)), name)
    return found.headers if isinstance(found, Sheet) else ()


def _has_required(headers: Sequence[str], columns: Columns) -> bool:
    known = headers_of(columns)
    there = {known.get(fold(header)) for header in headers}
    return all(column.id in there for column in columns.values() if column.required)
