"""Rows of a refused report are mended one by one or all alike, under the same numbers."""

from pathlib import Path

import pytest

from etl.line import Outcome, Report, inspect
from etl.mend.cells import (
    UnmendableError,
    mended,
    offending,
    surplus_rows,
    with_offer,
    without_surplus,
)
from etl.problem import Problem
from etl.shown import ROW
from tests.etl.only_workbooks import merged
from tests.etl.sent import NOW, kinds, report
from tests.etl.workbooks import workbook


def looked_at(one: Report) -> Outcome:
    return inspect(one, Path("no store"), now=NOW)


def problem(one: Report, kind: str) -> Problem:
    return next(p for p in looked_at(one).problems if p.kind == kind)


def offered(one: Report, kind: str, offer: str = "", *, everywhere: bool = True) -> Report:
    return with_offer(one, problem(one, kind), offer, everywhere=everywhere, now=NOW)


def test_every_row_with_an_error_is_shown_as_typed() -> None:
    one = report({"title": "đúng"}, {"quantity": "1,890"}, {"title": "", "quantity": "-1"})
    found = offending(one, now=NOW)
    assert list(found.columns) == [
        ROW, "Tỉnh/Thành phố", "Kỳ báo cáo", "Loại hoạt động", "Nội dung", "Số lượng",
    ]  # fmt: skip
    assert found.to_numpy().tolist() == [
        [3, "Bắc Kạn", "4/2021", "Hội nghị", "Giao ban", "1,890"],
        [4, "Bắc Kạn", "4/2021", "Hội nghị", "", "-1"],
    ]


def test_cells_are_written_into_a_new_report_and_it_is_clean() -> None:
    one = report({"quantity": "1,890"}, {"title": "B", "quantity": "x"}, name="thang 4.xlsx")
    new = mended(one, {(2, "Số lượng"): "1890", (3, "Số lượng"): "2"}, now=NOW)
    assert looked_at(new).status == "clean"
    assert new.name == "thang 4-da-sua.csv"
    assert new.data.decode("utf-8-sig").splitlines()[1] == "Bắc Kạn,4/2021,Hội nghị,Giao ban,1890"
    assert mended(new, {}, now=NOW).name == new.name
    assert looked_at(one).status == "refused"


def test_rows_keep_their_numbers_and_nothing_else_changes() -> None:
    table = report({"title": "A"}, {"title": "B", "quantity": "x"}, {"title": 'C "đ", é'})
    one = Report("a.csv", "BÁO CÁO\n\n".encode() + table.data + b"\n")
    new = mended(one, {(5, "Số lượng"): "7"}, dropped=[4], now=NOW)
    assert kinds(looked_at(new).problems) == []
    assert kinds(looked_at(mended(one, {}, now=NOW)).problems) == kinds(looked_at(one).problems)
    lines = new.data.decode("utf-8-sig").split("\r\n")
    assert lines[:5] == ["", "", table.data.decode().split("\r\n")[0], "",
                         "Bắc Kạn,4/2021,Hội nghị,B,7"]  # fmt: skip
    assert lines[5].endswith('"C ""đ"", é",')


def test_an_offer_is_taken_in_one_row_or_in_all_that_are_alike() -> None:
    one = report(
        {"title": "A", "quantity": "1,890"},
        {"title": "B", "quantity": "1,890"},
        {"title": "C", "quantity": "2,500"},
    )
    once = offered(one, "count_ambiguous", "1890", everywhere=False)
    assert kinds(looked_at(once).problems) == [("count_ambiguous", 3), ("count_ambiguous", 4)]
    all_alike = offered(one, "count_ambiguous", "1890")
    assert kinds(looked_at(all_alike).problems) == [("count_ambiguous", 4)]


def test_total_rows_are_left_out() -> None:
    one = report({"title": "A"}, {"province": "Tổng"}, {"title": "B"}, {"province": "Tổng"})
    outcome = looked_at(offered(one, "total_row"))
    assert (outcome.status, outcome.rows) == ("clean", 2)
    left = looked_at(offered(one, "total_row", everywhere=False))
    assert kinds(left.problems) == [("total_row", 5)]


