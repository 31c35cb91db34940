"""The quotes of a broken line are rewritten where it then has as many cells as the header."""

import pytest

from etl.line import Report
from etl.mend import broken_lines, requoted_lines, with_lines
from etl.read.records import records


def cells(line: str) -> list[str]:
    [record] = records([line], ",")
    assert record.fault is None
    return record.cells


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('a,"Hội nghị "Học tập, làm theo" I",2', ["a", 'Hội nghị "Học tập, làm theo" I', "2"]),
        ('a,"Kế hoạch,2', ["a", "Kế hoạch", "2"]),
        ('a,"Giao ban" báo chí,2', ["a", '"Giao ban" báo chí', "2"]),
        ('"a","b","c', ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_a_line_is_read_as_it_was_meant(line: str, read: list[str]) -> None:
    one = Report("a.csv", f"Tỉnh,Nội dung,Số lượng\n{line}\n".encode())
    found = requoted_lines(one)
    assert found[1][0] == 2
    assert cells(found[1][1]) == read
    assert broken_lines(with_lines(one, {1: found[1][1]})) == ()


def test_what_may_mean_several_things_is_left_alone() -> None:
    one = Report("a.csv", 'Tỉnh,Nội dung,Số lượng\na,"b, c, d,2\n'.encode())
    assert requoted_lines(one) == {}


@pytest.mark.parametrize("data", [b"", b'"x" y,z\n1,2\n', b"Tinh,Ky,Loai\na,b,c\n"])
def test_without_a_header_or_a_broken_line_there_is_none(data: bytes) -> None:
    assert requoted_lines(Report("a.csv", data)) == {}
