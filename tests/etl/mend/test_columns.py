"""The columns of a file are laid out with samples and guesses, and chosen without losing a row."""

import pytest

from etl.line import Report
from etl.mend import UnmendableError, layout_of, with_columns

NO_HEADER = "Địa bàn,Việc\nBắc Kạn,Giao ban báo chí\nCao Bằng,Lớp học\nTổng,\n".encode()


def sent(text: str) -> Report:
    return Report("a.csv", text.encode())


def texts(report: Report) -> list[str]:
    return report.data.decode("utf-8-sig").splitlines()


def test_columns_are_shown_with_their_first_different_texts() -> None:
    layout = layout_of(Report("a.csv", NO_HEADER))
    assert layout
    assert [(c.header, c.samples) for c in layout.columns] == [
        ("Địa bàn", ("Bắc Kạn", "Cao Bằng", "Tổng")), ("Việc", ("Giao ban báo chí", "Lớp học")),
    ]  # fmt: skip
    assert (layout.header_row, layout.found) == (1, False)


def test_a_column_is_guessed_by_what_its_texts_say() -> None:
    layout = layout_of(Report("a.csv", NO_HEADER))
    assert layout
    assert layout.places == {"province": 0, "title": 1}


def test_numbers_are_not_taken_for_codes_of_provinces() -> None:
    layout = layout_of(sent("STT,Mã\n1,7\n2,8\n"))
    assert layout
    assert layout.places == {}


def test_the_sender_says_which_row_is_the_header() -> None:
    layout = layout_of(sent("a,b\nTên,Việc\nBắc Kạn,Giao ban\n"), 2)
    assert layout
    assert [c.header for c in layout.columns] == ["Tên", "Việc"]
    assert layout.header_row == 2


def test_a_row_that_is_no_header_leaves_columns_without_names() -> None:
    layout = layout_of(sent("a,b\nc,d\n"), 0)
    assert layout
    assert [(c.header, c.samples) for c in layout.columns] == [("", ("a", "c")), ("", ("b", "d"))]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b'Tinh,Ky,Loai\n"x" y,1,2\n'])
def test_what_has_no_columns_has_no_layout(data: bytes) -> None:
    assert layout_of(Report("a.csv", data)) is None
    with pytest.raises(UnmendableError):
        with_columns(Report("a.csv", data), {}, {}, header_row=1)


def test_a_column_that_is_not_chosen_means_nothing_any_more() -> None:
    one = sent("SL,Số lượng,Tỉnh\n5,2,\n")
    new = with_columns(one, {"quantity": 1}, {}, header_row=1)
    assert texts(new) == ["SL (không dùng),Số lượng,", "5,2,"]
    assert [note.kind for note in new.mends] == ["unused_column"]


def test_a_text_for_all_rows_stands_behind_the_cells_of_the_file() -> None:
    one = sent("\nA,B\nx,1\n\nTổng,2\ny,1,2\n")
    new = with_columns(one, {"title": 0}, {"province": "Huế"}, header_row=2)
    assert texts(new) == ["", "Nội dung,B,Tỉnh/Thành phố", "x,1,Huế", "", "Tổng,2,Huế", "y,1,2,Huế"]
    assert [(note.kind, note.says.get("rows")) for note in new.mends] == [
        ("matched_column", None), ("filled_column", "3"),
    ]  # fmt: skip


def test_rows_above_the_header_are_said_to_be_left_out() -> None:
    new = with_columns(sent("x,1\ny,2\nA,B\nz,3\n"), {"title": 0}, {}, header_row=3)
    assert texts(new) == ["", "", "Nội dung,B", "z,3"]
    assert new.mends[0].says == {"lines": "2"}


def test_a_column_cannot_be_chosen_twice() -> None:
    one = Report("a.csv", NO_HEADER)
    with pytest.raises(ValueError, match="twice"):
        with_columns(one, {"title": 0, "note": 0}, {}, header_row=1)
    with pytest.raises(ValueError, match="twice"):
        with_columns(one, {"title": 0}, {"title": "x"}, header_row=1)
