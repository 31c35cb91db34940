"""A workbook is read to the text a CSV would hold, or refused with what is wrong."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from etl.check.match import known_headers
from etl.read import read
from etl.read.workbook import MOST_UNPACKED, is_workbook, read_workbook
from etl.sheet import Sheet
from etl.template import csv_template, xlsx_template
from tests.etl.workbooks import repacked, with_part, workbook

HEADERS = ["Tỉnh/Thành phố", "Kỳ báo cáo", "Loại hoạt động", "Nội dung", "Thời gian", "Số lượng"]
ROW = ["Bắc Kạn", "4/2021", "Hội nghị", "Sơ kết", "5/4/2021", 1890.0]
KNOWN = frozenset(known_headers())


def rows(data: bytes) -> list[list[str]]:
    text = read_workbook(data, KNOWN)
    assert isinstance(text, bytes), text
    return list(csv.reader(io.StringIO(text.decode())))


def kinds(data: bytes) -> list[tuple[str, int | None]]:
    found = read_workbook(data, KNOWN)
    assert isinstance(found, tuple), found
    return [(problem.kind, problem.row) for problem in found]


def test_cells_are_read_as_they_would_be_typed() -> None:
    row = ["Bắc Kạn", date(2021, 4, 1), "Hội nghị", "a\nb", date(2021, 4, 5), 1890.0]
    assert rows(workbook([HEADERS, row])) == [
        HEADERS,
        ["Bắc Kạn", "2021-04-01", "Hội nghị", "a\nb", "2021-04-05", "1890"],
    ]


def test_a_fraction_stays_one() -> None:
    assert rows(workbook([HEADERS, [*ROW[:5], 2.5]]))[1][5] == "2.5"


def test_dates_counted_from_1904_are_honoured() -> None:
    made = workbook([HEADERS, [*ROW[:4], date(2021, 4, 5), 1]], date_1904=True)
    assert rows(made)[1][4] == "2021-04-05"


def test_title_lines_and_blank_rows_keep_the_numbers_of_the_rows() -> None:
    sheet = read(workbook([["BÁO CÁO"], [], HEADERS, ROW, [], ROW[:3] + ["Khác", *ROW[4:]]]), KNOWN)
    assert isinstance(sheet, Sheet)
    assert list(sheet.rows) == [4, 6]


def test_a_hidden_sheet_and_a_guide_are_passed_over() -> None:
    guide = [["Cột", "Cách ghi"], *([header, "…"] for header in HEADERS)]
    assert rows(workbook(guide, [HEADERS, ROW], [HEADERS, ROW], hidden=[2]))[0] == HEADERS


def test_two_visible_sheets_with_a_header_are_refused() -> None:
    assert kinds(workbook([HEADERS, ROW], [HEADERS, ROW])) == [("workbook_sheets", None)]


def formula(kept_value: str, kind: str = "") -> Callable[[str, bytes], bytes]:
    """Turn the quantity of the first row into a formula with that kept value."""

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        cell = f'<c r="F2"{kind}><f>SUM(A1)</f>{kept_value}</c>'
        return content.replace(b'<c r="F2"><v>1890</v></c>', cell.encode())

    return change


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("", "", [("formula_unkept", 2)]),
        ("<v></v>", "", [("formula_unkept", 2)]),
        ("<v>#DIV/0!</v>", ' t="e"', [("formula_error", 2)]),
    ],
)
def test_a_formula_without_a_good_value_is_refused(
    value: str, kind: str, expected: list[tuple[str, int]]
) -> None:
    made = repacked(workbook([HEADERS, ROW]), formula(value, kind))
    assert kinds(made) == expected
    found = read_workbook(made, KNOWN)
    assert [getattr(problem, "column", None) for problem in found] == ["Số lượng"]


def test_a_formula_counts_by_the_value_that_is_kept() -> None:
    made = repacked(workbook([HEADERS, ROW]), formula("<v>12</v>"))
    assert rows(made)[1][5] == "12"


@pytest.mark.parametrize(
    ("part", "content", "kind"),
    [
        ("xl/vbaProject.bin", b"x", "workbook_macros"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "workbook_links"),
        ("xl/more.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "workbook_entities"),
        (
            "xl/more.xml",
            '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"),
            "workbook_entities",
        ),
        (
            "xl/more.xml",
            b"<!--" + b"<a>" * 3000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>',
            "workbook_entities",
        ),
        ("xl/media/huge.bin", bytes(MOST_UNPACKED + 1), "workbook_too_large"),
    ],
)
def test_what_a_report_never_needs_is_refused(part: str, content: bytes, kind: str) -> None:
    made = workbook([HEADERS, ROW])
    assert kinds(with_part(made, part, content)) == [(kind, None)]


def test_a_declaration_in_a_comment_is_none() -> None:
    made = with_part(workbook([HEADERS, ROW]), "xl/more.xml", b"<!-- <!DOCTYPE a> --><a/>")
    assert rows(made)[1][3] == ROW[3]


def test_a_hyperlink_is_no_external_link() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, ROW)
        sheet.write_url(1, 3, "https://example.org", string="Sơ kết")
    assert rows(buffer.getvalue())[1][3] == "Sơ kết"


def test_a_damaged_workbook_is_refused() -> None:
    made = repacked(workbook([HEADERS, ROW]), lambda _name, content: content[:40])
    assert kinds(made) == [("workbook_damaged", None)]


def test_a_workbook_with_any_byte_changed_is_read_or_refused() -> None:
    made = workbook([HEADERS, ROW])
    for at in range(4, len(made), 7):
        changed = made[:at] + bytes([made[at] ^ 0x5A]) + made[at + 1 :]
        found = read(changed, KNOWN, "a.xlsx")
        assert isinstance(found, Sheet) or found


@pytest.mark.parametrize("bit", [0x01, 0x20])
def test_a_locked_or_patched_part_is_a_damaged_workbook(bit: int) -> None:
    made = bytearray(workbook([HEADERS, ROW]))
    at = made.index(b"PK\x01\x02") + 8
    made[at] |= bit
    assert kinds(bytes(made)) == [("workbook_damaged", None)]


def test_other_archives_are_no_workbook() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert not is_workbook(buffer.getvalue())
    assert not is_workbook(b"PK\x03\x04 cut")
    assert not is_workbook("Tỉnh".encode())


def test_the_template_comes_back_as_the_csv_template() -> None:
    made = rows(xlsx_template("Bắc Kạn", "2021-04"))
    plain = csv_template("Bắc Kạn", "2021-04").decode("utf-8-sig")
    assert made == list(csv.reader(io.StringIO(plain)))
