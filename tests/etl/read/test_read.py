"""A report's bytes in, a table of text or every problem out, by the rules of the contract."""

import codecs
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.fold import fold
from etl.problem import Problem
from etl.read import encodings, read
from etl.read.known_words import known_names
from etl.read.lost_letters import lost_letters
from etl.read.texts import PLAIN_RANGES, clean
from etl.sheet import Sheet

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
HEADER_LINE = (
    "Tỉnh/Thành phố,Kỳ báo cáo,Loại hoạt động,Hình thức,Nội dung,Thời gian,Đơn vị chủ trì,"
    "Vai trò,Phương thức,Số lượng,Lượt người,Số bản phát hành,Kênh,Chủ đề,Số ký hiệu,"
    "Trạng thái,Nguồn,Ghi chú"
)
LABELS = HEADER_LINE.split(",")
KNOWN = frozenset(map(fold, [*LABELS, "province", "period", "kind", "title", "note", "SL"]))
HEADER = "Tỉnh/Thành phố,Kỳ báo cáo,Loại hoạt động,Nội dung\n"
ROW = "Bắc Kạn,4/2021,Hội nghị,Sơ kết\n"


def sheet(data: bytes | str) -> Sheet:
    found = read(data.encode() if isinstance(data, str) else data, KNOWN)
    assert isinstance(found, Sheet), found
    return found


def problems(data: bytes | str) -> tuple[Problem, ...]:
    found = read(data.encode() if isinstance(data, str) else data, KNOWN)
    found = found.problems if isinstance(found, Sheet) else found
    assert found
    return found


def kinds(data: bytes | str) -> list[tuple[str, int | None]]:
    return [(problem.kind, problem.row) for problem in problems(data)]


def noted(found: Sheet) -> dict[str, dict[str, str]]:
    return {note.kind: dict(note.says) for note in found.normalised}


def cells(found: Sheet, label: str) -> list[str]:
    texts: list[str] = found.columns[found.headers.index(label)].to_pylist()
    return texts


REPORTS = {
    "bac-kan-2021-04": (18, ["delimiter"]),
    "bac-kan-2024-05": (4, ["sep_line"]),
    "cao-bang-2024-10": (8, []),
    "cao-bang-2025-01": (4, ["encoding", "delimiter"]),
    "lam-dong-2024-01": (2, ["encoding"]),
}


@pytest.mark.parametrize(("name", "rows", "notes"), [(n, *rest) for n, rest in REPORTS.items()])
def test_real_reports_are_read_whole(name: str, rows: int, notes: list[str]) -> None:
    found = sheet((SAMPLES / f"{name}.csv").read_bytes())
    assert list(found.headers) == LABELS
    assert found.header_row == 1
    assert found.rows.tolist() == list(range(2, rows + 2))
    assert list(noted(found)) == notes


def test_cells_of_real_reports() -> None:
    first, semicolons, wide, narrow = (
        sheet((SAMPLES / f"{name}.csv").read_bytes())
        for name in ("bac-kan-2024-05", "bac-kan-2021-04", "cao-bang-2025-01", "lam-dong-2024-01")
    )
    assert cells(first, "Hình thức")[0] == "Hội nghị sơ kết, tổng kết"
    assert cells(first, "Ghi chú")[3] == "Chỉ tiêu mỗi tháng; kết quả chưa thường xuyên"
    assert cells(semicolons, "Thời gian")[1] == "27-28/3/2021"
    assert noted(semicolons) == {"delimiter": {"name": ";"}}
    assert cells(wide, "Số ký hiệu")[0] == "414-KH/TU"
    assert noted(wide)["delimiter"] == {"name": "Tab"}
    assert cells(narrow, "Tỉnh/Thành phố") == ["Lâm Đồng", "Lâm Đồng"]
    assert cells(narrow, "Trạng thái")[0] == "Đã thực hiện"
    assert all(unicodedata.is_normalized("NFC", text) for text in cells(narrow, "Nội dung"))


def test_columns_hold_each_text_once_and_no_null() -> None:
    found = sheet(HEADER + ROW + "Bắc Kạn ,4/2021,,\u00a0Sơ kết\nBắc Kạn,4/2021,,Sơ kết\n")
    for column in found.columns:
        assert column.type == pa.dictionary(pa.int32(), pa.string())
        assert column.null_count == 0
        texts = column.dictionary.to_pylist()
        assert len(texts) == len(set(texts))
    assert cells(found, "Nội dung") == ["Sơ kết"] * 3


