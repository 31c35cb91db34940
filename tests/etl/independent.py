"""What other readers see in a report: the csv module and openpyxl, nothing of the product."""

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time

import openpyxl

SEP = re.compile(r'"?sep=.', re.IGNORECASE)
SPACES = "".join(c for c in map(chr, range(0x10000)) if unicodedata.category(c) == "Zs")
BLANKS = f"{SPACES}\t\r\n\u200b\ufeff"
Row = list[str]


@dataclass(frozen=True)
class Seen:
    """A header and the rows below it that are not blank, by number; ``exact`` if letters count."""

    header: Row
    rows: dict[int, Row]
    exact: bool = True


def tidy(text: str) -> str:
    """A text on one line, composed, without blanks at its ends."""
    one_line = re.sub("\r\n|[\r\n\t\u2028\u2029]", " ", text)
    return unicodedata.normalize("NFC", one_line).strip(BLANKS)


def decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its letters are sure; delimiters and line ends always are."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return data.decode(codec), True
    wide = "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"
    codec = wide if data.count(0) > len(data) // 10 else "utf-8"
    try:
        return data.decode(codec), True
    except UnicodeDecodeError:
        return data.decode("latin-1"), False


def seen_in_csv(data: bytes, required: frozenset[str]) -> Seen | None:
    """The table under the header that has the required names, None where there is none."""
    text, exact = decoded(data)
    first, _, rest = text.partition("\n")
    text = rest if SEP.match(first) and len(first) < 32 else text
    best: Seen | None = None
    for delimiter in ",;\t|":
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        table = _below_header(rows, required, exact=exact)
        if table and (best is None or len(table.header) > len(best.header)):
            best = table
    return best


def seen_in_workbook(data: bytes, required: frozenset[str]) -> Seen | None:
    """The table of the visible sheet that has the required names."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            rows = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            if table := _below_header(rows, required, exact=True):
                return table
    return None


def _below_header(rows: list[Row], required: frozenset[str], *, exact: bool) -> Seen | None:
    for number, row in enumerate(rows[:30], start=1):
        header = [tidy(cell) for cell in row]
        if required <= set(header) or (not exact and len(row) >= len(required)):
            below = enumerate(rows[number:], start=number + 1)
            tidied = {n: [tidy(cell) for cell in cells] for n, cells in below}
            return Seen(header, {n: cells for n, cells in tidied.items() if any(cells)}, exact)
    return None


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    return "" if cell is None else str(cell)
