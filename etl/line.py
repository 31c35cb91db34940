"""The whole line: a file's bytes are read, checked, and put into the next warehouse."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from data.warehouse import (
    Connection,
    Draft,
    StoreBusyError,
    StoreFailedError,
    drafting,
    newest,
)
from etl.examine import Progress, Report, examined, outcome_of, silent
from etl.load import Upload, load, refuse
from etl.problem import Problem
from etl.receipt import Outcome

__all__ = ["Outcome", "Report", "ingest", "inspect"]

KEPT_WARNINGS = 1_000


def inspect(
    report: Report, store: Path, *, now: datetime | None = None, progress: Progress = silent
) -> Outcome:
    """Say what would happen to a file; nothing is stored."""
    now = now or datetime.now(UTC)
    warehouse = newest(store)
    if warehouse and warehouse.demonstration:
        return Outcome(report.name, "refused", problems=(Problem("demonstration_store"),))
    sha256 = hashlib.sha256(report.data).hexdigest()
    if warehouse is None:
        return outcome_of(report, examined(report, sha256, None, now, progress), "clean")
    with warehouse.cursor() as cursor:
        return outcome_of(report, examined(report, sha256, cursor, now, progress), "clean")


@contextmanager
def _sight(draft: Draft) -> Iterator[Connection | None]:
    """Give a connection to what is loaded so far, without beginning the draft for it."""
    if draft.begun:
        yield draft.connection
        return
    published = draft.current
    if published is None:
        yield None
        return
    with published.cursor() as cursor:
        yield cursor


def _upload(report: Report, sha256: str, now: datetime, packed: bytes | None) -> Upload:
    return Upload(
        id=uuid.uuid4().hex[:12],
        at=report.sent_at or now,
        sender=report.sender or "",
        file=report.name,
        sha256=sha256,
        size=len(report.data),
        packed=packed,
    )


def _kept(outcome: Outcome) -> str:
    """Return what is stored of warnings and normalisations, for the history of the upload."""
    warnings = [{"kind": w.kind, "row": w.row} for w in outcome.warnings[:KEPT_WARNINGS]]
    return json.dumps(
        {"warnings": warnings, "normalised": outcome.normalised()}, ensure_ascii=False
    )


def _one(
    report: Report, draft: Draft, now: datetime, pool: ThreadPoolExecutor, progress: Progress
) -> Outcome:
    packing: Future[bytes] = pool.submit(pa.compress, report.data, codec="zstd", asbytes=True)
    sha256 = hashlib.sha256(report.data).hexdigest()
    with _sight(draft) as connection:
        found = examined(report, sha256, connection, now, progress)
    outcome = outcome_of(report, found, "loaded")
    if outcome.status == "unchanged":
        return outcome
    if outcome.status == "refused" or found.checked is None or found.checked.table is None:
        kinds = ", ".join(sorted({p.kind for p in found.problems}))
        refuse(draft.connection, _upload(report, sha256, now, None), kinds)
        return outcome
    progress("load")
    upload = _upload(report, sha256, now, packing.result())
    load(draft.connection, found.checked.table, found.checked.slices, upload, _kept(outcome))
    return replace(outcome, upload=upload.id)


def ingest(
    reports: Iterable[Report],
    store: Path,
    *,
    now: datetime | None = None,
    demonstration: bool = False,
    progress: Progress = silent,
) -> list[Outcome]:
    """Load reports in the order given, each whole or not at all, and publish one new version.

    A later report replaces the slices of an earlier one. Nothing is published if nothing
    changed. If the store fails before it is published, every outcome is refused and says so.
    """
    outcomes: list[Outcome] = []
    coming = iter(reports)
    names: list[str] = []
    try:
        with drafting(store) as draft, ThreadPoolExecutor(1) as pool:
            draft.demonstration = demonstration
            if mixed := _mixed(draft):
                return _failed(names, coming, mixed)
            for report in coming:
                names.append(report.name)
                moment = report.sent_at or now or datetime.now(UTC)
                outcomes.append(_one(report, draft, moment, pool, progress))
            progress("publish")
    except StoreBusyError:
        return _failed(names, coming, Problem("store_busy"))
    except StoreFailedError as error:
        return _failed(names, coming, Problem("store_failed", says={"why": str(error)}))
    return outcomes


def _mixed(draft: Draft) -> Problem | None:
    """Return why reports may not go into a store: it holds the other of real and synthetic."""
    if draft.current is None or draft.current.demonstration == draft.demonstration:
        return None
    return Problem("demonstration_only" if draft.demonstration else "demonstration_store")


def _failed(names: Sequence[str], coming: Iterable[Report], problem: Problem) -> list[Outcome]:
    """Return every file as refused, those that were still coming too."""
    rest = [report.name for report in coming]
    return [Outcome(name, "refused", problems=(problem,)) for name in (*names, *rest)]