def test_a_cell_is_put_on_one_line_and_trimmed() -> None:
    found = sheet(HEADER + '"\ufeffBắc\r\nKạn \u00a0",4/2021,Hội\u00a0nghị,"a\tb\nc "\n')
    assert [column[0].as_py() for column in found.columns] == [
        "Bắc Kạn",
        "4/2021",
        "Hội\u00a0nghị",
        "a b c",
    ]


@pytest.mark.parametrize("cell", ['"a\nb"', '"a\tb"', '"a\r\nb"'])
def test_lines_of_a_cell_that_were_joined_are_said(cell: str) -> None:
    assert noted(sheet(HEADER + f"Bắc Kạn,4/2021,Hội nghị,{cell}\n")) == {"joined": {}}


def test_a_line_break_at_the_end_of_a_cell_is_a_blank_and_not_said() -> None:
    assert not noted(sheet(HEADER + 'Bắc Kạn,4/2021,Hội nghị,"Sơ kết\n"\n'))


def test_decomposed_letters_are_composed_and_said() -> None:
    found = sheet(HEADER + unicodedata.normalize("NFD", ROW))
    assert cells(found, "Tỉnh/Thành phố") == ["Bắc Kạn"]
    assert noted(found) == {"nfd": {}}


def test_plain_text_that_is_not_looked_at_is_clean_already() -> None:
    for first, last in PLAIN_RANGES:
        plain = "x" + "".join(map(chr, range(first, last + 1))) + "x"
        assert clean(plain) == plain


ROWS = {
    "title lines": ("BÁO CÁO\n(kèm theo)\n\n" + HEADER + ROW, 4, [5]),
    "title lines padded": ("BÁO CÁO,,,\n" + HEADER + ROW, 2, [3]),
    "a title that asks": ('"Vì sao?","","",""\n' + HEADER + ROW, 2, [3]),
    "blank rows": (HEADER + "\n" + ROW + ",,,\n\n" + ROW + "\n\n", 1, [3, 6]),
    "blank rows of any width": (HEADER + ",,,,,,\n  \n" + ROW, 1, [4]),
    "a cell of two lines": (HEADER + 'a,b,c,"1\n2"\n' + ROW, 1, [2, 3]),
    "a sep line": ("sep=,\n" + HEADER + ROW, 1, [2]),
    "a sep line and a title": ("SEP=;\r\nBÁO CÁO\n" + (HEADER + ROW).replace(",", ";"), 2, [3]),
    "a sep line that is wrong": ("sep=;\n" + HEADER + ROW, 1, [2]),
    "a sep line padded by a sheet": ("sep=,,,\n" + HEADER + ROW, 1, [2]),
    "only carriage returns": ((HEADER + "\n" + ROW).replace("\n", "\r"), 1, [3]),
    "empty columns at the end": (HEADER.replace("\n", ",,\n") + ROW.replace("\n", ",,\n"), 1, [2]),
    "two known names and no other": ("Kỳ báo cáo,Nội dung\n1,2\n", 1, [2]),
    "English names and another order": ("note,TITLE,Kind,period\n1,2,3,4\n", 1, [2]),
    "an unusual delimiter": ("sep=^\n" + (HEADER + ROW).replace(",", "^"), 1, [2]),
    "no line end": (HEADER + ROW.strip(), 1, [2]),
}


@pytest.mark.parametrize(("text", "header", "rows"), ROWS.values(), ids=ROWS)
def test_rows_are_numbered_as_the_sheet_numbers_them(
    text: str, header: int, rows: list[int]
) -> None:
    for data in (text.encode(), codecs.BOM_UTF8 + text.encode(), text.encode("utf-16")):
        found = sheet(data)
        assert found.header_row == header
        assert found.rows.tolist() == rows


def test_what_was_normalised_is_said() -> None:
    found = sheet("sep=;\rBÁO CÁO\r\r" + HEADER.replace(",", ";").replace("\n", "\r\r") + "1;2;3;4")
    assert noted(found) == {
        "sep_line": {},
        "delimiter": {"name": ";"},
        "title_lines": {"lines": "1"},
        "line_ends": {"name": "CR"},
        "blank_rows": {"rows": "1"},
    }
    assert noted(sheet(HEADER + ROW)) == {}


def test_a_broken_row_is_no_blank_one() -> None:
    assert noted(sheet(HEADER + '"a" b,c,d,e\n1,2\n' + ROW)) == {}
    assert noted(sheet(HEADER + '"a" b,c,d,e\n\n' + ROW + "1,2\n"))["blank_rows"] == {"rows": "1"}


def test_headers_are_kept_as_they_stand() -> None:
    found = sheet("Kỳ báo cáo, nội  dung ,Nội dung,\u00a0,Lạ,kind\na,b,c,d,e,f\n")
    assert found.headers == ("Kỳ báo cáo", "nội  dung", "Nội dung", "", "Lạ", "kind")


