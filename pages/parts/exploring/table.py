"""The table of an inquiry, as it is read and as it leaves the page."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from data.catalog import catalog
from data.filters import SLICE_DIMENSIONS
from data.pivot import Heading
from pages.parts.downloads import Leaving, Signs, show_downloads
from pages.parts.exploring.asking import boundaries_of, span_of
from pages.parts.exploring.inquiry import TIMES, inquiry_of
from pages.parts.exploring.saying import cell_said, filters_said, question, value_said
from pages.parts.exploring.sheet import Column, Sheet, sheet_of
from pages.parts.export import as_typed, neutralised
from pages.parts.finished import Ready, once
from pages.parts.format import MISSING, SIGNS, month, number
from pages.parts.kept import kept
from pages.parts.links import EXPLORE, Query, link, received_of
from pages.parts.periods import place_said
from pages.parts.sentences import inner
from pages.parts.terms import help_of
from pages.parts.view import View

KEY = "explore_table"
ROW, TALL = 35, 20
"""Pixels of a line, and how many are seen without scrolling."""
DIGITS = 4
FEW = 5
"""So many columns are not drawn out over the page."""
LEAST, NARROW, WIDE = 90, 140, 280
STATES = ("missing", "unstated", "not_expected")


class Said(float):
    """A figure that brings along how it is written: numbers sort, and none loses its ≥."""

    text: str


def read(sheet: Sheet) -> pd.DataFrame:
    """Return the table as it is read: names, then figures that know how they are written."""
    table: pd.DataFrame = _read(sheet.view, sheet.inquiry.bare)
    return table


@kept
def _read(view: View, text: str) -> pd.DataFrame:
    sheet = sheet_of(view, inquiry_of(text))
    names = neutralised(_whole(sheet, _names(sheet)))
    for at, column in enumerate(sheet.columns, start=len(sheet.sides)):
        figures = [_said(sheet, line, column) for line in sheet.lines]
        # Of objects: as mere numbers they would forget how they are written.
        names.insert(at, column.name, pd.Series(figures, dtype=object))
    return names


def exported(sheet: Sheet) -> pd.DataFrame:
    """Return the table as it leaves: numbers as such, months as months, nothing where unknown."""
    table: dict[str, Any] = _names(sheet)
    if sheet.inquiry.rows == ("period",):
        table[sheet.sides[0]] = [
            pd.Period(line.key[0]) if line.key else name
            for line, name in zip(sheet.lines, table[sheet.sides[0]], strict=True)
        ]
    share = bool(sheet.inquiry.share)
    kind: Any = "Float64" if share else "Int64"
    for column in sheet.columns:
        figures = [sheet.figure(line, column) for line in sheet.lines]
        name = f"{column.name} (%)" if share else column.name
        table[name] = pd.Series(figures, dtype=object).astype(kind).round(DIGITS)
    return _whole(sheet, table)


def _names(sheet: Sheet) -> dict[str, list[Any]]:
    names = [sheet.names(line) for line in sheet.lines]
    return {side: [line[at] for line in names] for at, side in enumerate(sheet.sides)}


def _whole(sheet: Sheet, table: dict[str, Any]) -> pd.DataFrame:
    if sheet.covered:
        coverage = [f"{n}/{of}" if of else "" for n, of in map(sheet.reports, sheet.lines)]
        table[sheet.view.say("column.coverage")] = coverage
    return pd.DataFrame(table)


def _said(sheet: Sheet, line: Heading, column: Column) -> Said:
    value, cell, view = sheet.figure(line, column), sheet.cell(line, column), sheet.view
    said = Said("nan" if value is None else value)
    said.text = cell_said(view, cell, value, share=bool(sheet.inquiry.share))
    if value is not None and sheet.is_denominator(line, column):
        said.text += f" ({number(cell.value or 0, view.lang, cell.qualifier)})"
    return said


def signs(sheet: Sheet) -> Signs:
    """Return the ≥, ≤ and ≈ of the figures by row and column."""
    return {
        (at, column.name): SIGNS[cell.qualifier]
        for at, line in enumerate(sheet.lines)
        for column in sheet.columns
        if (cell := sheet.cell(line, column)).qualifier in SIGNS and not sheet.inquiry.share
    }


def show_table(sheet: Sheet, clicked: Callable[[], None]) -> None:
    """Show the table, where a cell can be clicked, and what to know about its figures."""
    table = read(sheet)
    ready = once(table, sheet.view.lang, lambda: _ready(sheet, table).done())
    st.dataframe(
        ready.styler,
        hide_index=True,
        key=KEY,
        on_select=clicked,
        selection_mode="single-cell",
        column_config=ready.columns,
        width="content" if len(table.columns) <= FEW else "stretch",
        height=ROW * (min(len(table), TALL) + 1) + 2,
        placeholder=MISSING,
        alt=question(sheet.view, sheet.inquiry),
    )
    st.caption(" · ".join(filter(None, known_said(sheet))))


def _ready(sheet: Sheet, table: pd.DataFrame) -> Ready:
    formats: Any = {name: as_typed for name in table.columns}
    formats |= {column.name: _text for column in sheet.columns}
    styler = table.style.format(formats).apply(_bold, axis=None, totals=_totals(sheet))
    return Ready(styler, _widths(sheet, table))


def known_said(sheet: Sheet) -> list[str]:
    """Return how many reports the table rests on, and what a dash in it means."""
    view, whole = sheet.view, sheet.whole
    told = "explore.covered" if whole.received == whole.expected else "explore.covered_partly"
    received, expected = (number(n, view.lang) for n in (whole.received, whole.expected))
    told_of = link(view.say(told, received=received, expected=expected), EXPLORE, _reports(sheet))
    said = [told_of]
    if sheet.inquiry.cols in TIMES and not sheet.inquiry.running:
        said.append(_least_covered(sheet))
    cells = [sheet.cell(line, column) for line in sheet.lines for column in sheet.columns]
    states = {cell.state for cell in cells if cell.value is None}
    dashes = [view.say(f"explore.state_{state}") for state in STATES if state in states]
    return [*said, _begun(sheet), f"{MISSING} {', '.join(dashes)}" if dashes else ""]


def _reports(sheet: Sheet) -> Query:
    """Return the query for the reports that the table rests on."""
    inquiry = sheet.inquiry
    where = {d: values for d, values in inquiry.where.items() if d in SLICE_DIMENSIONS}
    return {**received_of(sheet.view, span_of(sheet.view, inquiry)), **where}


def _begun(sheet: Sheet) -> str:
    """Return since when a year to date is added up where there are no reports of its January."""
    known, january = sheet.view.scope.known.first, span_of(sheet.view, sheet.inquiry).first
    if sheet.inquiry.way != "ytd" or not sheet.inquiry.running or known <= january:
        return ""
    return sheet.view.say("explore.begun", period=month(known))


def _least_covered(sheet: Sheet) -> str:
    """Return which period lacks most reports; nothing if all have theirs."""
    first = sheet.inquiry.measures[0].id
    cells = {column: sheet.pivot.cell((), column.key, first) for column in sheet.pivot.columns}
    lacking = {c: cell.expected - cell.received for c, cell in cells.items()}
    if not any(lacking.values()):
        return ""
    column = max(lacking, key=lambda c: lacking[c])
    name = inner(value_said(sheet.view, sheet.inquiry.cols, column.names[0]))
    reports = f"{cells[column].received}/{cells[column].expected}"
    return sheet.view.say("explore.least_covered", period=name, reports=reports)


def _totals(sheet: Sheet) -> set[int]:
    depth = len(sheet.inquiry.rows)
    return {at for at, line in enumerate(sheet.lines) if len(line.key) < depth and not line.rest}


def _bold(table: pd.DataFrame, totals: set[int]) -> pd.DataFrame:
    weights = ["font-weight: 600" if at in totals else "" for at in range(len(table))]
    return pd.DataFrame(dict.fromkeys(table.columns, weights))


def _widths(sheet: Sheet, table: pd.DataFrame) -> Any:  # noqa: ANN401
    """Return the columns of names as wide as their texts and always seen, each with its help."""
    most = NARROW if sheet.view.look.narrow else WIDE
    longest = {n: int(table[n].astype(str).str.len().max()) for n in sheet.sides if len(table)}
    widths = {n: max(LEAST, min(most, 8 * length + 24)) for n, length in longest.items()}
    dimensions = dict(zip(sheet.sides, sheet.inquiry.rows, strict=True))
    about = {
        name: catalog().dimensions[d].about.in_(sheet.view.lang) for name, d in dimensions.items()
    }
    names = {
        n: st.column_config.Column(pinned=True, width=w, help=about[n]) for n, w in widths.items()
    }
    # Where nothing is known in a whole column, its type is not either.
    told = {m.id: help_of(m, sheet.view.lang) for m in sheet.inquiry.measures}
    figures = {c.name: st.column_config.NumberColumn(help=told[c.measure]) for c in sheet.columns}
    return {**figures, **names}


def show_taking(sheet: Sheet) -> None:
    """Offer the table to take along, with its question, filters and coverage beside it."""
    view, inquiry = sheet.view, sheet.inquiry
    said = [
        ("downloads.question", question(view, inquiry)),
        ("downloads.place", place_said(view.scope)),
        ("downloads.filters", filters_said(view, inquiry)),
        ("downloads.shown", view.say(f"explore.{inquiry.way}")),
        ("column.coverage", f"{sheet.whole.received}/{sheet.whole.expected}"),
    ]
    named = [(view.say(key), text) for key, text in said if text]
    drawn = boundaries_of(view, inquiry)
    leaving = Leaving("kham-pha", lambda: exported(sheet), named, lambda: signs(sheet), drawn)
    show_downloads(view, leaving)


def _text(value: Said) -> str:
    return value.text if isinstance(value, Said) else ""
