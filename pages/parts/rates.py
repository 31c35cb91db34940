"""The rates of reporting by period and by province, each row a way to its reports."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.parts.discipline import by_period, by_province, is_over
from pages.parts.figures import show_table
from pages.parts.format import month
from pages.parts.links import reports_of, show_lead
from pages.parts.scope import Span
from pages.parts.view import View

WIDTHS = (15, 14)
"""The first table has a column more, and both are seen whole on a wide screen."""


def show_rates(view: View, periods: Span) -> None:
    """Show both tables side by side; a chosen row leads to the reports that it counts."""
    months = {month(period): Span(period, period) for period in periods.periods}
    due = Span(periods.first, max(filter(is_over, periods.periods), default=periods.last))
    time, place = st.columns(WIDTHS, gap="small")
    with time:
        st.subheader(view.say("reporting.by_period"), anchor=False)
        _show(view, "bao-cao-theo-ky", by_period(view), lambda name: (months[name],))
    with place:
        st.subheader(view.say("reporting.by_province"), anchor=False)
        _show(view, "bao-cao-theo-tinh", by_province(view), lambda name: (due, f"province:{name}"))
        st.caption(view.say("reporting.over_due"))


def _show(
    view: View,
    name: str,
    table: pd.DataFrame,
    asked: Callable[[str], tuple[Span, *tuple[str, ...]]],
) -> None:
    picked = f"picked_{name}_{hash(view.key)}"
    show_table(view, table, name=name, picked=picked)
    state = st.session_state.get(picked)
    if state and state.selection.rows:
        row = str(table.iloc[state.selection.rows[0], 0])
        show_lead(reports_of(view, row, *asked(row)))
