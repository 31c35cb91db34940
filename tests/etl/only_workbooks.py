"""Reports that only a workbook can hold, under names that say what becomes of them.

The grammar of the names is that of ``reports/README.md``.
"""

import io
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import openpyxl
from xlsxwriter.worksheet import Worksheet

from etl.read.workbook import MOST_UNPACKED
from etl.template import xlsx_template
from tests.etl.workbooks import SHEET, Cell, repacked, with_part, workbook

HEADERS = [
    "Tỉnh/Thành phố", "Kỳ báo cáo", "Loại hoạt động", "Hình thức", "Nội dung", "Thời gian",
    "Số lượng", "Lượt người", "Đơn vị chủ trì", "Trạng thái",
]  # fmt: skip
# The rows of accepted/alike/plain.csv, typed as Excel types them.
TYPED: list[list[Cell]] = [
    ["Bắc Kạn", date(2021, 4, 1), "Hội nghị", "Hội nghị báo cáo viên",
     "Hội nghị báo cáo viên tháng 4", date(2021, 4, 5), 1, 150, "Ban Tuyên giáo Tỉnh ủy",
     "Đã thực hiện"],
    ["Bắc Kạn", "4/2021", "Tập huấn", "Tập huấn nghiệp vụ",
     "Bồi dưỡng lý luận chính trị cho đảng viên mới", "12-13/4/2021", 2, 1890,
     "Trung tâm chính trị huyện", None],
    ["Bắc Kạn", "4/2021", "Văn bản", "Kế hoạch", "Tuyên truyền kỷ niệm các ngày lễ lớn", None, 1,
     None, None, "Kế hoạch"],
]  # fmt: skip
PLAIN: list[list[Cell]] = [[*HEADERS], *TYPED]
FEW: list[list[Cell]] = [["Tỉnh/Thành phố", "Kỳ báo cáo", "Loại hoạt động", "Nội dung", "Số lượng"]]
ROW: list[Cell] = ["Bắc Kạn", "4/2021", "Hội nghị", "Giao ban", 3]
TITLE, DATE, QUANTITY = 4, 5, 6


def changed(column: int, cell: Cell, row: int = 1) -> list[list[Cell]]:
    """PLAIN with another cell."""
    rows = [[*one] for one in PLAIN]
    rows[row][column] = cell
    return rows


def moment(sheet: Worksheet) -> None:
    sheet.write_datetime(1, DATE, datetime(2021, 4, 5, 8, 30))


def repeated(old: bytes, new: bytes) -> bytes:
    """PLAIN with another text in the XML of its sheet."""
    made = repacked(
        workbook(PLAIN), lambda name, part: part.replace(old, new) if name == SHEET else part
    )
    assert made != workbook(PLAIN)
    return made


def formula(inner: bytes, kind: bytes = b"") -> bytes:
    """PLAIN with a formula as the participants of its second row."""
    return repeated(
        b'<c r="H3"><v>1890</v></c>', b'<c r="H3"%s><f>SUM(A1)</f>%s</c>' % (kind, inner)
    )