def test_empty_cells_take_the_text_above_each_its_own() -> None:
    rows = ({"province": p, "title": t} for p, t in zip(
        ("Bắc Kạn", "", "Cao Bằng", ""), "ABCD", strict=True
    ))  # fmt: skip
    one = report(*rows)
    new = offered(one, "required_empty", "Bắc Kạn")
    outcome = looked_at(new)
    assert [(s.province, s.row_count) for s in outcome.slices] == [("Bắc Kạn", 2), ("Cao Bằng", 2)]
    single = offered(one, "required_empty", "Hà Giang", everywhere=False)
    assert kinds(looked_at(single).problems) == [("required_empty", 5)]


def test_an_empty_cell_with_nothing_above_it_stays_empty() -> None:
    one = report({"province": ""}, {"title": "B"}, {"title": "C", "province": ""})
    assert kinds(looked_at(offered(one, "required_empty")).problems) == [("required_empty", 2)]


def test_merged_cells_of_a_workbook_are_filled() -> None:
    one = Report("gộp.xlsx", merged())
    one = offered(offered(one, "required_empty", "Bắc Kạn"), "required_empty", "4/2021")
    assert looked_at(one).status == "clean"


def test_a_row_with_other_cells_stays_wrong_until_it_is_looked_at() -> None:
    table = report({"title": "A"}, {"title": "B", "quantity": "1"}).data
    one = Report("a.csv", table + b"Cao B\xe1\xba\xb1ng,4/2021\r\nx,4/2021,H,C,1,2\r\n")
    found = offending(one, now=NOW)
    assert found.to_numpy().tolist() == [
        [4, "Cao Bằng", "4/2021", "", "", ""],
        [5, "x", "4/2021", "H", "C", "1 | 2"],
    ]
    assert kinds(looked_at(mended(one, {}, now=NOW)).problems) == [
        ("cells_count", 4), ("cells_count", 5),
    ]  # fmt: skip
    cells = {(4, "Loại hoạt động"): "Báo chí", (4, "Nội dung"): "C"}
    assert looked_at(mended(one, cells, [5], now=NOW)).status == "clean"


def test_blank_cells_behind_the_last_column_are_dropped() -> None:
    table = report({"title": "A", "quantity": "1"}).data.decode().rstrip()
    row = table.splitlines()[1]
    one = Report("a.csv", f"{table},\n{row},,\n{row},x\n{row[:-2]}\n".encode())
    assert surplus_rows(one) == (2, 3)
    assert [(p.kind, p.row) for p in looked_at(without_surplus(one)).problems] == [
        ("rows_alike", 3), ("cells_count", 4), ("cells_count", 5),
    ]  # fmt: skip


def test_headers_that_are_alike_can_be_told_apart() -> None:
    rows = [["Tỉnh", "Kỳ báo cáo", "Loại hoạt động", "Nội dung", "Dòng", "", "Dòng"],
            ["?", "4/2021", "Hội nghị", "A", "1", "2", "3"]]  # fmt: skip
    found = offending(Report("a.xlsx", workbook(rows)), now=NOW)
    assert list(found.columns)[5:] == ["Dòng (5)", "Cột 6", "Dòng (7)"]
    new = mended(Report("a.xlsx", workbook(rows)), {(2, "Tỉnh"): "Hà Nội"}, now=NOW)
    header = new.data.decode("utf-8-sig").splitlines()[0]
    assert header == "Tỉnh,Kỳ báo cáo,Loại hoạt động,Nội dung,Dòng,,Dòng"


@pytest.mark.parametrize(
    "data", [b"", b"zzz", b'Province,Period,Kind,Title\nA,4/2021,x,"open\n', b"\x00\x01\x02"]
)
def test_what_cannot_be_mended_here_has_no_rows(data: bytes) -> None:
    one = Report("a.csv", data)
    assert len(offending(one, now=NOW)) == 0
    assert surplus_rows(one) == ()
    with pytest.raises(UnmendableError):
        mended(one, {}, now=NOW)
