"""The cache: answers of the newest warehouse, shared by all readers until a new version."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from data.filters import Filters
from data.periods import VIETNAM
from data.questions import Question, ask
from data.records import count, records
from data.reporting import states
from data.store import shown
from data.warehouse import Warehouse, newest

KEPT = 2_000


def open_warehouse() -> Warehouse | None:
    """Return the newest published version, None before the first report."""
    return newest(shown())


def _now() -> datetime:
    return datetime.now(UTC)


def _day() -> str:
    """The day in Vietnam: what is due changes with it, so it is part of every key."""
    return _now().astimezone(VIETNAM).date().isoformat()


# The warehouse itself is not hashed (a leading underscore): its key names the version.
@st.cache_data(show_spinner=False, max_entries=KEPT)
def _asked(key: str, day: str, question: Question, _warehouse: Warehouse) -> pd.DataFrame:  # noqa: ARG001
    return ask(_warehouse, question, now=_now())


@st.cache_data(show_spinner=False, max_entries=KEPT)
def _states(key: str, day: str, periods: tuple[str, ...], _warehouse: Warehouse) -> pd.DataFrame:  # noqa: ARG001
    return states(_warehouse, list(periods), _now())


@st.cache_data(show_spinner=False, max_entries=200)
def _records(
    key: str,  # noqa: ARG001
    filters: Filters,
    limit: int,
    offset: int,
    _warehouse: Warehouse,
) -> pd.DataFrame:
    return records(_warehouse, filters, limit=limit, offset=offset)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def _counted(key: str, filters: Filters, _warehouse: Warehouse) -> int:  # noqa: ARG001
    return count(_warehouse, filters)


def answer(warehouse: Warehouse, question: Question) -> pd.DataFrame:
    """Return the answer to a question, as ``data.questions.ask`` gives it."""
    return _asked(warehouse.key, _day(), question, warehouse)


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
