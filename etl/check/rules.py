"""What must hold within a row and within a slice, beyond each cell on its own."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from data.catalog import catalog
from data.fold import fold
from data.periods import first_day, shift, window
from etl.check.column import Rows, at_rows, empty_cells, long_texts
from etl.check.columns import KINDS, NIL, TEXTS, Columns
from etl.check.parts import differing_parts
from etl.problem import Problem
from etl.sheet import Sheet

TOTALS = frozenset({"tong", "tongcong", "tongso", "cong", "congchung", "total"})
FAR_MONTHS = 5 * 12
EPOCH = np.datetime64("1970-01-01", "D")


def total_rows(sheet: Sheet) -> Rows:
    """Return which rows are total rows: their first text is, whole, Tổng, Cộng, Total …"""
    total = np.zeros(len(sheet.rows), bool)
    earlier_text = np.zeros(len(sheet.rows), bool)
    for column in sheet.columns:
        codes = column.indices.to_numpy(zero_copy_only=False)
        texts = column.dictionary
        # Only short texts can be one of the words: folding every title would cost seconds.
        short = pc.less(pc.utf8_length(texts), 20).to_pylist()
        named = [
            is_short and fold(text.as_py()) in TOTALS
            for is_short, text in zip(short, texts, strict=True)
        ] if any(short) else []  # fmt: skip
        if any(named):
            total |= np.array(named)[codes] & ~earlier_text
        earlier_text |= pc.not_equal(texts, "").to_numpy(zero_copy_only=False)[codes]
    return total


def totals(sheet: Sheet, total: Rows) -> Iterator[Problem]:
    """Tell each total row, with its first text."""
    for index in np.flatnonzero(total):
        cells = (
            (h, c[int(index)].as_py()) for h, c in zip(sheet.headers, sheet.columns, strict=True)
        )
        header, text = next((h, t) for h, t in cells if t)
        yield Problem("total_row", row=int(sheet.rows[index]), column=header, value=text)


def total_titles(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Warn of an activity that is titled like a total: its figures may be counted twice."""
    cells = columns.cells("title")
    short = pc.less(pc.utf8_length(cells.dictionary), 20).to_pylist()
    named = [brief and fold(t) in TOTALS for brief, t in zip(short, cells.texts, strict=True)]
    if any(named):
        where = cells.where(named) & ~silent
        yield from at_rows("title_total", cells, where, columns.rows)


