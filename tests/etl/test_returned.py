"""A refused file is given back with a column that says what is wrong, its cells coloured."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from etl.line import Report, inspect
from etl.problem import Problem
from etl.problems import mend, message
from etl.returned import COLOURS, as_csv, as_xlsx
from tests.etl.sent import NOW, report

WRONG = report({"title": "đúng"}, {"quantity": "1,890", "role": "Khách"}, {"title": "=1+1"})


def found(one: Report) -> tuple[Problem, ...]:
    outcome = inspect(one, Path("no store"), now=NOW)
    return (*outcome.problems, *outcome.warnings)


def rows(one: Report, lang: str = "vi") -> list[list[str]]:
    text = as_csv(one, found(one), lang).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def colour(cell: object) -> str:
    return "#" + cell.fill.start_color.rgb[2:].lower()  # type: ignore[attr-defined]


def test_each_row_says_what_is_wrong_with_it_and_how_it_is_mended() -> None:
    given = rows(WRONG)
    assert given[0][:2] == ["Lỗi cần sửa", "Tỉnh/Thành phố"]
    assert [bool(row[0]) for row in given[1:]] == [False, True, False]
    ambiguous, role = found(WRONG)
    for problem in (ambiguous, role):
        assert f"{problem.column}: {message(problem, 'vi')}" in given[2][0]
        assert mend(problem, "vi") in given[2][0]
    assert given[2][1:] == ["Bắc Kạn", "4/2021", "Hội nghị", "Giao ban", "1,890", "Khách"]


def test_it_speaks_the_language_of_the_reader() -> None:
    given = rows(WRONG, "en")
    assert given[0][0] == "To be mended"
    assert "can be read as" in given[2][0]


def test_formulas_are_neutralised_in_csv_and_texts_in_a_workbook() -> None:
    assert rows(WRONG)[3][4] == "'=1+1"
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(WRONG, found(WRONG), "vi")))
    cell = book.active["E4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_cells_are_coloured_where_something_is_wrong() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(WRONG, found(WRONG), "vi"))).active
    assert colour(sheet["F3"]) == colour(sheet["A3"]) == COLOURS["error"]
    assert colour(sheet["G3"]) == COLOURS["warning"]
    assert colour(sheet["F2"]) not in COLOURS.values()
    assert [c.value for c in sheet[3]][1:6] == [
        "Bắc Kạn", "4/2021", "Hội nghị", "Giao ban", "1,890",
    ]  # fmt: skip


def test_empty_cells_are_coloured_too() -> None:
    one = report({"province": ""})
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(one, found(one), "vi"))).active
    assert (sheet["B2"].value, colour(sheet["B2"])) == (None, COLOURS["error"])


def test_rows_stand_where_they_stood() -> None:
    one = Report("a.csv", "BÁO CÁO\n\n".encode() + WRONG.data + b"\nx,y\n")
    given = rows(one)
    assert given[2][0] == "Lỗi cần sửa"
    assert [number for number, row in enumerate(given, start=1) if row[0]] == [3, 5, 8]
    assert given[7][1:] == ["x", "y"]


@pytest.mark.parametrize("data", [b"", b"zzz", b"%PDF-1.7"])
def test_of_what_is_no_table_only_the_reason_is_given_back(data: bytes) -> None:
    one = Report("a.csv", data)
    (problem,) = found(one)
    assert message(problem, "vi") in rows(one)[0][0]
    assert len(as_xlsx(one, found(one), "vi")) > 1000


def test_a_problem_of_the_whole_file_stands_at_its_header() -> None:
    one = Report("a.csv", "Tỉnh,Kỳ báo cáo,Nội dung\nHà Nội,4/2021,A\n".encode())
    assert "Thiếu cột bắt buộc" in rows(one)[0][0]
