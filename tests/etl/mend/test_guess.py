"""What a file without good headers holds is guessed from its texts, or not at all."""

import pytest

from etl.line import Report
from etl.mend import layout_of
from etl.mend.guess import guessed_header, guessed_values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bac-kan-2021-04", {"province": "Bắc Kạn", "period": "4/2021"}),
        ("BÁO CÁO THÁNG 4 NĂM 2021, TỈNH BẮC KẠN", {"province": "Bắc Kạn", "period": "4/2021"}),
        ("backan_04.2021", {"province": "Bắc Kạn", "period": "4/2021"}),
        ("Huế T12/2025", {"province": "Huế", "period": "12/2025"}),
        ("Thừa Thiên Huế", {"province": "Thừa Thiên Huế"}),
        ("Hà Nội và Huế", {}),
        ("Kỳ 3/2021 và 4/2021", {}),
        ("lập ngày 5/4/2021", {}),
        ("QĐ 1282 năm 2021", {}),
        ("tháng 13/2021", {}),
    ],
)
def test_titles_say_province_and_month(text: str, said: dict[str, str]) -> None:
    assert guessed_values([text]) == said


def test_what_a_title_says_stands_for_a_column_that_is_missing_only() -> None:
    one = Report("ha-noi-2021-04.csv", "Tỉnh,Loại,Nội dung\nHuế,x,y\n".encode())
    layout = layout_of(one)
    assert layout
    assert layout.values == {"period": "4/2021"}


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["Báo cáo", ""], ["a", "b"], ["1", "2"]], 2),
        ([["x", "y"], ["Địa bàn", "SL"], ["a", "1"]], 2),
        ([["Bắc Kạn", "Giao ban"], ["Cao Bằng", "Lớp"]], 0),
        ([["4/2021", "Giao ban"]], 0),
        ([["Hội nghị", "Giao ban"]], 0),
        ([], 0),
    ],
)
def test_the_header_is_the_first_row_filled_like_the_table(
    rows: list[list[str]], header: int
) -> None:
    assert guessed_header(dict(enumerate(rows, start=1))) == header
