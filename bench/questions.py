"""Time the questions the overview asks, on a warm connection to a store."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from data.catalog import catalog
from data.filters import CURRENT, Filters
from data.periods import shift, span
from data.questions import Question, ask
from data.reporting import states
from data.warehouse import Warehouse, newest

TIMES = 20


def overview(last: str) -> list[Question]:
    """Return what the overview asks of the period ``last`` and the twelve before it."""
    indicators = tuple(m.id for kind in catalog().kinds.values() for m in kind.indicators)
    headline = tuple(kind.indicators[0].id for kind in catalog().kinds.values())
    reports = ("reports_expected", "reports_received", "reports_on_time")
    year = Filters(first=shift(last, -12), last=last)
    focus, before, year_ago = (
        Filters(first=period, last=period, boundaries=CURRENT)
        for period in (last, shift(last, -1), shift(last, -12))
    )
    return [
        Question((*indicators, *reports), ("period",), year),
        Question(headline, ("kind",), focus),
        Question(headline, ("region",), focus),
        Question(reports, ("region",), focus),
        *(Question((*indicators, *reports), ("province",), f) for f in (focus, before, year_ago)),
    ]


def said(question: Question) -> str:
    """Return a question in short."""
    by, filters = ", ".join(question.by), question.filters
    return f"{len(question.measures)} measures by {by}, {filters.first} to {filters.last}"


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(store: Path, *, times: int = TIMES) -> dict[str, Any]:
    """Return the milliseconds of each question and of all together; LookupError if no data."""
    warehouse = newest(store)
    if warehouse is None or warehouse.periods is None:
        raise LookupError(f"{store}: no report was loaded")
    last = warehouse.periods[1]
    # The clock of the store, so that the same store gives the same work on any day.
    now = pd.Timestamp(f"{shift(last, 1)}-20", tz="UTC").to_pydatetime()
    asked: dict[str, Callable[[], object]] = {
        said(question): partial(ask, warehouse, question, now=now) for question in overview(last)
    }
    months = span(shift(last, -11), last)
    asked["states of the reports, 12 months"] = partial(states, warehouse, months, now)
    rounds = [[milliseconds(work) for work in asked.values()] for _ in range(times + 1)][1:]
    return {
        "records": _records(warehouse),
        "together_ms": round(median(map(sum, rounds)), 1),
        "each_ms": dict(zip(asked, _medians(rounds), strict=True)),
    }


def _medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    return [round(median(column), 1) for column in zip(*rounds, strict=True)]


def _records(warehouse: Warehouse) -> int:
    return int(warehouse.rows("SELECT count(*) FROM records")[0][0])