def resaved() -> bytes:
    """PLAIN filled into the template and saved by another program."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template("Bắc Kạn", "2021-04")))
    sheet = book["Báo cáo"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for r, row in enumerate(TYPED, start=2):
        for header, cell in zip(HEADERS, row, strict=True):
            sheet.cell(r, places[header], cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def formatted_far_below(sheet: Worksheet) -> None:
    sheet.set_row(900, 30)
    sheet.write_blank(900, 30, None)


def above(*rows: list[Cell]) -> list[list[Cell]]:
    return [*rows, *PLAIN]


def of_counts(cell: Cell) -> bytes:
    return workbook(changed(QUANTITY, cell))


def of_dates(cell: Cell) -> bytes:
    return workbook(changed(DATE, cell))


def merged() -> bytes:
    """Two rows of FEW under one merged province and period."""

    def merge(sheet: Worksheet) -> None:
        sheet.merge_range(1, 0, 2, 0, ROW[0])
        sheet.merge_range(1, 1, 2, 1, ROW[1])

    return workbook([*FEW, ROW, [None, None, "Hội nghị", "Sơ kết", 1]], then=merge)


def hyperlinks(sheet: Worksheet) -> None:
    sheet.write_url(1, TITLE, "https://example.org/x", string="Hội nghị báo cáo viên tháng 4")


def wrong_part(name: str, content: bytes) -> bytes:
    return with_part(workbook(PLAIN), name, content)


def cut_short(name: str, sheet: bytes) -> bytes:
    """Cut a part of the workbook short."""
    return sheet[: len(sheet) // 2] if name == SHEET else sheet


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
# What Excel writes for a workbook with a password begins like an XLS and names what it packed.
LOCKED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
)
GUIDE: list[list[Cell]] = [["Cột", "Cách ghi"], *([header, "…"] for header in HEADERS)]

CASES: dict[str, Callable[[], bytes]] = {
    "accepted/alike/typed-cells": partial(workbook, PLAIN),
    "accepted/alike/dates-from-1904": partial(workbook, PLAIN, date_1904=True),
    "accepted/alike/inline-strings": partial(workbook, PLAIN, constant_memory=True),
    "accepted/alike/whole-numbers-with-a-fraction-of-0": lambda: repeated(
        b"<v>1890</v>", b"<v>1890.0</v>"
    ),
    "accepted/alike/whole-numbers-as-exponents": lambda: repeated(
        b"<v>1890</v>", b"<v>1.89E3</v>"
    ),
    "accepted/alike/hyperlinks": partial(workbook, PLAIN, then=hyperlinks),
    "accepted/alike/hidden-rows-are-rows": partial(
        workbook, PLAIN, then=lambda sheet: sheet.set_row(2, None, None, {"hidden": True})
    ),
    "accepted/alike/hidden-columns-are-columns": partial(
        workbook, PLAIN, then=lambda sheet: sheet.set_column(7, 7, None, None, {"hidden": True})
    ),
    "accepted/alike/filtered-rows-are-rows": partial(
        workbook, PLAIN, then=lambda sheet: sheet.autofilter(0, 0, 3, 9)
    ),
    "accepted/alike/hidden-sheet-with-a-header": partial(workbook, PLAIN, PLAIN, hidden=[1]),
    "accepted/alike/guide-before-the-report": partial(workbook, GUIDE, PLAIN),
    "accepted/alike/empty-sheets-beside": partial(workbook, [], PLAIN, []),
    "accepted/alike/formula-with-a-kept-number": lambda: formula(b"<v>1890</v>"),
    "accepted/alike/formula-with-a-kept-text": lambda: formula(b"<v>1.890</v>", b' t="str"'),
    "accepted/alike/date-with-a-time": partial(
        workbook, PLAIN, then=moment, default_date_format="dd/mm/yyyy hh:mm"
    ),
    "accepted/alike/title-rows-above": lambda: workbook(above(["BÁO CÁO"], [None, "tháng 4"], [])),
    "accepted/alike/formatted-cells-far-below": partial(workbook, PLAIN, then=formatted_far_below),
    "accepted/alike/empty-column-before": lambda: workbook([[None, *row] for row in PLAIN]),
    "accepted/alike/template-saved-by-another-program": resaved,
    "accepted/sep-is-a-text-in-a-workbook": lambda: workbook([["sep=;"], *FEW, ROW]),
    "accepted/html-in-the-first-cell": lambda: workbook([["<html>"], *FEW, ROW]),
    "accepted/zero-as-a-number": lambda: workbook([*FEW, [*ROW[:4], 0]]),
    "warned/column_unnamed--row-1--beside-the-table": lambda: workbook(
        [*FEW, [*ROW, None, "ghi chú riêng"]]
    ),
    "warned/date_outside_window--row-2--date-cell": lambda: of_dates(date(2021, 5, 2)),
    "refused/workbook_sheets": partial(workbook, PLAIN, PLAIN),
    "refused/workbook_sheets--of-three": partial(workbook, PLAIN, GUIDE, PLAIN),
    "refused/workbook_macros": partial(wrong_part, "xl/vbaProject.bin", b"x"),
    "refused/workbook_links": partial(
        wrong_part, "xl/externalLinks/externalLink1.xml", b"<externalLink/>"
    ),
    "refused/workbook_entities": partial(wrong_part, "xl/more.xml", ENTITY),
    "refused/workbook_entities--in-relations": partial(wrong_part, "xl/_rels/a.rels", ENTITY),
    "refused/workbook_too_large": lambda: wrong_part("xl/media/a.bin", bytes(MOST_UNPACKED + 1)),
    "refused/workbook_locked": lambda: LOCKED,
    "refused/workbook_damaged--cut-sheet": lambda: repacked(workbook(PLAIN), cut_short),
    "refused/not_csv--cut-file": lambda: workbook(PLAIN)[:2000],
    "refused/empty_file--no-cells": partial(workbook, []),
    "refused/empty_file--blank-cells": partial(workbook, [[" ", "  "], [], [" "]]),
    "refused/no_header--no-sheet-has-one": lambda: workbook(PLAIN[1:], GUIDE),
    "refused/no_rows--header-alone": lambda: workbook(PLAIN[:1]),
    "refused/formula_unkept--row-3": lambda: formula(b""),
    "refused/formula_unkept--row-3--empty-value": lambda: formula(b"<v></v>"),
    "refused/formula_error--row-3": lambda: formula(b"<v>#DIV/0!</v>", b' t="e"'),
    "refused/formula_error--row-3--without-formula": lambda: repeated(
        b'<c r="H3"><v>1890</v></c>', b'<c r="H3" t="e"><v>#N/A</v></c>'
    ),
    "refused/required_empty--row-3-province+required_empty--row-3-period--merged-cells": merged,
    "refused/count_ambiguous--row-2-quantity--fraction-cell": lambda: of_counts(2.5),
    "refused/count_negative--row-2-quantity--number-cell": lambda: of_counts(-3),
    "refused/count_too_large--row-2-quantity--number-cell": lambda: of_counts(2_000_000_000),
    "refused/count_not_number--row-2-quantity--date-cell": lambda: of_counts(date(2021, 4, 5)),
    "refused/count_exponent--row-2-quantity--number-cell": lambda: of_counts(1e300),
    "refused/date_serial--row-2--number-cell": lambda: of_dates(44291),
    "refused/date_far--row-2--date-cell": lambda: of_dates(date(2031, 4, 5)),
    "refused/period_future--row-2--date-cell": lambda: workbook(changed(1, date(2026, 12, 1))),
    "refused/period_too_early--row-2--date-cell": lambda: workbook(changed(1, date(2014, 4, 1))),
    "refused/period_serial--row-2--number-cell": lambda: workbook(changed(1, 44287)),
    "refused/total_row--row-5--sum-below": lambda: workbook([*PLAIN, ["Tổng", *[None] * 5, 4]]),
    "refused/rows_alike--row-5-title--typed-otherwise": lambda: workbook(
        [*PLAIN, ["Bắc Kạn", "4/2021", *TYPED[0][2:5], "5/4/2021", "1", "150", *TYPED[0][8:]]]
    ),
}  # fmt: skip