REFUSED: dict[str, tuple[bytes | str, list[tuple[str, int | None]]]] = {
    "nothing": (b"", [("empty_file", None)]),
    "a mark alone": (codecs.BOM_UTF8, [("empty_file", None)]),
    "blanks": ("\n \r\n\n", [("empty_file", None)]),
    "a sep line alone": ("sep=;\n", [("empty_file", None)]),
    "a header alone": (HEADER, [("no_rows", None)]),
    "a header and blank rows": (HEADER + "\n,,,\n", [("no_rows", None)]),
    "figures without a header": (ROW + ROW, [("no_header", None)]),
    "one known name": ("Nội dung,a\n1,2\n", [("no_header", None)]),
    "prose": ("Kính gửi\nBan Tuyên giáo\n", [("not_a_table", None)]),
    "binary": (b"\x00\x01\x02,\x03" * 9, [("not_a_table", None)]),
    "a header too far down": ("x,y\n" * 31 + HEADER + ROW, [("no_header", None)]),
    "a first line without end": (b"a," * 200_000, [("not_a_table", None)]),
    "widths": (HEADER + ROW + "1,2,3\n1,2,3,4,\n", [("cells_count", 3), ("cells_count", 4)]),
    "a quote unclosed": (HEADER + 'a,"b,c,d\n' + ROW, [("quote_unclosed", 2)]),
    "a quote in the title": ('"BÁO" CÁO\n' + HEADER + ROW, [("quote_stray", 1)]),
    "a stray quote": (HEADER + ROW + 'a,"b" x,c,d\n', [("quote_stray", 3)]),
    "every row of every kind": (
        HEADER + 'a,b,c\n\na,"b"x,c,d\na,b,c,\x07\na,"b,c,d\n',
        [
            ("cells_count", 2),
            ("quote_stray", 4),
            ("control_character", 5),
            ("quote_unclosed", 6),
        ],
    ),
    "an unknown encoding": (b"\xff" * 100, [("encoding_unknown", None)]),
}


