"""Set targets from tables that are sent like reports: each whole, or not at all."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa

from data.catalog import catalog
from data.periods import running_period
from data.store import Store
from data.warehouse import Draft, StoreBusyError, StoreFailedError, drafting, newest
from etl.check.match import headers_of
from etl.examine import Report
from etl.line import failed, mixed
from etl.load import Upload
from etl.misplaced import report_in
from etl.problem import Problem
from etl.read import read
from etl.read.known_words import known_names
from etl.receipt import Outcome
from etl.sheet import Sheet
from etl.targets.check import check, measures
from etl.targets.put import Change, changes, put, refuse, stands

# What is said otherwise of a table of targets than of a report.
OWN_WORDS = {"no_header": "target_no_header", "no_rows": "target_no_rows"}


def set_targets(
    reports: Iterable[Report],
    store: Store,
    *,
    now: datetime | None = None,
    demonstration: bool = False,
) -> list[Outcome]:
    """Set the targets of some tables in the order given and publish one new version.

    A later table takes the place of the rows it names (year, place and measure). Nothing is
    published if nothing changed.
    """
    outcomes: list[Outcome] = []
    coming = list(reports)
    try:
        with drafting(store) as draft:
            draft.demonstration = demonstration
            if other := mixed(draft):
                return failed([], coming, other)
            moment = now or datetime.now(UTC)
            outcomes = [_one(report, draft, report.sent_at or moment) for report in coming]
    except StoreBusyError:
        return failed([], coming, Problem("store_busy"))
    except StoreFailedError as error:
        return failed([], coming, Problem("store_failed", says={"why": str(error)}))
    return outcomes


def inspect_targets(
    report: Report, store: Store, *, now: datetime | None = None, demonstration: bool = False
) -> tuple[Outcome, list[Change]]:
    """Say what would happen to a table, and which targets it would change; nothing is stored."""
    warehouse = newest(store)
    if warehouse and warehouse.demonstration != demonstration:
        kind = "demonstration_only" if demonstration else "demonstration_store"
        return Outcome(report.name, "refused", problems=(Problem(kind),)), []
    found, table = _examined(report, now or datetime.now(UTC))
    if table is None:
        return found, []
    coming = changes(warehouse, table)
    return replace(found, status="clean" if coming else "unchanged"), coming


def _one(report: Report, draft: Draft, now: datetime) -> Outcome:
    found, table = _examined(report, now)
    upload = Upload(
        id=uuid.uuid4().hex[:12],
        at=now,
        sender=report.sender or "",
        file=report.name,
        sha256=hashlib.sha256(report.data).hexdigest(),
        size=len(report.data),
        packed=None,
    )
    if table is None:
        refuse(draft.connection, upload, ", ".join(sorted({p.kind for p in found.problems})))
        return found
    if stands(draft, table):
        return replace(found, status="unchanged")
    packed = pa.compress(report.data, codec="zstd", asbytes=True)
    put(draft.connection, table, replace(upload, packed=packed))
    return replace(found, upload=upload.id)


def _examined(report: Report, now: datetime) -> tuple[Outcome, pa.Table | None]:
    """Read and check a table; what becomes of it if it differs from what is stored."""
    known = frozenset(headers_of(catalog().target_columns))
    names = known_names() | known | frozenset(measures())
    sheet = read(report.data, known, report.name, names=names)
    if report_in(report.data, report.name, sheet):
        return Outcome(report.name, "refused", problems=(Problem("report_table"),)), None
    if not isinstance(sheet, Sheet):
        problems = tuple(replace(p, kind=OWN_WORDS.get(p.kind, p.kind)) for p in sheet)
        return Outcome(report.name, "refused", problems=problems), None
    checked = check(sheet, running=running_period(now))
    outcome = Outcome(
        file=report.name,
        status="loaded" if checked.table is not None else "refused",
        rows=len(sheet.rows),
        problems=checked.problems,
        warnings=checked.warnings,
        notes=(*sheet.normalised, *checked.notes),
    )
    return outcome, checked.table
