"""Time the questions the overview asks, as it asks them, on a warm connection to a store."""

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import pandas as pd

from bench.opened import opened
from data.questions import Question, ask
from data.reporting import states
from data.warehouse import Warehouse, newest
from pages.parts import answers
from pages.parts.remembered import forget

TIMES = 20
Work = Callable[[], object]


def overview(store: Path) -> dict[str, Work]:
    """Open the overview with nothing in its cache, and return what it asked of the data."""
    asked: dict[str, Work] = {}

    def ask_and_note(warehouse: Warehouse, question: Question, **more: Any) -> pd.DataFrame:  # noqa: ANN401
        asked[said(question)] = partial(ask, warehouse, question, **more)
        return ask(warehouse, question, **more)

    def states_and_note(warehouse: Warehouse, periods: list[str], now: Any) -> pd.DataFrame:  # noqa: ANN401
        key = f"states of reports, {len(periods)} months"
        asked[key] = partial(states, warehouse, periods, now)
        return states(warehouse, periods, now)

    # The pages are the only ones who know what they ask.
    forget()
    with (
        patch.dict(os.environ, {"DASHBOARD_STORE": str(store)}),
        patch.object(answers, "ask", ask_and_note),
        patch.object(answers, "states", states_and_note),
    ):
        opened()
    return asked


def said(question: Question) -> str:
    """Return a question in short."""
    by, filters = ", ".join(question.by), question.filters
    periods = f", {filters.first} to {filters.last}" if filters.first else ", all periods"
    return f"{len(question.measures)} measures by {by}{periods}"


def milliseconds(work: Work, clock: Callable[[], float]) -> float:
    """Return how long one call takes by a clock."""
    start = clock()
    work()
    return (clock() - start) * 1000


def measure(store: Path, *, times: int = TIMES) -> dict[str, Any]:
    """Return the milliseconds of each question and of all together; LookupError if no data."""
    warehouse = newest(store)
    if warehouse is None or warehouse.periods is None:
        raise LookupError(f"{store}: no report was loaded")
    asked = overview(store)
    rounds = _rounds(asked, times, time.perf_counter)
    busy = _rounds(asked, times, time.process_time)
    return {
        "records": _records(warehouse),
        "together_ms": round(median(map(sum, rounds)), 1),
        "together_cpu_ms": round(median(map(sum, busy)), 1),
        "each_ms": dict(zip(asked, _medians(rounds), strict=True)),
    }


def _rounds(asked: dict[str, Work], times: int, clock: Callable[[], float]) -> list[list[float]]:
    """Return the times of each question in so many rounds, after one that does not count."""
    return [[milliseconds(work, clock) for work in asked.values()] for _ in range(times + 1)][1:]


def _medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    return [round(median(column), 1) for column in zip(*rounds, strict=True)]


def _records(warehouse: Warehouse) -> int:
    return int(warehouse.rows("SELECT count(*) FROM records")[0][0])
