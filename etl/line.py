"""The whole line: a file's bytes are read, checked, and put into the next warehouse."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
from etl.check import Checked, check, in_order
from etl.check.history import Earlier, compared, earlier, locked
from etl.check.match import known_headers
from etl.load import Upload, load, refuse, staging
from etl.notes import noted
from etl.problem import Problem
from etl.read import read
from etl.receipt import Outcome
from etl.sheet import Sheet

KEPT_WARNINGS = 1_000
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Report:
    """A file as it was sent; ``sent_at`` and ``sender`` where they are known already."""

    name: str
    data: bytes
    sent_at: datetime | None = None
    sender: str | None = None


@dataclass(frozen=True)
class _Found:
    """What reading and checking a file found, beside what is already loaded."""

    sheet: Sheet | None = None
    checked: Checked | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    earlier: Earlier | None = None


def _silent(_step: str) -> None:
    """Tell nobody how far the line is."""


def _examined(
    report: Report, sha256: str, connection: Connection | None, now: datetime, progress: Progress
) -> _Found:
    """Read and check a file; ``connection`` sees what is loaded, None for an empty store."""
    before = earlier(connection, sha256) if connection else None
    if before:
        return _Found(earlier=before)
    progress("read")
    sheet = read(report.data, frozenset(known_headers()))
    if not isinstance(sheet, Sheet):
        return _Found(problems=in_order(sheet))
    progress("check")
    checked = check(sheet, now=now)
    if checked.table is None or connection is None:
        return _Found(sheet, checked, checked.problems, checked.warnings)
    with staging(connection, staged=checked.table):
        problems = tuple(locked(connection))
        warnings = in_order([*checked.warnings, *compared(connection, checked)])
    return _Found(sheet, checked, problems, warnings)


def _outcome(report: Report, found: _Found, status: str) -> Outcome:
    sheet, checked = found.sheet, found.checked
    return Outcome(
        file=report.name,
        status="unchanged" if found.earlier else "refused" if found.problems else status,
        rows=len(sheet.rows) if sheet else found.earlier.rows if found.earlier else 0,
        upload=found.earlier.upload if found.earlier else None,
        slices=found.earlier.slices if found.earlier else checked.slices if checked else (),
        problems=found.problems,
        warnings=found.warnings,
        notes=(*sheet.normalised, *noted(checked.columns)) if sheet and checked else (),
        earlier=found.earlier,
    )


def inspect(
    report: Report, store: Path, *, now: datetime | None = None, progress: Progress = _silent
) -> Outcome:
    """Say what would happen to a file; nothing is stored."""
    now = now or datetime.now(UTC)
    warehouse = newest(store)
    sha256 = hashlib.sha256(report.data).hexdigest()
    if warehouse is None:
        return _outcome(report, _examined(report, sha256, None, now, progress), "clean")
    with warehouse.cursor() as cursor:
        return _outcome(report, _examined(report, sha256, cursor, now, progress), "clean")


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
        found = _examined(report, sha256, connection, now, progress)
    outcome = _outcome(report, found, "loaded")
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
    progress: Progress = _silent,
) -> list[Outcome]:
    """Load reports in the order given, each whole or not at all, and publish one new version.

    A later report replaces the slices of an earlier one. Nothing is published if nothing
    changed. If the store fails before it is published, every outcome is refused and says so.
    """
    outcomes: list[Outcome] = []
    names: list[str] = []
    try:
        with drafting(store) as draft, ThreadPoolExecutor(1) as pool:
            draft.demonstration = demonstration
            for report in reports:
                names.append(report.name)
                moment = report.sent_at or now or datetime.now(UTC)
                outcomes.append(_one(report, draft, moment, pool, progress))
            progress("publish")
    except StoreBusyError:
        return _failed(names, reports, Problem("store_busy"))
    except StoreFailedError as error:
        return _failed(names, reports, Problem("store_failed", says={"why": str(error)}))
    return outcomes


def _failed(names: Sequence[str], reports: Iterable[Report], problem: Problem) -> list[Outcome]:
    """Return every file as refused, those not reached too."""
    rest = [report.name for report in reports if report.name not in names]
    return [Outcome(name, "refused", problems=(problem,)) for name in (*names, *rest)]
