"""Broken lines are shown with their neighbours and written back at the same place."""

import pytest

from etl.line import Report
from etl.mend import UnmendableError, broken_lines, with_lines
from etl.mend.lines import LONGEST, MOST

HEAD = "Tỉnh,Kỳ,Loại,Nội dung\r\n"


def sent(*lines: str) -> Report:
    return Report("thang 4.csv", (HEAD + "\r\n".join(lines)).encode())


def test_a_broken_line_comes_with_its_neighbours() -> None:
    one = sent('a,b,c,"d\ne"', 'a,b,c,"d" e', "a,b,c,d")
    assert [(x.at, x.row, x.text, x.fault) for x in broken_lines(one)] == [
        (2, 2, 'e"', None),
        (3, 3, 'a,b,c,"d" e', "quote_stray"),
        (4, 4, "a,b,c,d", None),
    ]


def test_only_the_first_broken_lines_are_shown() -> None:
    one = sent(*['"a" b,c,d,e'] * (MOST + 5))
    assert sum(line.fault is not None for line in broken_lines(one)) == MOST


def test_of_a_very_long_line_only_the_beginning_is_shown() -> None:
    line = broken_lines(sent('a,b,c,"' + "x" * 200_000 + '" x'))[1]
    assert (len(line.text), line.length) == (LONGEST, 200_010)


def test_control_characters_above_the_rows_are_shown_as_lines_without_them() -> None:
    one = Report("a.csv", b"TITLE\x07\n" + HEAD.encode() + b"a,b,c,d\n")
    assert [(x.text, x.fault) for x in broken_lines(one)][0] == ("TITLE", "control_character")


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"zzz", HEAD.encode() + b"a,b,c,d\n"])
def test_what_has_no_broken_line_shows_none(data: bytes) -> None:
    assert broken_lines(Report("a.csv", data)) == ()


def test_a_line_is_replaced_where_it_stands() -> None:
    one = sent('a,b,c,"d', 'a,b,c,"d" e', "a,b,c,d")
    new = with_lines(one, {1: "a,b,c,d\r\n", 2: ""})
    assert new.name == "thang 4-da-sua.csv"
    assert new.data.decode("utf-8-sig") == HEAD + "a,b,c,d\r\n\r\na,b,c,d"
    assert [note.says for note in new.mends] == [{"rows": "2–3"}]


def test_what_was_mended_before_is_remembered() -> None:
    one = with_lines(with_lines(sent('a,"b" c'), {1: 'a,b "c" d'}), {1: "a,b"})
    assert len(one.mends) == 2


def test_a_line_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(LookupError):
        with_lines(sent("a,b,c,d"), {9: "x"})
    with pytest.raises(UnmendableError):
        with_lines(Report("a.csv", b""), {0: "x"})
