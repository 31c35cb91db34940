"""The forms that are filled in: every column of a report or of targets, as CSV or workbook."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.catalog import Column, catalog
from data.periods import vintage_of
from data.provinces import provinces

ROWS = 500
LISTED = ("kind", "status", "role", "mode", "measure")
COUNTS = ("quantity", "participants", "copies", "value")
WIDTHS = {"title": 60, "note": 40, "organiser": 28, "form": 26, "province": 22, "kind": 18}
GUIDE = ("Cột", "Bắt buộc", "Cách ghi", "Giá trị", "English")
ACCENT = "#a61e22"


class Form(NamedTuple):
    """A table to be filled in: its name, its columns, and what its first row begins with.

    ``offered`` are the values to choose from, by column.
    """

    name: str
    columns: Mapping[str, Column]
    begun: Mapping[str, str]
    offered: Mapping[str, Sequence[str]]


def _report(province: str | None, period: str | None) -> Form:
    columns = catalog().columns
    offered = {id: choices(id, period) for id in columns}
    return Form("Báo cáo", columns, _begun(province, period), offered)


def _begun(province: str | None, period: str | None) -> Mapping[str, str]:
    return {
        "province": province or "",
        "period": f"{int(period[5:])}/{period[:4]}" if period else "",
    }


def csv_template(province: str | None, period: str | None) -> bytes:
    """Return a CSV of a report; one row begun if a slice is named."""
    return csv_form(_report(province, period))


def xlsx_template(province: str | None, period: str | None) -> bytes:
    """Return a workbook of a report."""
    return xlsx_form(_report(province, period))


def csv_form(form: Form) -> bytes:
    """Return a form in UTF-8 with BOM, as Excel opens it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.label.vi for column in form.columns.values()])
    if any(form.begun.values()):
        writer.writerow([form.begun.get(id, "") for id in form.columns])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def xlsx_form(form: Form) -> bytes:
    """Return a workbook: the form with lists to choose from, and a sheet that explains it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet(form.name)
        _form(book, sheet, form)
        _guide(book, book.add_worksheet("Hướng dẫn"), form)
        _lists(book, sheet, form)
    return buffer.getvalue()


def _form(book: Workbook, sheet: Worksheet, form: Form) -> None:
    required = book.add_format({"bold": True, "bg_color": ACCENT, "font_color": "#ffffff"})
    optional = book.add_format({"bold": True, "bg_color": "#e8e8e8"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    formats = {
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
        **dict.fromkeys(COUNTS, book.add_format({"num_format": "#,##0", "valign": "top"})),
    }
    for at, column in enumerate(form.columns.values()):
        head = required if column.required else optional
        sheet.set_column(at, at, WIDTHS.get(column.id, 16), formats.get(column.id, text))
        sheet.write_string(0, at, column.label.vi, head)
        sheet.write_comment(0, at, column.about.vi)
        if form.begun.get(column.id):
            sheet.write_string(1, at, form.begun[column.id], text)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _guide(book: Workbook, sheet: Worksheet, form: Form) -> None:
    head = book.add_format({"bold": True, "bg_color": "#e8e8e8"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for at, (title, width) in enumerate(zip(GUIDE, (24, 10, 50, 60, 50), strict=True)):
        sheet.set_column(at, at, width, wrapped)
        sheet.write_string(0, at, title, head)
    for row, column in enumerate(form.columns.values(), start=1):
        sheet.write_row(row, 0, _explained(column, form.offered), wrapped)
    sheet.freeze_panes(1, 0)


def _explained(column: Column, offered: Mapping[str, Sequence[str]]) -> Sequence[str]:
    values = "; ".join(offered.get(column.id, ()))
    must = "có" if column.required else ""
    return (column.label.vi, must, column.about.vi, values, f"{column.label.en}: {column.about.en}")


def choices(id: str, period: str | None) -> list[str]:
    """Return what may be chosen in a column; the provinces are those of the period."""
    known = catalog()
    if id == "province" and period:
        return [p.name for p in provinces(vintage_of(period)).values()]
    if id == "form":
        forms = (form.label.vi for kind in known.kinds.values() for form in kind.forms)
        return list(dict.fromkeys(forms))
    return [item.label.vi for item in known.lists.get(id, ())]


def _lists(book: Workbook, sheet: Worksheet, form: Form) -> None:
    """Put the choices on a hidden sheet and let the form's cells point at them.

    Only closed lists stop another text; a form, a channel or a province may be written otherwise.
    """
    hidden = book.add_worksheet("Danh mục")
    hidden.hide()
    for at, id in enumerate(form.columns):
        offered = form.offered.get(id, ())
        if offered:
            hidden.write_column(0, at, offered)
            column = _letter(at)
            rule = {
                "validate": "list",
                "source": f"='Danh mục'!${column}$1:${column}${len(offered)}",
                "error_type": "stop" if id in LISTED else "information",
                "show_error": id in LISTED,
            }
            sheet.data_validation(1, at, ROWS, at, rule)


def _letter(at: int) -> str:
    return chr(ord("A") + at)
