"""Small reports to send, and what a store holds after them."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.catalog import catalog
from data.warehouse import Warehouse, newest
from etl.check import Checked, check
from etl.check.match import known_headers
from etl.line import Outcome, Report, ingest
from etl.read import read
from etl.sheet import Sheet

NOW = datetime(2026, 11, 15, 3, tzinfo=UTC)
USUAL = {"province": "Bắc Kạn", "period": "4/2021", "kind": "Hội nghị", "title": "Giao ban"}
Cells = dict[str, str]


def written(*rows: Cells) -> bytes:
    """A CSV of rows by column id; what a row does not say of the required cells is USUAL."""
    full = [USUAL | row for row in rows]
    ids = list(dict.fromkeys(id for row in full for id in row))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([catalog().columns[id].label.vi for id in ids])
    writer.writerows([row.get(id, "") for id in ids] for row in full)
    return text.getvalue().encode()


def report(*rows: Cells, name: str = "report.csv", **known: Any) -> Report:  # noqa: ANN401
    return Report(name, written(*rows), **known)


def sheet_of(*rows: Cells) -> Sheet:
    sheet = read(written(*rows), frozenset(known_headers()))
    assert isinstance(sheet, Sheet)
    return sheet


def checked(*rows: Cells) -> Checked:
    return check(sheet_of(*rows), now=NOW)


def stored(*rows: Cells) -> list[dict[str, Any]]:
    """The rows of a report as they would be stored."""
    table = checked(*rows).table
    assert table is not None
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def sent(store: Path, *reports: Report) -> list[Outcome]:
    return ingest(reports, store, now=NOW)


def opened(store: Path) -> Warehouse:
    warehouse = newest(store)
    assert warehouse
    return warehouse


def titles(store: Path) -> list[str]:
    """The titles of all current records, in no order."""
    return sorted(title or "" for (title,) in opened(store).rows("SELECT title FROM records"))


def everything(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that hold figures, in no order."""
    tables = (
        "records",
        "former_records",
        "monthly",
        "uploads",
        "slice_versions",
        "slices",
        "attempted_slices",
        "locks",
        "explained",
    )
    return {t: sorted(opened(store).rows(f"FROM {t}"), key=repr) for t in tables}  # noqa: S608


def kinds(problems: Any) -> list[tuple[str, int | None]]:  # noqa: ANN401
    return [(problem.kind, problem.row) for problem in problems]
