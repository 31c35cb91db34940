"""Tables as files with types: workbooks with real numbers and dates, and Parquet."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.exports import neutral

NUMBERS = {"": "#,##0", "fraction": "#,##0.0", "day": "dd/mm/yyyy", "month": "m/yyyy"}
WIDEST = 60
# Texts as they are: no formula, no link.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
Signs = Mapping[tuple[int, str], str]
About = Sequence[tuple[str, str]]


def xlsx_bytes(table: pd.DataFrame, sheets: tuple[str, str], about: About, signs: Signs) -> bytes:
    """Return a workbook: the table below a frozen header, and a sheet that says what it is.

    Numbers, days and months stay what they are; a text is never a formula. ``signs`` are the
    ≥, ≤ or ≈ before the figure of a row (from 0) and column, shown by its number format.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        kinds = NUMBERS | {sign: f'"{sign} "#,##0' for sign in signs.values() if sign}
        formats = {kind: book.add_format({"num_format": text}) for kind, text in kinds.items()}
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        sheet = book.add_worksheet(sheets[0])
        for at, name in enumerate(table.columns):
            sheet.write_string(0, at, str(neutral(str(name))), head)
            cells = table[name].tolist()
            sheet.set_column(at, at, _width(str(name), cells))
            for row, value in enumerate(cells):
                _write(sheet, (row + 1, at), value, signs.get((row, name), ""), formats)
        sheet.freeze_panes(1, 0)
        _say(book.add_worksheet(sheets[1]), about, book.add_format({"bold": True}))
    return buffer.getvalue()


def _say(sheet: Worksheet, about: About, bold: Format) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, WIDEST)
    for row, (name, text) in enumerate(about):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, str(neutral(text)))


def _width(name: str, cells: Sequence[object]) -> int:
    longest = max((len(str(cell)) for cell in cells[:1000]), default=0)
    return min(max(longest, len(name) // 2, 8) + 2, WIDEST)


def _write(
    sheet: Worksheet,
    place: tuple[int, int],
    value: Any,  # noqa: ANN401
    sign: str,
    formats: Mapping[str, Format],
) -> None:
    """Write one cell as what it is; an empty one is left out."""
    if isinstance(value, str):
        sheet.write_string(*place, str(neutral(value)))
    elif value is None or pd.isna(value):
        return
    elif isinstance(value, pd.Period):
        sheet.write_datetime(*place, value.start_time.to_pydatetime(), formats["month"])
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, formats["day"])
    else:
        sheet.write_number(*place, value, formats[sign if value == round(value) else "fraction"])


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """Return the table as Parquet: numbers, days and the first days of months by their type."""
    buffer = io.BytesIO()
    typed = {str(name): _typed(column) for name, column in table.items()}
    table.assign(**typed).to_parquet(buffer, index=False)
    return buffer.getvalue()


def _typed(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return months as their first days; beside a text, such as that of a total, as texts."""
    if isinstance(column.dtype, pd.PeriodDtype):
        days: pd.Series[Any] = column.dt.to_timestamp()
        return days
    months = column.map(lambda value: isinstance(value, pd.Period))
    return column.astype(str) if months.any() else column
