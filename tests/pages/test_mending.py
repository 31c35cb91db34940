"""Mending on the page: columns chosen, a missing one filled, broken lines typed anew."""

from pathlib import Path

import pytest

from data.warehouse import newest
from etl.journal import kept_with
from etl.uploads import history
from etl.versions import row_as_sent
from tests.pages.clerk import Clerk, report
from tests.pages.conftest import Opens

AGAIN = {"vi": "Kiểm tra lại", "en": "Check again"}


def csv(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()


NO_PROVINCE = csv(
    "Kỳ,Loại,Nội dung,SL", "4/2021,Hội nghị,Giao ban,2", "", "4/2021,Tập huấn,Lớp bồi dưỡng,1"
)
STRANGE = csv("Địa bàn,Lúc,Nhóm,Việc,Ghi", "Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,x")


@pytest.fixture
def clerk(opens: Opens) -> Clerk:
    return Clerk(opens("upload", "empty"))


def key(clerk: Clerk, kind: str, begin: str) -> str:
    """The key of the widget that begins so; its end names the file and the round."""
    return next(w.key for w in clerk.at.get(kind) if str(w.key).startswith(begin))


def chooses(clerk: Clerk, begin: str, text: str) -> Clerk:
    """Choose in the list that is kept under a key what says this or begins so."""
    box = clerk.at.selectbox(key=key(clerk, "selectbox", begin))
    box.select_index(next(n for n, option in enumerate(box.options) if option.startswith(text)))
    return clerk.runs()


def choice(clerk: Clerk, begin: str) -> str:
    """What is chosen in a list, as it is said there."""
    box = clerk.at.selectbox(key=key(clerk, "selectbox", begin))
    return "" if box.index is None else str(box.options[box.index])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_missing_column_is_filled_with_one_value_and_sent(
    opens: Opens, store: Path, lang: str
) -> None:
    clerk = Clerk(opens("upload", "empty", lang=lang), lang).puts(("thang-4.csv", NO_PROVINCE))
    chooses(clerk, "value_province", "Bắc Kạn").presses(AGAIN[lang])
    assert f"thang-4-da-sua.csv: {'gửi được' if lang == 'vi' else 'can be sent'}" in clerk.sees
    clerk.sends("An")
    warehouse = newest(store)
    assert warehouse
    [entry] = history(warehouse)
    assert row_as_sent(warehouse, entry.upload, 4)[-1] == ("Tỉnh/Thành phố", "Bắc Kạn")
    told = kept_with(warehouse, entry.upload).normalised
    assert "Đã điền trên trang: Tỉnh/Thành phố là Bắc Kạn ở 2 dòng." in told


def test_what_is_understood_is_chosen_already(clerk: Clerk) -> None:
    clerk.puts(("bac-kan-2021-04.csv", STRANGE))
    assert "Không tìm thấy dòng tên cột." in clerk.sees
    assert [choice(clerk, f"place_{id}_") for id in ("province", "period", "kind", "title")] == [
        "Địa bàn · Bắc Kạn", "Lúc · 4/2021", "Nhóm · Hội nghị", "Việc · Giao ban báo chí",
    ]  # fmt: skip
    clerk.presses("Kiểm tra lại")
    assert "gửi được" in clerk.sees
    assert "Đã chọn trên trang: cột “Việc” là Nội dung." in clerk.sees


def test_values_that_the_file_names_are_chosen_already(clerk: Clerk) -> None:
    clerk.puts(("bac-kan-2021-04.csv", csv("Loại,Nội dung,SL", "Hội nghị,Giao ban,2")))
    assert choice(clerk, "value_province") == "Bắc Kạn"
    assert choice(clerk, "value_period") == "4/2021"
    clerk.presses("Kiểm tra lại")
    assert "Bắc Kạn 4/2021" in clerk.sees


def test_what_is_not_chosen_is_said(clerk: Clerk) -> None:
    clerk.puts(("a.csv", NO_PROVINCE)).presses("Kiểm tra lại")
    assert "Chưa chọn: Tỉnh/Thành phố." in clerk.sees
    assert "a.csv: phải sửa 1 chỗ" in clerk.sees


def test_a_column_that_is_chosen_twice_is_said(clerk: Clerk) -> None:
    clerk.puts(("a.csv", NO_PROVINCE))
    chooses(chooses(clerk, "value_province", "Bắc Kạn"), "place_note_", "SL").presses(
        "Kiểm tra lại"
    )
    assert "Chọn hai lần: Số lượng, Ghi chú." in clerk.sees


def test_of_two_columns_of_one_name_either_can_be_chosen(clerk: Clerk, store: Path) -> None:
    twice = csv("Tỉnh,Kỳ,Loại,Nội dung,SL,SL", "Bắc Kạn,4/2021,Hội nghị,Giao ban,1,2")
    clerk.puts(("a.csv", twice))
    assert choice(clerk, "place_quantity_") == "SL (Cột 5) · 1"
    chooses(clerk, "place_quantity_", "SL (Cột 6)").presses("Kiểm tra lại")
    assert "Hội nghị **2**" in clerk.sees
    clerk.sends("An", reason="Cột dự kiến không dùng")
    assert newest(store)


def test_the_row_of_the_header_is_told_and_no_row_may_be_one(clerk: Clerk) -> None:
    clerk.puts(("a.csv", STRANGE))
    clerk.at.number_input[0].set_value(0)
    clerk.runs()
    assert choice(clerk, "place_province_").startswith("Cột 1 · Địa bàn")
    clerk.presses("Kiểm tra lại")
    assert "Đã chọn trên trang: cột “4” là Nội dung." in clerk.sees
    assert "phải sửa" in clerk.sees


def test_columns_of_a_sound_file_can_be_chosen_again(clerk: Clerk) -> None:
    clerk.puts(("a.csv", report("Bắc Kạn,4/2021,Hội nghị,Giao ban,2,5/4/2021")))
    clerk.at.toggle[0].set_value(True)
    clerk.runs()
    chooses(clerk, "place_quantity_", "Không có trong tệp").presses("Kiểm tra lại")
    assert "cột “Số lượng (không dùng)”" in clerk.sees


def test_a_broken_line_is_typed_anew(clerk: Clerk, store: Path) -> None:
    clerk.puts(("a.csv", report('Bắc Kạn,4/2021,Hội nghị,"Giao, ban,2,5/4/2021')))
    assert "Viết lại dấu ngoặc kép (dòng 2)" not in clerk.buttons
    [box] = clerk.at.text_area
    assert box.label == "**Dòng 2 (có lỗi)**"
    box.set_value('Bắc Kạn,4/2021,Hội nghị,"Giao, ban",2,5/4/2021')
    clerk.presses("Kiểm tra lại")
    assert "Đã sửa trên trang: dòng 2, sửa nguyên văn." in clerk.sees
    clerk.sends("An")
    assert newest(store).rows("SELECT title FROM records") == [("Giao, ban",)]


def test_nothing_happens_while_no_line_is_changed(clerk: Clerk) -> None:
    clerk.puts(("a.csv", report('Bắc Kạn,4/2021,Hội nghị,"Giao, ban,2,5/4/2021')))
    clerk.presses("Kiểm tra lại")
    assert "a.csv: phải sửa 1 chỗ" in clerk.sees


def test_quotes_that_can_be_read_in_one_way_are_rewritten_with_one_click(clerk: Clerk) -> None:
    clerk.puts(("a.csv", report('Bắc Kạn,4/2021,Hội nghị,"Về "Học, làm theo" I",2,5/4/2021')))
    clerk.presses("Viết lại dấu ngoặc kép (dòng 2)")
    assert "a-da-sua.csv: gửi được" in clerk.sees


def test_lines_then_columns_then_rows(clerk: Clerk) -> None:
    clerk.puts(
        ("a.csv", csv("Kỳ,Loại,Nội dung,SL", "4/2021,Hội nghị,A,vài", '4/2021,Báo chí,"B,1'))
    )
    clerk.presses("Viết lại dấu ngoặc kép (dòng 3)")
    chooses(clerk, "value_province", "Bắc Kạn").presses("Kiểm tra lại")
    assert "phải sửa 1 chỗ" in clerk.sees
    assert "Sửa ngay các ô trong bảng (1 dòng có lỗi)" in clerk.sees


def test_the_last_mend_is_taken_back(clerk: Clerk) -> None:
    clerk.puts(("a.csv", NO_PROVINCE))
    assert "Lùi lại bước sửa vừa rồi" not in clerk.buttons
    chooses(clerk, "value_province", "Cao Bằng").presses("Kiểm tra lại")
    assert "Cao Bằng 4/2021" in clerk.sees
    clerk.presses("Lùi lại bước sửa vừa rồi")
    assert "a.csv: phải sửa 1 chỗ" in clerk.sees
    assert choice(clerk, "value_province") == ""


def test_empty_cells_take_one_value(clerk: Clerk) -> None:
    rows = [f",4/2021,Hội nghị,Họp {n},1,5/4/2021" for n in (1, 2)]
    clerk.puts(("a.csv", report(*rows)))
    chooses(clerk, "fill_province", "Bắc Kạn").presses("Điền 2 ô trống")
    assert "a-da-sua.csv: gửi được" in clerk.sees


def test_blank_cells_at_the_end_of_rows_are_dropped(clerk: Clerk) -> None:
    rows = [f"Bắc Kạn,4/2021,Hội nghị,Họp {n},1,5/4/2021," for n in (1, 2)]
    clerk.puts(("a.csv", report(*rows))).presses("Bỏ ô trống thừa ở cuối dòng (2–3)")
    assert "a-da-sua.csv: gửi được" in clerk.sees


LOCKED = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "way"),
    [
        (b"\x89PNG\r\n", "chọn Lưu dưới dạng (Save As)"),
        (b"zzz", "Chép số liệu vào tệp mẫu"),
        ("Tỉnh;B?c K?n;C?o B?ng;Hà N?i\n".encode("cp1258", "replace"), "CSV UTF-8"),
        (LOCKED, "xóa mật khẩu, lưu rồi gửi lại"),
    ],
)
def test_what_no_page_can_mend_is_said_with_the_way_in_excel(
    clerk: Clerk, data: bytes, way: str
) -> None:
    clerk.puts(("a.csv", data))
    assert way in clerk.sees
    assert "Kiểm tra lại" not in clerk.buttons
    assert "Sửa ngay" not in clerk.sees


def test_a_row_titled_like_a_total_is_dropped_with_one_click(clerk: Clerk) -> None:
    rows = ("4/2021,Hội nghị,Giao ban,2", "4/2021,Hội nghị,Tổng cộng,2")
    lines = ("Tỉnh,Kỳ,Loại,Nội dung,SL", *(f"Bắc Kạn,{row}" for row in rows))
    clerk.puts(("tong.csv", csv(*lines))).presses("Bỏ dòng tổng (3)")
    assert "tong-da-sua.csv: gửi được" in clerk.sees
    assert not [label for label in clerk.buttons if label.startswith("Bỏ dòng tổng")]
