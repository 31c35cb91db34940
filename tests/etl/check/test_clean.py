"""What is stored of a clean report: ids for lists, nulls for empty cells, dates with both ends."""

import re
from datetime import date

import pytest

from data.tables import SCHEMA
from etl.check.clean import Slice
from tests.etl.sent import checked, stored

_TABLE = SCHEMA.split("CREATE TABLE records (")[1].split(");")[0]
COLUMNS = re.findall(r'^ +"?([a-z_]+)"? ', _TABLE, re.MULTILINE)


def test_the_columns_are_those_of_the_records_table_in_its_order() -> None:
    assert ["upload", *stored({})[0]] == COLUMNS


def test_a_row_with_only_the_required_cells() -> None:
    (row,) = stored({})
    assert {name: value for name, value in row.items() if value is not None} == {
        "row": 2,
        "vintage": 63,
        "province_code": "06",
        "period": "2021-04",
        "kind": "meeting",
        "title": "Giao ban",
        "quantity": 1,
        "status": "done",
    }


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("quantity", "0", 0),
        ("quantity", "không", 0),
        ("quantity", "1.890", 1890),
        ("participants", "-", None),
        ("participants", "0", 0),
        ("participants", "1 890 lượt người", 1890),
        ("copies", "–", None),
        ("status", "đang thực hiện", "ongoing"),
        ("status", "Planned", "planned"),
        ("mode", "TRỰC TUYẾN", "online"),
        ("mode", "Qua điện thoại", "Qua điện thoại"),
        ("role", "tham muu", "advisory"),
        ("role", "Khách mời", "Khách mời"),
        ("channel", "Báo in; Mạng xã hội", "print;social"),
        ("channel", "Báo in;; báo in ;Loa phường", "print;Loa phường"),
        ("channel", ";", None),
        ("form", "hoi nghi bao cao vien", "Hội nghị báo cáo viên"),
        ("form", "Dạ hội", "Dạ hội"),
        ("topic", "Biển, đảo; Biên giới", "Biển, đảo; Biên giới"),
        ("document_no", "1282/QĐ-UBND", "1282/QĐ-UBND"),
        ("note", "=1+1", "=1+1"),
        ("title", "<b>A</b>", "<b>A</b>"),
    ],
)
def test_how_a_cell_is_stored(field: str, text: str, value: object) -> None:
    (row,) = stored({field: text})
    assert row[field] == value


@pytest.mark.parametrize(
    ("text", "number", "qualifier"),
    [
        ("hơn 150", 150, "at_least"),
        ("gần 150", 150, "at_most"),
        ("khoảng 1.150 người", 1150, "about"),
        ("150", 150, None),
    ],
)
def test_a_number_keeps_its_qualifier(text: str, number: int, qualifier: str | None) -> None:
    for field in ("quantity", "participants", "copies"):
        (row,) = stored({field: text})
        assert (row[field], row[f"{field}_qualifier"]) == (number, qualifier)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("5/4/2021", date(2021, 4, 5), date(2021, 4, 5), "day"),
        ("27/3-28/4/2021", date(2021, 3, 27), date(2021, 4, 28), "range"),
        ("tháng 4/2021", date(2021, 4, 1), date(2021, 4, 30), "month"),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("", None, None, None),
    ],
)
def test_a_date_is_stored_as_two_ends(
    text: str, start: date | None, end: date | None, precision: str | None
) -> None:
    (row,) = stored({"date": text})
    assert (row["date_start"], row["date_end"], row["date_precision"]) == (start, end, precision)


def test_a_nil_row_needs_no_title_and_stores_nought() -> None:
    (row,) = stored({"kind": "Không phát sinh", "title": "", "quantity": "5"})
    assert (row["kind"], row["title"], row["quantity"], row["participants"]) == (
        "nil", None, 0, None,
    )  # fmt: skip


def test_slices_in_the_order_of_their_first_rows() -> None:
    found = checked(
        {"province": "Cao Bằng", "title": "B"},
        {},
        {"province": "04", "title": "C"},
        {"period": "8/2025", "province": "Lâm Đồng", "kind": "nil", "title": ""},
    )
    assert found.slices == (
        Slice(63, "04", "Cao Bằng", "2021-04", 2, nil=False, first_row=2),
        Slice(63, "06", "Bắc Kạn", "2021-04", 1, nil=False, first_row=3),
        Slice(34, "68", "Lâm Đồng", "2025-08", 1, nil=True, first_row=5),
    )


def test_a_refused_report_has_the_slices_that_are_known() -> None:
    found = checked({"quantity": "-1"}, {"province": "Xứ Lạ"}, {"period": "13/2021"})
    assert found.table is None
    assert [(s.province, s.period, s.row_count) for s in found.slices] == [
        ("Bắc Kạn", "2021-04", 1)
    ]
