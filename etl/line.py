"""The whole line: a file's bytes are read, checked, and put into the next warehouse."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pyarrow as pa

from data.failures import StoreError
from data.store import Store
from data.warehouse import Connection, Draft, drafting, newest
from etl.examine import Report, examined, outcome_of
from etl.load import Upload, load, refuse
from etl.meanwhile import Base, Current, Key, changed, moved
from etl.problem import Problem, kept, of_store
from etl.progress import Progress, silent
from etl.receipt import Outcome

__all__ = ["Outcome", "Report", "ingest", "inspect"]

KEPT_WARNINGS = 1_000


def inspect(
    report: Report, store: Store, *, now: datetime | None = None, progress: Progress = silent
) -> Outcome:
    """Say what would happen to a file; nothing is stored."""
    now = now or datetime.now(UTC)
    warehouse = newest(store)
    if warehouse and warehouse.demonstration:
        return Outcome(report.name, "refused", problems=(Problem("demonstration_store"),))
    sha256 = hashlib.sha256(report.data).hexdigest()
    if warehouse is None:
        return outcome_of(report, examined(report, sha256, None, now, progress), "clean")
    with warehouse.reading() as cursor:
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
    with published.reading() as cursor:
        yield cursor


@dataclass(frozen=True)
class _Sending:
    """What the reports of one sending have in common."""

    pool: ThreadPoolExecutor
    progress: Progress
    reason: str
    since: Mapping[Key, Current | None]


def _upload(report: Report, sha256: str, now: datetime, reason: str = "") -> Upload:
    return Upload(
        id=uuid.uuid4().hex[:12],
        at=report.sent_at or now,
        sender=report.sender or "",
        file=report.name,
        sha256=sha256,
        size=len(report.data),
        packed=None,
        reason=reason,
    )


def _kept(outcome: Outcome, reason: str) -> str:
    """Return what is stored of warnings and normalisations, for the history of the upload."""
    warnings = [kept(w) for w in outcome.warnings[:KEPT_WARNINGS]]
    told = {"warnings": warnings, "normalised": outcome.normalised()}
    return json.dumps(told | ({"reason": reason} if reason else {}), ensure_ascii=False)


def _one(report: Report, draft: Draft, now: datetime, sending: _Sending) -> Outcome:
    packing: Future[bytes] = sending.pool.submit(
        pa.compress, report.data, codec="zstd", asbytes=True
    )
    sha256 = hashlib.sha256(report.data).hexdigest()
    with _sight(draft) as connection:
        found = examined(report, sha256, connection, now, sending.progress)
    if found.checked:
        elsewhere = tuple(changed(found.checked.slices, sending.since))
        found = replace(found, problems=elsewhere + found.problems)
    outcome = outcome_of(report, found, "loaded")
    if outcome.status == "unchanged":
        return outcome
    if outcome.status == "refused" or found.checked is None or found.checked.table is None:
        kinds = ", ".join(sorted({p.kind for p in found.problems}))
        refuse(draft.connection, _upload(report, sha256, now), kinds, outcome.slices)
        return outcome
    sending.progress("load", 0, outcome.rows)
    upload = replace(_upload(report, sha256, now, sending.reason), packed=packing.result())
    notes = _kept(outcome, sending.reason)
    load(draft.connection, found.checked.table, found.checked.slices, upload, notes)
    return replace(outcome, upload=upload.id)


def ingest(
    reports: Iterable[Report],
    store: Store,
    *,
    now: datetime | None = None,
    demonstration: bool = False,
    progress: Progress = silent,
    base: Base = (),
    reason: str = "",
) -> list[Outcome]:
    """Load reports in the order given, each whole or not at all, and publish one new version.

    A later report replaces the slices of an earlier one. Nothing is published if nothing
    changed. If the store fails before it is published, every outcome is refused and says so.
    ``base`` is what the sender saw as current (Preview.base, of all reports together): a report
    with a slice that has another current upload now is refused. ``reason`` is why the warnings
    were confirmed.
    """
    outcomes: list[Outcome] = []
    coming = iter(reports)
    names: list[str] = []
    try:
        with drafting(store) as draft, ThreadPoolExecutor(1) as pool:
            draft.demonstration = demonstration
            if other := mixed(draft):
                return failed(names, coming, other)
            with _sight(draft) as connection:
                since = moved(connection, base)
            sending = _Sending(pool, progress, reason, since)
            for report in coming:
                names.append(report.name)
                moment = report.sent_at or now or datetime.now(UTC)
                outcomes.append(_one(report, draft, moment, sending))
            progress("publish")
    except StoreError as error:
        return failed(names, coming, of_store(error))
    return outcomes


def mixed(draft: Draft) -> Problem | None:
    """Return why reports may not go into a store: it holds the other of real and synthetic."""
    if draft.current is None or draft.current.demonstration == draft.demonstration:
        return None
    return Problem("demonstration_only" if draft.demonstration else "demonstration_store")


def failed(names: Sequence[str], coming: Iterable[Report], problem: Problem) -> list[Outcome]:
    """Return every file as refused, those that were still coming too."""
    rest = [report.name for report in coming]
    return [Outcome(name, "refused", problems=(problem,)) for name in (*names, *rest)]
