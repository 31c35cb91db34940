"""Everything that was understood differently from how it was written is said."""

import pytest

from etl.notes import LISTED, noted, sentence
from etl.sheet import Noted
from tests.etl.sent import Cells, checked


def said(*rows: Cells, lang: str = "vi") -> list[str]:
    return [sentence(note, lang) for note in noted(checked(*rows).columns)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, []),
        ({"quantity": "1890", "participants": "-", "status": "Kế hoạch"}, []),
        ({"quantity": "1.890"}, ["Số lượng: 1.890 → 1890 (1 dòng)"]),
        ({"participants": "hơn 150 người"}, ["Lượt người: hơn 150 người → ≥ 150 (1 dòng)"]),
        ({"copies": "không"}, ["Số bản phát hành: không → 0 (1 dòng)"]),
        ({"province": "06"}, ["Tỉnh/Thành phố: 06 → Bắc Kạn (1 dòng)"]),
        ({"form": "HN BCV"}, ["Hình thức: HN BCV → Hội nghị báo cáo viên (1 dòng)"]),
        ({"date": "5 tháng 4, 2021"}, []),
    ],
)
def test_a_cell(row: Cells, expected: list[str]) -> None:
    assert said(row) == expected


def test_one_spelling_is_said_once_with_its_rows() -> None:
    rows = [{"title": t, "quantity": "01"} for t in "ABC"] + [{"quantity": "02"}]
    assert said(*rows) == ["Số lượng: 01 → 1 (3 dòng)", "Số lượng: 02 → 2 (1 dòng)"]
    assert said(*rows, lang="en")[0] == "Số lượng: 01 → 1 (3 rows)"


def test_the_number_of_a_nil_row_becomes_nought() -> None:
    nil = {"kind": "Không phát sinh", "title": ""}
    rows = [nil | {"quantity": "5"}, nil | {"quantity": "5", "period": "5/2021"}]
    assert said(*rows, nil | {"quantity": "0", "period": "6/2021"}) == ["Số lượng: 5 → 0 (2 dòng)"]


def test_many_spellings_are_counted() -> None:
    rows = [{"title": f"A{n}", "quantity": f"0{n}"} for n in range(1, LISTED + 8)]
    assert len(said(*rows)) == LISTED + 1
    assert said(*rows)[-1] == "Số lượng: và 7 cách viết khác"


def test_what_cannot_be_seen_is_named() -> None:
    assert sentence(Noted("delimiter", {"name": "\t"}), "vi") == "Các ô cách nhau bằng dấu tab."


def test_braces_in_a_cell_are_only_text() -> None:
    note = Noted("cell", {"column": "{x}", "text": "{0}", "said": "{{}}", "rows": "1"})
    assert sentence(note, "vi") == "{x}: {0} → {{}} (1 dòng)"
