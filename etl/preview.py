"""What was understood of a report and what sending it would change; nothing is stored."""

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pyarrow as pa

from data.aggregates import summed
from data.catalog import catalog
from data.fold import fold
from data.store import Store
from data.warehouse import Connection, newest
from etl.changes import SliceChange, changes
from etl.check.clean import Slice, table_of
from etl.check.columns import Columns
from etl.check.match import known_headers
from etl.examine import Found, Report, examined, outcome_of
from etl.meanwhile import current, key_of
from etl.problem import Problem
from etl.progress import Progress, silent
from etl.receipt import Outcome
from etl.shown import ROW, label, shown
from etl.values import Reason

FIRST_ROWS, SAMPLES = 20, 3


@dataclass(frozen=True)
class Preview:
    """A report as it was understood.

    ``headers`` are those of the file, each with the id of its column or None, ``samples`` the first
    texts under each as typed; ``first_rows`` its first rows as etl.shown writes them, of the
    columns it has; what was not understood stands there as typed. ``totals`` are (measure id,
    figure, qualifier or "") of the measures it counts for, empty if it is refused. ``changes`` are
    its slices that are already loaded; ``base`` is the current upload of each of its slices, to be
    given to ``ingest``.
    """

    outcome: Outcome
    headers: tuple[tuple[str, str | None], ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    first_rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    totals: tuple[tuple[str, int, str], ...] = ()
    changes: tuple[SliceChange, ...] = ()
    base: tuple[tuple[Slice, str | None], ...] = ()


def preview(
    report: Report,
    store: Store,
    *,
    now: datetime | None = None,
    demonstration: bool = False,
    progress: Progress = silent,
) -> Preview:
    """Read and check a report and compare it with what is loaded.

    Synthetic and real reports stay apart: ``demonstration`` as ``ingest`` takes it.
    """
    now = now or datetime.now(UTC)
    sha256 = hashlib.sha256(report.data).hexdigest()
    warehouse = newest(store)
    if warehouse and warehouse.demonstration != demonstration:
        mixed = Problem("demonstration_only" if demonstration else "demonstration_store")
        return Preview(Outcome(report.name, "refused", problems=(mixed,)))
    with warehouse.reading() if warehouse else nullcontext() as connection:
        found = examined(report, sha256, connection, now, progress)
        progress("compare", 0, len(found.sheet.rows) if found.sheet else 0)
        return _preview(found, outcome_of(report, found, "clean"), connection)


def _preview(found: Found, outcome: Outcome, connection: Connection | None) -> Preview:
    sheet, checked = found.sheet, found.checked
    if sheet is None or checked is None:
        return Preview(outcome)
    table = None if found.problems else checked.table
    now = current(connection, checked.slices)
    loaded = [(s, now[key_of(s)]) for s in checked.slices if key_of(s) in now]
    known = known_headers()
    return Preview(
        outcome=outcome,
        headers=tuple((header, known.get(fold(header))) for header in sheet.headers),
        samples=tuple(map(_samples, sheet.columns)),
        first_rows=_first_rows(checked.columns),
        totals=summed(table, catalog().measures.values()) if table else (),
        changes=changes(connection, table, loaded) if connection and table else (),
        base=tuple(
            (s, now[key_of(s)].upload if key_of(s) in now else None) for s in checked.slices
        ),
    )


def _samples(column: pa.DictionaryArray) -> tuple[str, ...]:
    """Return the first different texts of a column."""
    first = column.dictionary.slice(0, SAMPLES + 1).to_pylist()
    return tuple(filter(None, first))[:SAMPLES]


def _first_rows(columns: Columns) -> pd.DataFrame:
    """Return the first rows as understood, and as typed where a cell was not."""
    rows = shown(table_of(columns).slice(0, FIRST_ROWS))
    for id, typed in columns.typed.items():
        refused = [isinstance(outcome, Reason) for outcome in typed.outcomes]
        for index in np.flatnonzero(typed.cells.where(refused)[:FIRST_ROWS]):
            rows.loc[int(index), label(id)] = typed.cells.text(int(index))
    given = (label(id) for id in catalog().columns if id in columns.given)
    return rows[[ROW, *given]]
