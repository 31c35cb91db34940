"""A report made anew: the file that a mend writes, and what is remembered of the mend."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePath

from etl.check.match import known_headers
from etl.examine import Report
from etl.problem import Problem
from etl.read import read
from etl.read.grid import Grid, grid_of
from etl.sheet import Noted, Sheet

MENDED = "-da-sua"
LISTED = 12
ENDS = "\r\n"
MARK = b"\xef\xbb\xbf"
# What a file may be refused for before it is checked and yet has rows to be mended on the page.
IN_ROWS = frozenset(
    {
        "no_header",
        "no_rows",
        "cells_count",
        "control_character",
        "quote_unclosed",
        "quote_stray",
        "text_too_long",
    }
)


class UnmendableError(Exception):
    """The file has no rows that could be mended this way."""


def opened(report: Report) -> tuple[Grid, Sheet | tuple[Problem, ...]]:
    """Return the rows of a report and what the reader made of them; raise UnmendableError.

    It is raised for what has no rows that a page could show: no text, no table, lost letters.
    """
    known = frozenset(known_headers())
    found = read(report.data, known, report.name)
    refused = () if isinstance(found, Sheet) else found
    if foreign := {p.kind for p in refused} - IN_ROWS:
        raise UnmendableError(", ".join(sorted(foreign)))
    rows = grid_of(report.data, known)
    if rows is None:
        raise UnmendableError("no text")
    return rows, found


def remade(report: Report, data: bytes, notes: Iterable[Noted]) -> Report:
    """Return the report with other bytes, under a name that says so, remembering its mends."""
    name = PurePath(report.name).stem.removesuffix(MENDED)
    mends = (*report.mends, *notes)
    return replace(report, name=f"{name}{MENDED}.csv", data=MARK + data, mends=mends)


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a CSV that every reader divides alike."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def rows_said(rows: Collection[int]) -> str:
    """Return the numbers of rows, neighbours as a range: ``3–5, 9``; of many the first few."""
    ranges = []
    for _, group in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        ranges.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return ", ".join(ranges[:LISTED]) + (" …" if len(ranges) > LISTED else "")
