"""Records and answers as files: texts from reports are made harmless for spreadsheets."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")


def neutral(value: object) -> object:
    """Return a text that a spreadsheet would take for a formula with an apostrophe before it."""
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def _flat(value: object) -> object:
    if isinstance(value, list):
        return "; ".join("" if v is None else str(v) for v in value)
    return value


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Return the lines of a CSV; lists joined by semicolons, formulas neutralised."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([neutral(_flat(value)) for value in row])
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
