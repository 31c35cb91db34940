"""A clicked cell as the URL says it: the values it stands for, by dimension."""

from collections.abc import Iterator

import streamlit as st

from data.filters import NOT_STATED
from data.pivot import Heading, Key
from pages.parts.exploring.sheet import TOTAL, Sheet
from pages.parts.exploring.table import KEY as TABLE
from pages.parts.links import WHOLE
from pages.parts.pick import put


def cell_clicked(sheet: Sheet) -> None:
    """Write the clicked cell of the table into the URL."""
    cells = st.session_state[TABLE].selection.cells
    if not cells:
        put("at", "")
        return
    row, name = cells[0]
    columns = {column.name: column.heading for column in sheet.columns}
    put("at", place(sheet, sheet.lines[row], columns.get(name, TOTAL)))


def place(sheet: Sheet, line: Heading, column: Heading) -> list[str]:
    """Return a cell as the URL says it; the others of a ranking are no place of their own."""
    if line.rest:
        return []
    pairs = [*_pairs(sheet, sheet.inquiry.rows, line)]
    pairs += _pairs(sheet, (sheet.inquiry.cols,), column)
    return [f"{dimension}:{value}" for dimension, value in pairs] or [WHOLE]


def _pairs(sheet: Sheet, dimensions: Key, heading: Heading) -> Iterator[tuple[str, str]]:
    for dimension, name in zip(dimensions, heading.names, strict=False):
        value = NOT_STATED if name is None else name
        if sheet.inquiry.running and dimension == sheet.inquiry.time:
            value = f"{_begin(sheet, value)}..{value}"
        yield str(dimension), value


def _begin(sheet: Sheet, value: str) -> str:
    """Return where a running figure begins: with its year, or with the first of all."""
    headings = sheet.pivot.columns if sheet.inquiry.cols else sheet.pivot.lines
    if sheet.inquiry.way == "cumulative":
        return str(headings[0].key[0])
    if len(value) == 4:
        return value
    # The first part of its year, written as the others are: 2026-01, 2026-Q1, 2026-H1.
    return value[:5] + ("01" if value[5].isdigit() else f"{value[5]}1")
