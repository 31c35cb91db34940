"""Two tokenisers, one table: what Arrow reads fast is what the csv module reads slowly."""

import csv
import io
import random

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.read.headers import Head
from etl.read.tokenise import Table, tokenise, tokenise_carefully, tokenise_fast

HEADER = b"a,b,c\n"
Plain = tuple[list[int], list[list[str]], list[tuple[str, int | None]]]


def head(width: int = 3, delimiter: str = ",", row: int = 1, below: int = len(HEADER)) -> Head:
    return Head(delimiter, tuple("abcdefghij"[:width]), row, (), below)


def plain(table: Table | None) -> Plain | None:
    if table is None:
        return None
    rows = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
    return (
        table.rows.tolist(),
        [list(row) for row in rows],
        [(problem.kind, problem.row) for problem in table.problems],
    )


def without_blank(found: Plain | None) -> Plain | None:
    """Leave out rows of empty cells: both may hand them over, the reader drops them."""
    if found is None:
        return None
    kept = [(n, row) for n, row in zip(found[0], found[1], strict=True) if any(row)]
    return [n for n, _ in kept], [row for _, row in kept], found[2]


def fast(body: bytes) -> Plain | None:
    return plain(tokenise_fast(memoryview(HEADER + body), head()))


def careful(body: bytes) -> Plain:
    found = plain(tokenise_carefully(memoryview(HEADER + body), head()))
    assert found is not None
    return found


SOUND = {
    "plain": (b"1,2,3\n4,5,6\n", [2, 3]),
    "no line end at the end": (b"1,2,3\n4,5,6", [2, 3]),
    "empty cells": (b",,3\n,5,\n", [2, 3]),
    "blank rows keep their numbers": (b"1,2,3\n\n\n4,5,6\n\n", [2, 5]),
    "a blank row first": (b"\r\n1,2,3\r\n", [3]),
    "carriage returns": (b"1,2,3\r4,5,6\r", [2, 3]),
    "a blank row between carriage returns": (b"1,2,3\r\r4,5,6\r", [2, 4]),
    "all line ends": (b"1,2,3\r\n4,5,6\r7,8,9\n\r1,1,1", [2, 3, 4, 6]),
    "quoted": (b'"1","2","3"\n', [2]),
    "quoted and empty": (b'"","",3\n', [2]),
    "a doubled quote": (b'"a ""b"" c","""",""""""\n', [2]),
    "a delimiter in quotes": (b'"1,1",2,3\n', [2]),
    "a line break in quotes": (b'"1\r\n\r\n1",2,"3\n"\r\n4,5,6\r\n', [2, 3]),
    "a blank row in quotes and one outside": (b'"1\n\n1",2,3\n\n4,5,6\n', [2, 4]),
    "a tab and a NUL": (b"1\t,2\x00,3\n", [2]),
}


@pytest.mark.parametrize(("body", "rows"), SOUND.values(), ids=SOUND)
def test_sound_rows_are_read_fast_and_alike(body: bytes, rows: list[int]) -> None:
    found = fast(body)
    assert found is not None
    assert without_blank(found) == careful(body)
    assert careful(body)[0] == rows
    assert found[2] == []


BROKEN: dict[str, tuple[bytes, list[int], list[tuple[str, int]]]] = {
    "a cell too few": (b"1,2,3\n4,5\n7,8,9\n", [2, 4], [("cells_count", 3)]),
    "a cell too many": (b"1,2,3,4\n7,8,9\n", [3], [("cells_count", 2)]),
    "an empty cell too many": (b"1,2,3,\n7,8,9\n", [3], [("cells_count", 2)]),
    "text behind a quote": (b'"1"x,2,3\n7,8,9\n', [3], [("quote_stray", 2)]),
    "a blank behind a quote": (b'"1" ,2,3\n7,8,9\n', [3], [("quote_stray", 2)]),
    "never closed": (b'1,2,3\n4,"5,6\n7,8,9\n', [2, 4], [("quote_unclosed", 3)]),
    "never closed in the last row": (b'1,2,3\n4,"5,6', [2], [("quote_unclosed", 3)]),
    "closed by the next row's quote": (
        b'1,"2,3\n4,"5",6\n7,8\n',
        [3],
        [("quote_unclosed", 2), ("cells_count", 4)],
    ),
    "every kind at once": (
        b'1\n"2"x,2,3\n"3,2,3\n4,2,3\n5,2,3,4\n',
        [5],
        [("cells_count", 2), ("quote_stray", 3), ("quote_unclosed", 4), ("cells_count", 6)],
    ),
    "too long": (b"1,2,3\n" + b"x" * 140_000 + b",2,3\n", [2], [("text_too_long", 3)]),
}


