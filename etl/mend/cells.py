"""Mend the rows of a refused report: a new report with other cells or without some rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from etl.check import check
from etl.examine import Report
from etl.mend.remade import UnmendableError, opened, remade, rows_said, written
from etl.problem import Problem
from etl.sheet import Noted, Sheet
from etl.shown import ROW

SURPLUS = " | "


@dataclass(frozen=True)
class _Table:
    """All rows of a sheet as texts, by their numbers; ``broken`` have another number of cells."""

    headers: tuple[str, ...]
    header_row: int
    rows: Mapping[int, list[str]]
    broken: Mapping[int, list[str]]
    problems: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The headers so that no two are alike and none is empty."""
        names: list[str] = []
        for position, header in enumerate(self.headers, start=1):
            name = header or f"Cột {position}"
            names.append(f"{name} ({position})" if name in (ROW, *names) else name)
        return tuple(names)

    def place(self, header: str) -> int:
        """Return where a header stands, whether as named here or as in the file."""
        return (*self.names, *self.headers).index(header) % len(self.headers)

    def surplus(self) -> dict[int, list[str]]:
        """Return the cells of rows that are too long by blank cells only, without these."""
        width = len(self.headers)
        long = {row: cells for row, cells in self.broken.items() if len(cells) > width}
        return {row: cells[:width] for row, cells in long.items() if not any(cells[width:])}

    def squared(self, row: int) -> list[str]:
        """Return the cells of a row, one for each header; what is too much stands in the last."""
        if row in self.rows:
            return [*self.rows[row]]
        cells, width = self.broken[row], len(self.headers)
        if len(cells) > width:
            return [*cells[: width - 1], SURPLUS.join(cells[width - 1 :])]
        return cells + [""] * (width - len(cells))


def _table(report: Report, now: datetime | None) -> _Table:
    """Read and check a report for its rows; raise UnmendableError."""
    found, sheet = opened(report)
    if found.header_row is None or any(row.fault for row in found.rows):
        raise UnmendableError("it is not clear where its cells end, or which of them are headers")
    cells = dict(found.cells())
    headers = tuple(cells.pop(found.header_row))
    rows = {number: [*row] for number, row in cells.items() if number > found.header_row}
    moment = now or report.sent_at or datetime.now(UTC)
    return _Table(
        headers=headers,
        header_row=found.header_row,
        rows={number: row for number, row in rows.items() if len(row) == len(headers)},
        broken={number: row for number, row in rows.items() if len(row) != len(headers)},
        problems=check(sheet, now=moment).problems if isinstance(sheet, Sheet) else sheet,
    )


def offending(report: Report, *, now: datetime | None = None) -> pd.DataFrame:
    """Return the text of every row with an error: its number, and a column for each header.

    A second header of the same name has its position behind it. There is no row where the file
    cannot be mended here: it is no table, or a quote leaves open where its rows end.
    """
    try:
        table = _table(report, now)
    except UnmendableError:
        return pd.DataFrame(columns=[ROW])
    wrong = sorted({p.row for p in table.problems if p.row and p.row > table.header_row})
    return pd.DataFrame([[row, *table.squared(row)] for row in wrong], columns=[ROW, *table.names])


def mended(
    report: Report,
    cells: Mapping[tuple[int, str], str],
    dropped: Collection[int] = (),
    *,
    now: datetime | None = None,
) -> Report:
    """Return a new report with other cells, keyed by row and header, and without some rows.

    Rows keep their numbers; a row with a cell too many or too few stays so unless one of its
    cells is given. Raises UnmendableError, and LookupError or ValueError for a row or header that
    the file does not have.
    """
    return _written(report, _table(report, now), cells, dropped)


def with_offer(
    report: Report,
    problem: Problem,
    offer: str,
    *,
    everywhere: bool,
    now: datetime | None = None,
) -> Report:
    """Return a new report with what was offered for a problem in its cell.

    ``everywhere`` takes it in all rows with the same kind of problem, column and value. A total
    row is left out; an empty required cell takes the text from the row above it, each its own.
    """
    table = _table(report, now)
    alike = [p for p in table.problems if p.row and _alike(p, problem)] if everywhere else [problem]
    if problem.kind == "total_row":
        return _written(report, table, {}, [p.row for p in alike if p.row])
    own = problem.kind == "required_empty" and everywhere
    cells = {
        (p.row, p.column): p.offers[0] if own and p.offers else offer
        for p in alike
        if p.row and p.column and (p.offers or not own)
    }
    return _written(report, table, cells, ())


def surplus_rows(report: Report) -> tuple[int, ...]:
    """Return the rows whose only fault is that blank cells stand behind the last column."""
    try:
        table = _table(report, None)
    except UnmendableError:
        return ()
    return tuple(table.surplus())


def without_surplus(report: Report) -> Report:
    """Return a new report without the blank cells behind the last column; UnmendableError."""
    table = _table(report, None)
    cut = table.surplus()
    rows = {**table.rows, **table.broken, **cut}
    note = Noted("dropped_cells", {"rows": rows_said(set(cut))})
    return remade(report, written(_lines(table, rows)), [note])


def _alike(one: Problem, other: Problem) -> bool:
    return (one.kind, one.column, one.value) == (other.kind, other.column, other.value)


def _written(
    report: Report, table: _Table, cells: Mapping[tuple[int, str], str], dropped: Collection[int]
) -> Report:
    changed = {row: table.squared(row) for row, _ in cells}
    for (row, header), text in cells.items():
        changed[row][table.place(header)] = text
    rows = {**table.rows, **table.broken, **changed}
    kept = {number: row for number, row in rows.items() if number not in dropped}
    return remade(report, written(_lines(table, kept)), _noted(cells, dropped))


def _noted(cells: Mapping[tuple[int, str], str], dropped: Collection[int]) -> Iterator[Noted]:
    if cells:
        rows = rows_said({row for row, _ in cells})
        yield Noted("mended_cells", {"cells": str(len(cells)), "rows": rows})
    if dropped:
        yield Noted("dropped_rows", {"rows": rows_said(set(dropped))})


def _lines(table: _Table, rows: Mapping[int, list[str]]) -> Iterator[Sequence[str]]:
    """Yield every row at its number; rows that were not data, or are dropped, are blank."""
    for number in range(1, max(rows, default=table.header_row) + 1):
        yield table.headers if number == table.header_row else rows.get(number, ())
