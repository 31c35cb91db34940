"""An XLSX report to the same text a CSV would hold, or what keeps it from being read.

The workbook is opened by a library that evaluates nothing. Its cells become one CSV in memory, so
that everything after it, from the header on, is the same line for both kinds of file.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime, time
from functools import lru_cache
from xml.etree import ElementTree  # nosec B405
from xml.parsers import expat  # nosec B407

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from data.fold import fold
from etl.problem import Problem
from etl.progress import Progress, silent

MARK = b"PK\x03\x04"
MOST_UNPACKED = 200 * 1024 * 1024
SEARCHED_ROWS = 30
KNOWN_HEADERS = 3
TOLD_ROWS = 5_000
BLANK = '," \t\r\n\xa0'
_PARTS = {"xl/vbaProject.bin": "workbook_macros", "xl/externalLinks/": "workbook_links"}
# What a damaged archive makes its readers raise; a locked part is a RuntimeError.
_DAMAGED = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    StopIteration,
    ValueError,
)

Cell = bool | float | str | date | time | datetime | object
Refused = tuple[Problem, ...]


def is_workbook(data: bytes) -> bool:
    """Say whether the bytes are a ZIP with a workbook in it."""
    if not data.startswith(MARK):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "xl/workbook.xml" in packed.namelist()
    except _DAMAGED:
        return False


def read_workbook(data: bytes, known: Set[str], progress: Progress = silent) -> bytes | Refused:
    """Return the one visible sheet that has a header as CSV bytes, or what is wrong.

    ``known`` are the fold keys under which columns are recognised. Rows keep their numbers.
    """
    try:
        refused = _refused_parts(data)
        if refused:
            return refused
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _chosen(data, book, known, progress)
    except _DAMAGED:
        return (Problem("workbook_damaged"),)


def _refused_parts(data: bytes) -> Refused:
    """Refuse what a report never needs, before anything is unpacked whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            return (Problem("workbook_too_large", says={"limit": "200"}),)
        for start, kind in _PARTS.items():
            if any(part.filename.startswith(start) for part in parts):
                return (Problem(kind),)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _has_entities(packed, part):
                return (Problem("workbook_entities"),)
    return ()


def _has_entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Entities can only be declared before the root element: it is read up to there."""
    declared: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: declared.append(True)
    parser.StartElementHandler = lambda *_: declared.append(False)
    with packed.open(part) as file, suppress(expat.ExpatError):
        while not declared and (piece := file.read(4096)):
            parser.Parse(piece)
    return declared[:1] == [True]


def _chosen(
    data: bytes, book: CalamineWorkbook, known: Set[str], progress: Progress
) -> bytes | Refused:
    visible = [
        at
        for at, sheet in enumerate(book.sheets_metadata)
        if sheet.visible == SheetVisibleEnum.Visible
    ]
    # Opening a sheet parses all of it, so it is done once.
    sheets = {at: book.get_sheet_by_index(at) for at in visible or [0]}
    headed = [at for at in visible if _has_header(sheets[at], known)]
    if len(headed) > 1:
        names = "; ".join(book.sheet_names[at] for at in headed)
        return (Problem("workbook_sheets", says={"sheets": names}),)
    at = (headed or [*sheets])[0]
    # Looking for marks unpacks the sheet once more, which another processor can do meanwhile.
    with ThreadPoolExecutor(1) as thread:
        marked = thread.submit(_marked, data, at)
        csv = _csv(_counted(_rows(sheets[at]), sheets[at].total_height, progress))
    unkept = tuple(_unkept(data, at, [*_rows(sheets[at])])) if marked.result() else ()
    return unkept or csv


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Yield the rows from the sheet's first cell on, also where it begins further down."""
    left = [""] * sheet.start[1] if sheet.start else []
    text = lru_cache(maxsize=1 << 16, typed=True)(_text)
    for row in sheet.iter_rows():
        yield [*left, *(c if type(c) is str else text(c) for c in row)]


def _has_header(sheet: CalamineSheet, known: Set[str]) -> bool:
    rows = sheet.to_python(skip_empty_area=False, nrows=SEARCHED_ROWS)
    found = (sum(isinstance(c, str) and fold(c) in known for c in row) for row in rows)
    return max(found, default=0) >= KNOWN_HEADERS


def _text(cell: Cell) -> str:
    """Return a cell as it would be typed: 1890.0 is 1890, a day is 2021-04-05."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        whole_day = cell.time() == time()
        return cell.date().isoformat() if whole_day else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


def _counted(rows: Iterable[list[str]], height: int, progress: Progress) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number and number % TOLD_ROWS == 0:
            progress("read", number, height)
        yield row


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the cells as CSV; it is blank if all of them are."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    text = buffer.getvalue()
    return text.encode() if text.strip(BLANK) else b""


def _marked(data: bytes, at: int) -> bool:
    """Say whether a sheet has formulas or error values; most have neither."""
    before = b""
    with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(_part(packed, at)) as xml:
        while piece := xml.read(1 << 20):
            seen = before + piece
            if b"<f" in seen or b":f" in seen or b't="e"' in seen:
                return True
            before = piece[-8:]
    return False


def _unkept(data: bytes, at: int, rows: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """Tell formulas whose value Excel did not keep, and error values: the cells look empty."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        xml = packed.read(_part(packed, at))
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):  # nosec B314
        if element.tag.endswith("}c"):
            kind = _wrong(element)
            if kind:
                yield _at(kind, element.get("r", ""), rows)
            element.clear()


def _part(packed: zipfile.ZipFile, at: int) -> str:
    """Return the part that holds a sheet; the workbook names it through its relations."""
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))  # nosec B314
    relations = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # nosec B314
    sheets = [part for part in book.iter() if part.tag.endswith("}sheet")]
    id = next(v for k, v in sheets[at].attrib.items() if k.endswith("}id"))
    target = next(r.get("Target", "") for r in relations if r.get("Id") == id)
    return target.removeprefix("/") if target[0] == "/" else f"xl/{target}"


def _wrong(cell: ElementTree.Element) -> str | None:
    value = next((part.text for part in cell if part.tag.endswith("}v")), None)
    formula = any(part.tag.endswith("}f") for part in cell)
    if cell.get("t") == "e":
        return "formula_error"
    return "formula_unkept" if formula and not value and cell.get("t") != "str" else None


def _at(kind: str, place: str, rows: Sequence[Sequence[str]]) -> Problem:
    letters = "".join(filter(str.isalpha, place))
    row = int("".join(filter(str.isdigit, place)) or 0)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    above = (r[column - 1] for r in rows[: max(row - 1, 0)] if column <= len(r))
    header = next(filter(None, above), letters)
    return Problem(kind, row or None, header)