@pytest.mark.parametrize(("body", "rows", "problems"), BROKEN.values(), ids=BROKEN)
def test_a_broken_row_is_named_and_the_rest_is_read(
    body: bytes, rows: list[int], problems: list[tuple[str, int]]
) -> None:
    assert fast(body) is None
    found = careful(body)
    assert found[0] == rows
    assert found[2] == problems


def test_a_row_of_the_wrong_width_says_how_wide_it_is() -> None:
    table = tokenise(memoryview(HEADER + b"1,2\n"), head())
    assert table.problems[0].says == {"found": "2", "expected": "3"}


@pytest.mark.parametrize("body", [b",,,,,\n1,2,3\n", b"   \n1,2,3\n", b'""\n1,2,3\n'])
def test_a_blank_row_may_have_any_width(body: bytes) -> None:
    assert fast(body) is None
    assert careful(body) == ([3], [["1", "2", "3"]], [])


@pytest.mark.parametrize("body", [b'1 5" 2,2,3\n', b'x"y",2,3\n', b' "1",2,3\n'])
def test_a_quote_inside_an_unquoted_cell_is_text(body: bytes) -> None:
    assert fast(body) is None
    rows = careful(body)
    assert rows[2] == []
    assert '"' in rows[1][0][0]


def test_bytes_that_are_not_utf8_are_not_read() -> None:
    body = memoryview(HEADER + b"1,\xff,3\n")
    assert tokenise_fast(body, head()) is None
    with pytest.raises(UnicodeDecodeError):
        tokenise(body, head())


def test_no_rows_are_an_empty_table() -> None:
    table = tokenise(memoryview(HEADER), head())
    assert plain(table) == ([], [], [])


def test_a_broken_row_above_the_header_is_found() -> None:
    data = b'"title"x\n' + HEADER + b"1,2,3\n"
    above = tokenise_carefully(memoryview(data), head(row=2, below=15))
    assert plain(above) == ([3], [["1", "2", "3"]], [("quote_stray", 1)])


def test_after_a_hundred_unclosed_quotes_the_rest_is_not_read_and_that_is_said() -> None:
    *unclosed, last = careful(b'a","b\n' * 300)[2]
    assert unclosed == [("quote_unclosed", row) for row in range(2, 103)]
    assert last == ("more_problems", None)


def test_many_blocks_are_one_table() -> None:
    words = random.Random(1)
    rows = [[f"{words.random()}", "Hội nghị", f'"{n}", x\n{n}'] for n in range(60_000)]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    table = tokenise_fast(memoryview(HEADER + out.getvalue().encode()), head())
    assert table is not None
    assert table.columns[1].dictionary.to_pylist() == ["Hội nghị"]
    assert table.columns[2].to_pylist() == [row[2] for row in rows]
    assert np.array_equal(table.rows, np.arange(60_000) + 2)


CELLS = st.text(st.sampled_from('a ộ",;\t\r\n0?\u00a0'), max_size=6)


def written(cell: str, delimiter: str, *, quoted: bool) -> str:
    if quoted or any(char in cell for char in f'{delimiter}"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@given(
    rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoted=st.booleans(),
    blank=st.sets(st.integers(0, 8)),
)
def test_a_table_that_was_written_is_read_fast_and_whole(
    rows: list[list[str]], delimiter: str, line_end: str, quoted: bool, blank: set[int]
) -> None:
    lines, expected = ["a", "b,c"], []
    for number, row in enumerate(rows):
        lines += [""] if number in blank else []
        lines.append(delimiter.join(written(cell, delimiter, quoted=quoted) for cell in row))
        expected += [(len(lines), row)] if any(row) else []
    text = "".join(line + line_end for line in lines)
    top = head(4, delimiter, row=2, below=len("ab,c" + 2 * line_end))
    data = memoryview(text.encode())
    whole: Plain
    whole = [number for number, _ in expected], [row for _, row in expected], []
    assert without_blank(plain(tokenise_carefully(data, top))) == whole
    assert not any(map(any, rows)) or without_blank(plain(tokenise_fast(data, top))) == whole


@given(st.text(st.sampled_from('ab",\r\n'), max_size=40).map(str.encode))
@example(b'a,"a\n"",b"\r\n')
@example(b'"",b,""\ra,"",b')
def test_what_is_read_fast_is_read_alike_carefully(body: bytes) -> None:
    found = fast(body)
    assert found is None or without_blank(found) == without_blank(careful(body))
