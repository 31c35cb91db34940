"""The cache: answers of the newest warehouse, shared by all readers until a new version."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pandas as pd

from data.catalog import catalog
from data.filters import Filters
from data.periods import VIETNAM
from data.questions import Question
from data.reached import ask
from data.records import count, records
from data.reporting import states
from data.store import shown
from data.targets import Target, targets
from data.warehouse import Warehouse, newest
from pages.parts.coverage import EXPECTED, RECEIVED, Coverage
from pages.parts.remembered import remembered

Row = dict[str, Any]
KEPT = 2_000


def open_warehouse() -> Warehouse | None:
    """Return the newest published version, None before the first report."""
    return newest(shown())


def _now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """Return the day in Vietnam."""
    return _now().astimezone(VIETNAM).date()


def _day() -> str:
    """What is due changes with the day, so every key has it."""
    return today().isoformat()


# The warehouse itself is not hashed (a leading underscore): its key names the version.
# What is kept is shared and not copied: nobody changes an answer, they make new tables of it.
@remembered(most=KEPT)
def _asked(key: str, day: str, question: Question, _warehouse: Warehouse) -> pd.DataFrame:  # noqa: ARG001
    return ask(_warehouse, question, now=_now())


@remembered(most=KEPT)
def _states(key: str, day: str, periods: tuple[str, ...], _warehouse: Warehouse) -> pd.DataFrame:  # noqa: ARG001
    return states(_warehouse, list(periods), _now())


@remembered(most=200)
def _records(
    key: str,  # noqa: ARG001
    filters: Filters,
    limit: int,
    offset: int,
    _warehouse: Warehouse,
) -> pd.DataFrame:
    return records(_warehouse, filters, limit=limit, offset=offset)


@remembered(most=KEPT)
def _counted(key: str, filters: Filters, _warehouse: Warehouse) -> int:  # noqa: ARG001
    return count(_warehouse, filters)


@remembered(most=200)
def _targets(key: str, year: int, _warehouse: Warehouse) -> tuple[Target, ...]:  # noqa: ARG001
    return targets(_warehouse, year)


def targets_of(warehouse: Warehouse, year: int) -> tuple[Target, ...]:
    """Return the targets of a year, as ``data.targets.targets`` gives them."""
    return _targets(warehouse.key, year, warehouse)


def answer(warehouse: Warehouse, question: Question) -> pd.DataFrame:
    """Return the answer to a question, as ``data.questions.ask`` gives it."""
    return _asked(warehouse.key, _day(), question, warehouse)


def rows_of(
    warehouse: Warehouse, filters: Filters, by: tuple[str, ...], ids: tuple[str, ...] = ()
) -> list[Row]:
    """Return indicators by some dimensions, with the reports they rest on as ``coverage``.

    An indicator is None where nobody reported or nobody stated it; the other keys are those of
    ``data.questions.ask``. Without ``ids`` it is every indicator: one answer serves all kinds.
    """
    question = Question((*(ids or indicators()), EXPECTED, RECEIVED), by, filters)
    return _rows(warehouse.key, _day(), question, warehouse)


@remembered(most=KEPT)
def _rows(key: str, day: str, question: Question, _warehouse: Warehouse) -> list[Row]:  # noqa: ARG001
    ids = [id for id in question.measures if id not in (EXPECTED, RECEIVED)]
    table = ask(_warehouse, question, now=_now())
    names = [str(name) for name in table.columns]
    rows: list[Row] = []
    for cells in zip(*(table[name].tolist() for name in names), strict=True):
        row: Row = dict(zip(names, cells, strict=True))
        row["coverage"] = Coverage(row.pop(RECEIVED), row.pop(EXPECTED))
        for id in ids:
            # The sum over no stated number is 0, which would read as "nobody came".
            known = row["coverage"].received and row.pop(f"{id}_stated")
            row[id] = int(row[id]) if known else None
        rows.append(row)
    return rows


@cache
def indicators() -> tuple[str, ...]:
    """Return the ids of all indicators of all kinds."""
    return tuple(m.id for kind in catalog().kinds.values() for m in kind.indicators)


def report_states(warehouse: Warehouse, periods: tuple[str, ...]) -> pd.DataFrame:
    """Return the state of each expected report, as ``data.reporting.states`` gives it."""
    return _states(warehouse.key, _day(), periods, warehouse)


def record_rows(
    warehouse: Warehouse, filters: Filters, *, limit: int, offset: int = 0
) -> pd.DataFrame:
    """Return records with their source, as ``data.records.records`` gives them."""
    return _records(warehouse.key, filters, limit, offset, warehouse)


def record_count(warehouse: Warehouse, filters: Filters) -> int:
    """Return how many records the filters leave."""
    return _counted(warehouse.key, filters, warehouse)
