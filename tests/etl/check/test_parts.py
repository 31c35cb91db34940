"""Parts that do not add up to the number of their row are a warning; what is unclear is none."""

import pytest

from etl.check.parts import Parts, parts_of
from tests.etl.sent import Cells, checked, kinds


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tập huấn, gồm 2 lớp ở tỉnh và 3 lớp ở xã", Parts("quantity", (2, 3), some=False)),
        ("Trong đó: 1.200 người ở tỉnh, 6 người ở xã", Parts("participants", (1200, 6), some=True)),
        ("Khen thưởng bao gồm 03 tập thể, 05 cá nhân", Parts("quantity", (3, 5), some=False)),
        ("In (gồm 500 cuốn sổ tay, 20 bản). 3 cuốn", None),
        ("In (gồm 500 cuốn A, 20 cuốn B). 3 cuốn C", Parts("copies", (500, 20), some=False)),
        ("Hội nghị 2 cuộc và 3 cuộc", None),
        ("gồm 2 lớp", None),
        ("gồm 2 hội nghị và 3 lớp", None),
        ("gồm các đồng chí; 2 lớp ở tỉnh, 3 lớp ở xã", None),
        ("gồm Nghị quyết 35/NQ-TW và 2/4 lớp, ngày 5/4", None),
        ("", None),
    ],
)  # fmt: skip
def test_only_plain_parts_are_read(text: str, parts: Parts | None) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("row", "warned"),
    [
        ({"title": "Mở lớp gồm 2 lớp ở tỉnh, 3 lớp ở xã", "quantity": "5"}, False),
        ({"title": "Mở lớp gồm 2 lớp ở tỉnh, 3 lớp ở xã", "quantity": "6"}, True),
        ({"title": "Mở lớp gồm 2 lớp ở tỉnh, 3 lớp ở xã"}, False),
        ({"title": "Mở lớp gồm 2 lớp ở tỉnh, 3 lớp ở xã", "quantity": "hơn 6"}, False),
        ({"note": "trong đó 40 người ở tỉnh, 50 người ở xã", "participants": "100"}, False),
        ({"note": "trong đó 40 người ở tỉnh, 70 người ở xã", "participants": "100"}, True),
        ({"note": "trong đó 40 người ở tỉnh, 70 người ở xã"}, False),
    ],
)
def test_the_number_of_the_row_decides(row: Cells, warned: bool) -> None:  # noqa: FBT001
    found = checked(row | {"kind": "Tập huấn"})
    assert kinds(found.warnings) == [("parts_differ", 2)] * warned
    assert not found.problems


def test_the_warning_says_the_sum() -> None:
    (warning,) = checked({"note": "gồm 1 cuộc ở tỉnh, 2 cuộc ở xã", "quantity": "2"}).warnings
    assert (warning.field, warning.value, warning.says) == ("quantity", "2", {"parts": "1 + 2 = 3"})
