"""Answers and records as files that no spreadsheet runs."""

import csv
import io
import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exports import csv_text, delimited, json_text, neutral

CELLS = st.one_of(st.none(), st.integers(), st.text(st.characters(exclude_characters="\r\x00")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84 912",
        "-5",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\r=1",
        "\n@x",
        "\u00a0=1",
        "=cmd|' /C'!A0",
        "\u200f=1",
        "\ufeff=1",
        "\uff1d1+1",
    ],
)
def test_a_formula_is_shown_as_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["414-KH/TU", "a=b", "", "'=1", 5, -5, None, date(2021, 4, 5)])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert neutral(value) is value


@pytest.mark.parametrize(
    ("text", "told"),
    [("x;=1", "x;'=1"), ('x; "@a', "x; \"'@a"), ("=1;+2", "'=1;'+2"), ("a; b=c", "a; b=c")],
)
def test_no_formula_begins_behind_a_semicolon(text: str, told: str) -> None:
    assert delimited(text) == told


def written(header: list[str], rows: list[list[object]]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(csv_text(header, rows)))))


def test_a_csv_has_lists_in_one_cell_and_nothing_for_null() -> None:
    rows: list[list[object]] = [
        [1890, None, ["print", "radio"], date(2021, 4, 5), 'nói "được", làm được\nngay'],
        [0, True, ["=1", None], [], "x"],
    ]
    assert written(["a", "b", "c", "d", "e"], rows) == [
        ["a", "b", "c", "d", "e"],
        ["1890", "", "print; radio", "2021-04-05", 'nói "được", làm được\nngay'],
        ["0", "True", "'=1; ", "", "x"],
    ]


def test_a_long_csv_comes_in_parts_and_is_whole() -> None:
    rows: list[list[object]] = [[number, "một hội nghị " * 9] for number in range(2_000)]
    parts = list(csv_text(["n", "text"], rows))
    assert len(parts) > 2
    assert list(csv.reader(io.StringIO("".join(parts))))[-1] == ["1999", "một hội nghị " * 9]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_every_text_comes_back_and_none_begins_a_formula(rows: list[list[object]]) -> None:
    back = written(["a", "b"], rows)[1:]
    for row, cells in zip(rows, back, strict=True):
        for value, cell in zip(row, cells, strict=True):
            if isinstance(value, str):
                assert cell in (value, f"'{value}")
                assert not cell.lstrip().startswith(("=", "+", "-", "@"))
            else:
                assert cell == ("" if value is None else str(value))


def test_json_has_dates_as_text_and_keeps_types() -> None:
    rows: list[dict[str, object]] = [
        {"at": date(2021, 4, 5), "then": datetime(2021, 4, 5, 6, 7), "n": 5, "of": None},
        {"at": "=1", "then": "Đắk Lắk", "n": 1890, "of": ["print"]},
    ]
    text = "".join(json_text(rows))
    assert json.loads(text) == [
        {"at": "2021-04-05", "then": "2021-04-05T06:07:00", "n": 5, "of": None},
        {"at": "=1", "then": "Đắk Lắk", "n": 1890, "of": ["print"]},
    ]
    assert "Đắk Lắk" in text
    assert len(text.splitlines()) == 2
    assert "".join(json_text([])) == "[]\n"
