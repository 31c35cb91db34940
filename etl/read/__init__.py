"""Bytes of a report to a table of text, or every problem that keeps it from being one."""

import codecs
from collections.abc import Iterator, Set
from pathlib import PurePath

import numpy as np
import pyarrow.compute as pc

from etl.problem import Problem
from etl.progress import Progress, silent
from etl.read.encodings import Text, decode
from etl.read.headers import Head, NoHeader, find_head, sep_line
from etl.read.known_words import known_names
from etl.read.lost_letters import REPLACED, lost_letters
from etl.read.records import Record
from etl.read.texts import CONTROL, Cleaned, clean_column, empty_rows, shown
from etl.read.tokenise import Table, tokenise
from etl.read.workbook import is_workbook, read_workbook
from etl.sheet import Noted, Sheet

# What other kinds of file begin with, in small letters, by the name people know them under.
_OTHER_FILES = {
    b"pk\x03\x04": "ZIP",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%pdf": "PDF",
    b"{\\rtf": "RTF",
    b"\x89png": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"gif8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf": "7Z",
    b"rar!": "RAR",
    b"<html": "HTML",
    b"<!doctype": "HTML",
    b"<?xml": "XML",
}
# The stream in which Excel keeps a workbook with a password; around it is the form of an XLS.
LOCKED = "EncryptedPackage".encode("utf-16-le")
# A column with more distinct texts is prose, where a question mark asks.
_MOST_NAMES = 2000

Refused = tuple[Problem, ...]
Columns = tuple[Cleaned, ...]


def read(
    data: bytes,
    known: Set[str],
    name: str = "",
    *,
    names: Set[str] | None = None,
    progress: Progress = silent,
) -> Sheet | Refused:
    """Return the sheet of a CSV or XLSX report, or what is wrong, in order of the rows.

    ``known`` are the fold keys under which columns are recognised, ``names`` those of
    provinces and list values, in which lost letters are looked for.
    """
    if is_workbook(data):
        cells = read_workbook(data, known, progress)
        named = known_names() if names is None else names
        return cells if isinstance(cells, tuple) else _of_cells(cells, known, named)
    other = _other_file(data, name)
    if other == "XLS" and LOCKED in data:
        return (Problem("workbook_locked"),)
    if other:
        return (Problem("not_csv", says={"file": other}),)
    text = decode(data)
    if isinstance(text, Problem):
        return (text,)
    names = known_names() if names is None else names
    try:
        return _read_text(text, known, names)
    except UnicodeDecodeError:
        # Of a large file only a sample was proved to be UTF-8: decide again from all of it.
        whole = decode(data, trust_sample=False)
        return (whole,) if isinstance(whole, Problem) else _read_text(whole, known, names)


def _of_cells(csv: bytes, known: Set[str], names: Set[str]) -> Sheet | Refused:
    """Read the cells of a workbook; ``sep=`` is no more than a text in them."""
    return _read_text(Text(memoryview(csv)), known, names, sep=False)


def _other_file(data: bytes, name: str) -> str | None:
    """Return what kind of file it is if it is not text; of a ZIP the name tells more."""
    start = data[:32].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    kind = next((kind for mark, kind in _OTHER_FILES.items() if start.startswith(mark)), None)
    return PurePath(name).suffix[1:].upper() or kind if kind == "ZIP" else kind


def _read_text(
    text: Text, known: Set[str], names: Set[str], *, sep: bool = True
) -> Sheet | Refused:
    skip, named = sep_line(text.utf8) if sep else (0, None)
    body = text.utf8[skip:]
    if not bytes(body[:4096]).strip() and not bytes(body).strip():
        return (Problem("empty_file"),)
    head = find_head(body, known, named)
    if isinstance(head, NoHeader):
        return (_no_header(head, names),)
    table = tokenise(body, head)
    cleaned = tuple(map(clean_column, table.columns))
    lost = _lost(head, table, cleaned, names)
    if lost:
        return (lost,)
    # Marks typed apart in an 8-bit table are that table's way, and it is noted already.
    recomposed = text.unicode and any(column.recomposed for column in cleaned)
    about_file = (
        *text.noted,
        *([Noted("nfd")] if recomposed else []),
        *([Noted("joined")] if any(column.joined for column in cleaned) else []),
        *_divided(head, sep_line=bool(skip)),
        *head.noted,
    )
    return _sheet(head, table, cleaned, about_file)