def required(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Tell required cells that are empty, of columns the sheet has; a nil row needs no title."""
    for column in catalog().columns.values():
        if not column.required or column.id not in columns.given:
            continue
        nil = columns.kinds == NIL if column.id == "title" else False
        yield from empty_cells(columns.cells(column.id), columns.rows, silent | nil)


def lengths(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Tell texts longer than their column allows."""
    for column in catalog().columns.values():
        if column.limit is not None:
            yield from long_texts(columns.cells(column.id), columns.rows, silent, column.limit)


def unused_counts(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Warn of participants or copies on a kind that does not have them."""
    for name in ("participants", "copies"):
        kinds = catalog().kinds
        having = [id == "" or (id in kinds and name in kinds[id].columns) for id in KINDS]
        unused = columns.typed[name].valued & ~np.array(having)[columns.kinds] & ~silent
        yield from at_rows(f"{name}_unused", columns.cells(name), unused, columns.rows)


def dates(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Refuse dates over five years from their period; warn of those outside its window."""
    periods, spans = columns.typed["period"], columns.typed["date"]
    known = periods.valued & spans.valued & ~silent
    if not known.any():
        return
    earliest = periods.values(lambda p: first_day(shift(p, -FAR_MONTHS)), "datetime64[D]", EPOCH)
    beyond = periods.values(lambda p: first_day(shift(p, FAR_MONTHS + 1)), "datetime64[D]", EPOCH)
    opens = periods.values(lambda p: window(p)[0], "datetime64[D]", EPOCH)
    closes = periods.values(lambda p: window(p)[1], "datetime64[D]", EPOCH)
    start = spans.values(lambda s: s.start, "datetime64[D]", EPOCH)
    end = spans.values(lambda s: s.end, "datetime64[D]", EPOCH)
    too_far = known & ((start >= beyond) | (end < earliest))
    planned = columns.typed["status"].values(lambda id: id == "planned", bool, False)
    outside = known & ~too_far & ((end < opens) | ((start > closes) & ~planned))
    for kind, where in (("date_far", too_far), ("date_outside_window", outside)):
        yield from _beside_period(kind, columns, where)


def _beside_period(kind: str, columns: Columns, where: Rows) -> Iterator[Problem]:
    """Tell a problem of dates, saying each row's period and the ends of its window."""
    periods = columns.typed["period"]
    for problem, index in zip(
        at_rows(kind, columns.cells("date"), where, columns.rows),
        np.flatnonzero(where),
        strict=True,
    ):
        period = periods.at(int(index)).value
        first, last = (f"{day.day}/{day.month}/{day.year}" for day in window(period))
        says = {"period": f"{int(period[5:])}/{period[:4]}", "first": first, "last": last}
        yield replace(problem, says=says)


def slice_keys(columns: Columns) -> Rows:
    """Return one number per row for its (vintage, province, period), -1 where not all are known."""
    province, period = columns.typed["province"], columns.typed["period"]
    known = province.valued & period.valued
    codes = province.values(lambda p: int(p.code), np.int64, 0)
    months = period.values(lambda p: int(p[:4]) * 12 + int(p[5:]), np.int64, 0)
    return np.where(known, months * 100 + codes, -1)


def nil_with_activities(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Refuse a slice that says both "nothing to report" and an activity."""
    nil = (columns.kinds == NIL) & ~silent
    if not nil.any():
        return
    keys = slice_keys(columns)
    active = np.unique(keys[(columns.kinds > NIL) & ~silent])
    both = nil & (keys >= 0) & np.isin(keys, active)
    for problem, index in zip(
        at_rows("nil_with_activities", columns.cells("kind"), both, columns.rows),
        np.flatnonzero(both),
        strict=True,
    ):
        province = columns.typed["province"].at(int(index)).value
        period = columns.typed["period"].at(int(index)).value
        says = {"province": province.name, "period": f"{period[5:]}/{period[:4]}"}
        yield replace(problem, says=says)


def _stored(columns: Columns) -> list[Rows]:
    """Return, per stored column, numbers that are equal where the stored values are."""
    defaults = {"quantity": 1, "status": "done"}
    nil = columns.kinds == NIL
    parts = [columns.cells(name).codes.astype(np.uint64) for name in TEXTS]
    for name, typed in columns.typed.items():
        numbers = typed.stored(defaults.get(name))
        parts.append(np.where(nil, np.uint64(0), numbers) if name == "quantity" else numbers)
    return parts


def rows_alike(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Refuse a row that would be stored like an earlier one, naming that row."""
    parts = _stored(columns)
    mixed = np.zeros(len(columns.rows), np.uint64)
    for numbers in parts:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15) + numbers
    complete = (slice_keys(columns) >= 0) & (columns.kinds > 0) & ~silent
    twice = pd.Series(mixed).duplicated(keep=False).to_numpy() & complete
    first: dict[tuple[int, ...], int] = {}
    for index in np.flatnonzero(twice):
        # Equal mixtures are only a hint; the numbers themselves decide.
        row = int(columns.rows[index])
        earlier = first.setdefault(tuple(int(numbers[index]) for numbers in parts), row)
        if earlier != row:
            cells = columns.cells("title")
            text = cells.text(int(index))
            yield Problem(
                "rows_alike", row, cells.header, "title", text, says={"other": str(earlier)}
            )


RULES = (
    required, lengths, total_titles, unused_counts, dates, nil_with_activities, rows_alike,
    differing_parts,
)  # fmt: skip


def problems(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Tell everything wrong in the cells, rows and slices, except of silent rows."""
    for typed in columns.typed.values():
        yield from typed.reasons(columns.rows, silent)
    for rule in RULES:
        yield from rule(columns, silent)
