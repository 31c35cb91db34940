"""Records and answers as files: texts from reports are made harmless for spreadsheets."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

# What some spreadsheets skip before a formula, and the signs one begins with, full-width too.
_UNSEEN = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"^[{_UNSEEN}]*[{_SIGNS}\t\r]")
_WITHIN = re.compile(rf"([;\t][{_UNSEEN}\x22]*)(?=[{_SIGNS}])")


def neutral(value: object) -> object:
    """Return a text that a spreadsheet would take for a formula with an apostrophe before it."""
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def delimited(value: object) -> object:
    """Return a text that is no formula in a CSV either, whatever divides the cells.

    Where an office's list separator is the semicolon, Excel ends a cell at each of them.
    """
    harmless = neutral(value)
    return _WITHIN.sub(r"\1'", harmless) if isinstance(harmless, str) else harmless


def _flat(value: object) -> object:
    if isinstance(value, list):
        return "; ".join("" if v is None else str(v) for v in value)
    return value


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Return the lines of a CSV; lists joined by semicolons, formulas neutralised."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([delimited(name) for name in header])
    for row in rows:
        writer.writerow([delimited(_flat(value)) for value in row])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def json_text(rows: Iterable[dict[str, object]]) -> Iterator[str]:
    """Return a JSON array, one object a line."""
    mark = "["
    for row in rows:
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}
        yield f"{mark}{json.dumps(plain, ensure_ascii=False)}"
        mark = ",\n"
    yield "[]\n" if mark == "[" else "]\n"
