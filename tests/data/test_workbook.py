"""Workbooks and Parquet: types stay, texts are harmless, and the source is said."""

import io
from datetime import date, datetime

import openpyxl
import pandas as pd

from data.workbook import parquet_bytes, xlsx_bytes

TABLE = pd.DataFrame(
    {
        "Kỳ": pd.PeriodIndex(["2026-09", "2026-10"], freq="M"),
        "Nội dung": ["=1+1", "Họp"],
        "Ngày": [date(2026, 9, 5), None],
        "Số": pd.array([150, None], dtype="Int64"),
        "Phần": [12.34, 3.0],
    }
)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_workbook_has_real_numbers_days_and_months() -> None:
    book = opened(xlsx_bytes(TABLE, ("Số liệu", "Nguồn"), [], {(0, "Số"): "≥"}))
    sheet = book["Số liệu"]
    assert [cell.value for cell in sheet[1]] == list(TABLE.columns)
    assert [cell.value for cell in sheet[2]] == [
        datetime(2026, 9, 1), "'=1+1", datetime(2026, 9, 5), 150, 12.34,
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]] == [datetime(2026, 10, 1), "Họp", None, None, 3]
    assert [cell.number_format for cell in sheet[2]] == [
        "m/yyyy", "General", "dd/mm/yyyy", '"≥ "#,##0', "#,##0.0",
    ]  # fmt: skip
    assert sheet.freeze_panes == "A2"


def test_a_workbook_says_where_it_is_from() -> None:
    about = [("Câu hỏi", "=Hội nghị theo tỉnh"), ("Phiên bản", "7")]
    sheet = opened(xlsx_bytes(TABLE, ("Số liệu", "Nguồn"), about, {}))["Nguồn"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["Câu hỏi", "'=Hội nghị theo tỉnh"], ["Phiên bản", "7"]]


def test_parquet_keeps_the_types_and_the_texts() -> None:
    back = pd.read_parquet(io.BytesIO(parquet_bytes(TABLE)))
    assert list(back["Kỳ"]) == [pd.Timestamp(2026, 9, 1), pd.Timestamp(2026, 10, 1)]
    assert list(back["Nội dung"]) == ["=1+1", "Họp"]
    assert back["Số"].dtype == "Int64"
    assert back["Số"].isna().tolist() == [False, True]


def test_months_beside_the_word_of_a_total_are_texts_in_parquet() -> None:
    table = pd.DataFrame({"Kỳ": ["Tổng", pd.Period("2026-09")], "Số": [3, 3]})
    back = pd.read_parquet(io.BytesIO(parquet_bytes(table)))
    assert list(back["Kỳ"]) == ["Tổng", "2026-09"]