@pytest.mark.parametrize(("data", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_at_once(
    data: bytes | str, expected: list[tuple[str, int | None]]
) -> None:
    assert kinds(data) == expected


@pytest.mark.parametrize(
    ("data", "name", "file"),
    [
        (b"PK\x03\x04rest", "báo cáo.xlsx", "XLSX"),
        (b"PK\x03\x04rest", "", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.csv", "XLS"),
        (b"%PDF-1.7", "a.csv", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "a.csv", "PNG"),
        (codecs.BOM_UTF8 + b"\r\n<HTML><table>", "a.xls", "HTML"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, name: str, file: str) -> None:
    assert read(data, KNOWN, name) == (Problem("not_csv", says={"file": file}),)


def test_a_workbook_with_a_password_is_named() -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600) + stream + bytes(600)
    assert read(data, KNOWN, "a.xlsx") == (Problem("workbook_locked"),)


@pytest.mark.parametrize(
    ("text", "shown", "code"),
    [
        ("a\x00b", "a\\x00b", "U+0000"),
        ("\x1b", "\\x1b", "U+001B"),
        ("\x7fộ", "\\x7fộ", "U+007F"),
        ("ộ\x85", "ộ\\x85", "U+0085"),
    ],
)
def test_a_control_character_is_named_with_its_place(text: str, shown: str, code: str) -> None:
    found = problems(HEADER + ROW + f"Bắc Kạn,4/2021,Hội nghị,{text}\n" * 2)
    assert [(p.row, p.column, p.value) for p in found] == [
        (3, "Nội dung", shown),
        (4, "Nội dung", shown),
    ]
    assert found[0].says == {"character": code}


def test_a_control_character_above_the_rows_is_named() -> None:
    header = HEADER.replace("Nội dung", "Nội dung,La\x02")
    found = problems("BÁO\x01 CÁO\n" + header + ROW.replace("\n", ",\n"))
    assert [(p.row, p.column, p.value) for p in found] == [
        (1, None, "BÁO\\x01 CÁO"),
        (2, "La\\x02", "La\\x02"),
    ]


LOST = {
    "a western save": ((HEADER + ROW).encode("cp1252", "replace"), None, "T?nh/Thành ph?"),
    "no header left": ("T?nh,K? báo cáo,Lo?i ho?t d?ng,N?i dung\na,b,c,d\n", None, "T?nh"),
    "a province": (HEADER + ROW + "B?c K?n,4/2021,Hội nghị,x\n", 3, "B?c K?n"),
    "the end of a province": (HEADER + "Phú Th?,4/2021,Hội nghị,x\n", 2, "Phú Th?"),
    "a kind": (HEADER + "Bắc Kạn,4/2021,Khen th??ng,x\n", 2, "Khen th??ng"),
    "decomposed letters": (HEADER + "Bắc Kạn,4/2021,Hô?i nghi?,x\n", 2, "Hô?i nghi?"),
    "a replacement character": (HEADER + ROW + "Bắc Kạn,4/2021,Văn bản,S\ufffd\n", 3, "S\ufffd"),
    "a replacement in a header": (HEADER.replace("dung", "dung,ch\ufffd") + ROW, 1, "ch\ufffd"),
    "some headers": (HEADER.replace("\n", ",Tr?ng thái\n") + ROW, 1, "Tr?ng thái"),
}


@pytest.mark.parametrize(("data", "row", "value"), LOST.values(), ids=LOST)
def test_letters_lost_in_a_save_are_seen(data: bytes | str, row: int | None, value: str) -> None:
    found = problems(data)
    assert [(p.kind, p.row, p.value) for p in found] == [("letters_lost", row, value)]


@pytest.mark.parametrize(
    "title",
    ["Vì sao?", "Hội nghị?", "Tin?", "Bản tin?", "Ai, làm gì?", "?", "??", "K?", "http://x?a=b"],
)
def test_a_question_is_no_lost_letter(title: str) -> None:
    assert cells(sheet(HEADER + f'Bắc Kạn,4/2021,Hội nghị,"{title}"\n'), "Nội dung") == [title]


def test_prose_is_not_searched_for_lost_letters() -> None:
    rows = "".join(f"Bắc Kạn,4/2021,Hội nghị,{n}\n" for n in range(2001))
    assert len(sheet(HEADER + rows + "Bắc Kạn,4/2021,Hội nghị,B?c K?n\n").rows) == 2002


def test_the_names_that_letters_are_looked_for_in_can_be_given() -> None:
    data = (HEADER + "B?c K?n,4/2021,Hội nghị,x\n").encode()
    assert isinstance(read(data, KNOWN, names=frozenset({"langson"})), Sheet)
    assert lost_letters(["L?ng S?n"], known_names()) == "L?ng S?n"


def test_a_large_file_that_is_utf8_only_at_first_is_decided_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(encodings, "SAMPLE", 64)
    assert len(sheet(HEADER + ROW * 9).rows) == 9
    assert kinds((HEADER + ROW).encode() + b"\xff,1,2,3\n") == [("encoding_unknown", None)]
    ascii_first = "province,period,kind,title\n" + "1,2,3,4\n" * 20
    narrow = ascii_first.encode() + "Cà Mau,Hà Giang,báo cáo,trên".encode("cp1258")
    assert noted(sheet(narrow)) == {"encoding": {"name": "Windows-1258"}}


def same(one: Sheet, other: Sheet) -> bool:
    return (
        one.headers == other.headers
        and np.array_equal(one.rows, other.rows)
        and [c.to_pylist() for c in one.columns] == [c.to_pylist() for c in other.columns]
    )


@given(st.lists(st.lists(st.text(max_size=8), min_size=4, max_size=4), min_size=1, max_size=5))
@settings(max_examples=60)
def test_one_table_saved_in_any_unicode_is_one_sheet(rows: list[list[str]]) -> None:
    def quoted(row: Iterable[str]) -> str:
        return ",".join('"' + cell.replace('"', '""') + '"' for cell in row)

    text = HEADER + "\r\n".join(map(quoted, rows))
    text = text.encode("utf-8", "ignore").decode()
    by_name = [read(text.encode(codec), KNOWN) for codec in ("utf-8", "utf-8-sig", "utf-16")]
    first = by_name[0]
    for found in by_name[1:]:
        if isinstance(first, Sheet):
            assert isinstance(found, Sheet)
            assert same(first, found)
        else:
            assert found == first


@given(st.binary(max_size=400))
@settings(max_examples=400)
@example(b'sep="')
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf\xff")
def test_any_bytes_are_a_sheet_or_problems(data: bytes) -> None:
    found = read(data, KNOWN)
    assert isinstance(found, Sheet) or (found and all(isinstance(p, Problem) for p in found))


@given(st.data(), st.sampled_from(sorted(REPORTS)))
@settings(max_examples=300)
def test_a_damaged_report_is_a_sheet_or_problems(data: st.DataObject, name: str) -> None:
    report = bytearray((SAMPLES / f"{name}.csv").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(report) - 1))
        report[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    found = read(bytes(report), KNOWN)
    if isinstance(found, Sheet):
        assert all(len(column) == len(found.rows) for column in found.columns)
    else:
        assert found