def _no_header(head: NoHeader, names: Set[str]) -> Problem:
    lost = lost_letters(head.cells, names)
    if lost:
        return Problem("letters_lost", value=lost)
    return Problem("no_header" if head.table else "not_a_table")


def _divided(head: Head, *, sep_line: bool) -> Iterator[Noted]:
    if sep_line:
        yield Noted("sep_line")
    if head.delimiter != ",":
        yield Noted("delimiter", {"name": head.delimiter.replace("\t", "Tab")})


def _broken(head: Head, table: Table, cleaned: Columns) -> Refused:
    problems = [*table.problems, *_in_head(head), *_in_cells(head, table, cleaned)]
    return tuple(sorted(problems, key=lambda problem: problem.row or 0))


def _lost(head: Head, table: Table, cleaned: Columns, names: Set[str]) -> Problem | None:
    """Return the first place where letters were lost; the whole file has to be saved again."""
    header = lost_letters(head.headers, names)
    if header:
        return Problem("letters_lost", head.row, header, value=header)
    for label, column in zip(head.headers, cleaned, strict=True):
        place = _lost_in(column, names)
        if place:
            return Problem("letters_lost", int(table.rows[place[0]]), label, value=place[1])
    return None


def _lost_in(column: Cleaned, names: Set[str]) -> tuple[int, str] | None:
    """Return the first row of the column with a text that lost letters, and the text."""
    for row, text in column.forbidden:
        if REPLACED in text:
            return row, text
    texts = column.column.dictionary
    lost = lost_letters(texts.to_pylist(), names) if len(texts) <= _MOST_NAMES else None
    if lost is None:
        return None
    codes = column.column.indices.to_numpy()
    return int(np.argmax(codes == pc.index(texts, lost).as_py())), lost


def _in_head(head: Head) -> Iterator[Problem]:
    for number, record in enumerate((*head.above, Record(list(head.headers), 1)), start=1):
        for cell in filter(CONTROL.search, record.cells):
            yield _control(number, cell if number == head.row else None, cell)


def _in_cells(head: Head, table: Table, cleaned: Columns) -> Iterator[Problem]:
    for label, column in zip(head.headers, cleaned, strict=True):
        for row, text in column.forbidden:
            yield _control(int(table.rows[row]), label, text)


def _control(row: int, label: str | None, text: str) -> Problem:
    found = CONTROL.search(text)
    says = {"character": f"U+{ord(found[0]):04X}"} if found else {}
    return Problem(
        "control_character", row, shown(label) if label else None, value=shown(text), says=says
    )


def _sheet(head: Head, table: Table, cleaned: Columns, noted: tuple[Noted, ...]) -> Sheet | Refused:
    columns = tuple(column.column for column in cleaned)
    problems = _broken(head, table, cleaned)
    filled = np.flatnonzero(~empty_rows(columns))
    if not len(filled):
        return problems or (Problem("no_rows"),)
    last = int(table.rows[-1])
    broken = sum(head.row < (problem.row or 0) < last for problem in table.problems)
    blank = last - head.row - len(filled) - broken
    if len(filled) < len(table.rows):
        columns = tuple(column.take(filled) for column in columns)
    blank_rows = [Noted("blank_rows", {"rows": str(blank)})] if blank else []
    noted = (*noted, *blank_rows)
    return Sheet(head.headers, columns, table.rows[filled], head.row, noted, problems)
