"""Reports by name: those that a number of reports counts, each a way to what was sent."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from data.filters import CURRENT, GRAIN_SQL, Filters
from data.fold import fold
from data.periods import grain_of, shift
from data.provinces import provinces
from pages.parts.answers import report_states, today
from pages.parts.figures import show_table
from pages.parts.links import show_lead
from pages.parts.reporting import listed, reports
from pages.parts.scope import Span
from pages.parts.view import View

Those = Callable[[pd.DataFrame], "pd.Series[bool]"]
COUNTED: Mapping[str, Those] = {
    "expected": lambda table: table["state"].notna(),
    "received": lambda table: table["upload"].notna(),
    "on_time": lambda table: table["upload"].notna() & table["days_late"].isna(),
    "late": lambda table: table["upload"].notna() & table["days_late"].notna(),
    "missing": lambda table: table["upload"].isna(),
    "nil": lambda table: table["state"] == "nil",
}
"""What each number of reports counts; among the missing are those not due yet."""


def counted(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the reports that a number counts, of a table as ``data.reporting.states`` has it."""
    return table[COUNTED[name](table)]


def reports_within(view: View, filters: Filters) -> pd.DataFrame:
    """Return the states of the reports that a question about reports is asked of."""
    known = view.scope.known
    last = max(known.last, shift(f"{today():%Y-%m}", -1))
    first, last = max(filters.first or known.first, known.first), min(filters.last or last, last)
    table = report_states(view.warehouse, tuple(Span(first, last).periods))
    for dimension, values in filters.where.items():
        said = _values(table, dimension, filters.boundaries)
        table = table[[_is_among(value, values, dimension) for value in said]]
    return table.assign(state=table["state"].replace("not_yet_due", "not_due"))


def _values(table: pd.DataFrame, dimension: str, boundaries: str) -> list[str]:
    """Return what a dimension is of each report, by the boundaries of its time or of today."""
    if dimension in GRAIN_SQL:
        grain = "month" if dimension == "period" else dimension
        return [grain_of(period, grain) for period in table["period"]]
    keys = zip(table["vintage"], table["code"], strict=True)
    units = [provinces(int(vintage))[code] for vintage, code in keys]
    now = boundaries == CURRENT
    if dimension == "province":
        return [unit.current_name if now else unit.name for unit in units]
    return [unit.current_region if now else unit.region for unit in units]


def _is_among(value: str, asked: tuple[str, ...], dimension: str) -> bool:
    if dimension not in GRAIN_SQL:
        return fold(value) in {fold(text) for text in asked}
    ranges = [text.partition("..") for text in asked]
    return any(first <= value <= (last or first) for first, _, last in ranges)


def show_roll(view: View, table: pd.DataFrame, *, name: str, said: str = "") -> None:
    """Show reports by name with their states; a chosen row leads to the report as sent."""
    picked = f"picked_{name}_{hash((view.key, said, len(table)))}"
    show_table(view, listed(view, table), name=name, picked=picked, said=said, fresh=True)
    state = st.session_state.get(picked)
    if state and state.selection.rows:
        row = table.iloc[state.selection.rows[0]]
        to = reports(view, table).get(f"{row['code']} {row['period']}")
        if to:
            show_lead(to)
