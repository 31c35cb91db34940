"""The file of a report given back with what is wrong: a column of errors, cells coloured."""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.definition import Words
from data.exports import delimited
from etl.check.match import known_headers
from etl.examine import Report
from etl.problem import Problem
from etl.problems import mend, message, severity
from etl.read import read
from etl.read.broken import cells_of
from etl.sheet import Sheet

TITLE = Words("Lỗi cần sửa", "To be mended")
SHEET = Words("Báo cáo", "Report")
COLOURS = {"error": "#f8d3d0", "warning": "#fdeec2"}
WIDTH_OF_ERRORS, WIDTH = 60, 18
MOST_SAID = 20


@dataclass(frozen=True)
class _File:
    """The rows of a file by number, and its problems by row; those of the whole file at its head.

    Of a file that is no table there is only a head to say why.
    """

    headers: tuple[str, ...]
    header_row: int
    rows: Mapping[int, Sequence[str]]
    told: Mapping[int, Sequence[Problem]]

    def lines(self, lang: str) -> Iterator[tuple[int, str, Sequence[str]]]:
        """Yield number, errors and cells of every row, blank ones too."""
        for number in range(1, max([self.header_row, *self.rows, *self.told]) + 1):
            said = [TITLE.in_(lang)] if number == self.header_row else []
            said += [_sentence(p, lang) for p in self.told.get(number, ())[:MOST_SAID]]
            cells = self.headers if number == self.header_row else self.rows.get(number, ())
            yield number, "\n".join(said), cells


def _sentence(problem: Problem, lang: str) -> str:
    column = f"{problem.column}: " if problem.column else ""
    return f"{column}{message(problem, lang)} {mend(problem, lang)}"


def _file(report: Report, problems: Collection[Problem]) -> _File:
    known = frozenset(known_headers())
    sheet = read(report.data, known, report.name)
    headers, header_row = (sheet.headers, sheet.header_row) if isinstance(sheet, Sheet) else ((), 1)
    told: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        told[problem.row or header_row].append(problem)
    rows: dict[int, Sequence[str]] = {}
    if isinstance(sheet, Sheet):
        rows.update(cells_of(report.data, known, {p.row for p in sheet.problems if p.row}))
        texts = zip(*(column.to_pylist() for column in sheet.columns), strict=True)
        rows.update(zip(map(int, sheet.rows), texts, strict=True))
    return _File(headers, header_row, rows, told)


def as_csv(report: Report, problems: Collection[Problem], lang: str) -> bytes:
    """Return the file as CSV (UTF-8 with BOM), its first column what is wrong with each row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for _, errors, cells in _file(report, problems).lines(lang):
        writer.writerow([delimited(text) for text in (errors, *cells)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def as_xlsx(report: Report, problems: Collection[Problem], lang: str) -> bytes:
    """Return the file as a workbook, its first column what is wrong, the cells coloured.

    Every cell is text, as it was sent, so that nothing is counted or rewritten on opening.
    """
    file = _file(report, problems)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        marks = {
            grave: book.add_format(
                {"num_format": "@", "text_wrap": True, "valign": "top", "bg_color": colour}
            )
            for grave, colour in COLOURS.items()
        }
        head = book.add_format(
            {"num_format": "@", "bold": True, "text_wrap": True, "bg_color": "#e8e8e8"}
        )
        sheet = book.add_worksheet(SHEET.in_(lang))
        sheet.set_column(0, 0, WIDTH_OF_ERRORS)
        sheet.set_column(1, max(len(file.headers), 1), WIDTH)
        sheet.freeze_panes(file.header_row, 1)
        for number, errors, cells in file.lines(lang):
            usual = head if number == file.header_row else plain
            _write(sheet, number - 1, (errors, *cells), _formats(file, number, usual, marks))
    return buffer.getvalue()


def _formats(
    file: _File, number: int, usual: Format, marks: Mapping[str, Format]
) -> defaultdict[int, Format]:
    """Return the format of each cell of a row; errors are coloured above warnings."""
    formats: defaultdict[int, Format] = defaultdict(lambda: usual)
    told = sorted(file.told.get(number, ()), key=lambda p: severity(p.kind), reverse=True)
    for problem in told:
        mark = marks[severity(problem.kind)]
        formats[0] = mark
        if problem.column in file.headers:
            formats[1 + file.headers.index(problem.column)] = mark
    return formats


def _write(
    sheet: Worksheet, row: int, cells: Sequence[str], formats: defaultdict[int, Format]
) -> None:
    for at, text in enumerate(cells):
        if text:
            sheet.write_string(row, at, text, formats[at])
        elif at in formats:
            sheet.write_blank(row, at, None, formats[at])
