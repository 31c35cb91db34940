"""Rewrite the quotes of broken lines that then divide into the right number of cells."""

import csv
import io
import re
from collections.abc import Mapping

from etl.examine import Report
from etl.mend.remade import ENDS, UnmendableError, opened

QUOTE = '"'
FAULTS = frozenset({"quote_stray", "quote_unclosed"})


def requoted_lines(report: Report) -> Mapping[int, tuple[int, str]]:
    """Return row and text of broken lines with their quotes rewritten, by their place in the file.

    A line is left out where no reading of it has as many cells as the header.
    """
    try:
        rows, _ = opened(report)
    except UnmendableError:
        return {}
    if rows.header_row is None:
        return {}
    width = len(rows.rows[rows.header_row - 1].cells)
    found = {}
    for number, (at, row) in enumerate(zip(rows.starts, rows.rows, strict=True), start=1):
        if row.fault not in FAULTS:
            continue
        text = requoted(rows.lines[at].rstrip(ENDS), rows.delimiter, width)
        if text is not None:
            found[at] = (number, text)
    return found


def requoted(line: str, delimiter: str, width: int) -> str | None:
    """Return the line so that it reads as ``width`` cells, None if no reading does.

    Quotes inside a quoted cell are doubled. Where that does not give the right number of cells,
    every delimiter divides, and a quote that is alone at the edge of its cell is left out.
    """
    parted = re.escape(delimiter)
    cell = rf'"(?P<inner>.*?)"(?={parted}|$)|(?P<plain>[^{parted}"]*)(?={parted}|$)'
    for cells in (_quoted(line, cell, delimiter), [*map(_bare, line.split(delimiter))]):
        if len(cells) == width:
            buffer = io.StringIO()
            csv.writer(buffer, delimiter=delimiter, lineterminator="").writerow(cells)
            return buffer.getvalue()
    return None


def _quoted(line: str, cell: str, delimiter: str) -> list[str]:
    """Return the cells of a line, each quoted up to a quote before a delimiter; [] if it is not."""
    cells, at, pattern = list[str](), 0, re.compile(cell)
    while match := pattern.match(line, at):
        quoted = match["inner"]
        cells.append(match["plain"] if quoted is None else quoted.replace(QUOTE * 2, QUOTE))
        at = match.end() + len(delimiter)
        if match.end() == len(line):
            return cells
    return []


def _bare(cell: str) -> str:
    """Return a cell without quotes around it, and without one that is alone at its edge."""
    if len(cell) > 1 and cell[0] == cell[-1] == QUOTE:
        return cell[1:-1].replace(QUOTE * 2, QUOTE)
    return cell.strip(QUOTE) if cell.count(QUOTE) == 1 else cell
