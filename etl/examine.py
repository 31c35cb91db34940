"""One file on its way: read and checked beside what is loaded, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime

from data.warehouse import Connection
from etl.check import Checked, check, in_order
from etl.check.history import Earlier, compared, earlier, locked
from etl.check.match import known_headers
from etl.load import staging
from etl.misplaced import targets_in
from etl.notes import noted
from etl.problem import Problem
from etl.progress import Progress
from etl.read import read
from etl.receipt import Outcome
from etl.sheet import Noted, Sheet


@dataclass(frozen=True)
class Report:
    """A file as it was sent; ``sent_at`` and ``sender`` where they are known already.

    ``mends`` tell what was changed in it between the file that was made and the one that is sent.
    """

    name: str
    data: bytes
    sent_at: datetime | None = None
    sender: str | None = None
    mends: tuple[Noted, ...] = ()


@dataclass(frozen=True)
class Found:
    """What reading and checking a file found, beside what is already loaded."""

    sheet: Sheet | None = None
    checked: Checked | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    earlier: Earlier | None = None


def examined(
    report: Report, sha256: str, connection: Connection | None, now: datetime, progress: Progress
) -> Found:
    """Read and check a file; ``connection`` sees what is loaded, None for an empty store."""
    before = earlier(connection, sha256) if connection else None
    if before:
        return Found(earlier=before)
    progress("read")
    sheet = read(report.data, frozenset(known_headers()), report.name, progress=progress)
    if targets_in(report.data, report.name, sheet):
        return Found(problems=(Problem("targets_table"),))
    if not isinstance(sheet, Sheet):
        return Found(problems=in_order(sheet))
    progress("check", 0, len(sheet.rows))
    checked = check(sheet, now=now)
    if connection is None:
        return Found(sheet, checked, checked.problems, checked.warnings)
    problems = in_order([*checked.problems, *locked(connection, checked)])
    if checked.table is None:
        return Found(sheet, checked, problems, checked.warnings)
    with staging(connection, staged=checked.table):
        warnings = in_order([*checked.warnings, *compared(connection, checked)])
    return Found(sheet, checked, problems, warnings)


def outcome_of(report: Report, found: Found, status: str) -> Outcome:
    sheet, checked = found.sheet, found.checked
    understood = (*sheet.normalised, *noted(checked.columns)) if sheet and checked else ()
    return Outcome(
        file=report.name,
        status="unchanged" if found.earlier else "refused" if found.problems else status,
        rows=len(sheet.rows) if sheet else found.earlier.rows if found.earlier else 0,
        upload=found.earlier.upload if found.earlier else None,
        slices=found.earlier.slices if found.earlier else checked.slices if checked else (),
        problems=found.problems,
        warnings=found.warnings,
        notes=(*report.mends, *understood),
        earlier=found.earlier,
    )
