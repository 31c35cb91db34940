"""Workbooks for the tests, made in memory."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | float | date | None
SHEET = "xl/worksheets/sheet1.xml"


def write(sheet: Worksheet, place: tuple[int, int], cell: Cell, day: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*place, datetime(cell.year, cell.month, cell.day), day)
    elif isinstance(cell, str):
        sheet.write_string(*place, cell)
    else:
        sheet.write(*place, cell)


def workbook(
    *sheets: Sequence[Sequence[Cell]],
    hidden: Sequence[int] = (),
    title: str = "",
    then: Callable[[Worksheet], object] | None = None,
    **how: object,
) -> bytes:
    """A workbook of these sheets; ``then`` does something else to the first of them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **how}) as book:
        book.set_properties({"title": title, "created": datetime(2026, 11, 15)})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    write(sheet, (r, c), None if cell == "" else cell, day)
            if at in hidden:
                sheet.hide()
            if at == 0 and then:
                then(sheet)
    return buffer.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook with its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one more part."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return buffer.getvalue()


def cells_of(file: Path) -> list[list[str]]:
    """The cells of a CSV in UTF-8 as an independent reader sees them."""
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))
