"""Every province in the focus: its reports and every indicator, as rows and as a table."""

import pandas as pd
import streamlit as st

from data.catalog import catalog
from pages.parts.answers import Row, indicators
from pages.parts.by_place import in_focus
from pages.parts.figures import show_table
from pages.parts.kept import kept
from pages.parts.links import PROVINCES, Lead, same, show_lead
from pages.parts.periods import focus_said
from pages.parts.view import View


def everyone(view: View) -> list[Row]:
    """Return the figures of every province in the focus."""
    return list(in_focus(view.warehouse, view.scope).values())


def show_all(view: View) -> None:
    """Show the table of all provinces: reports and every indicator."""
    st.subheader(view.say("provinces.all", period=focus_said(view.scope)), anchor=False)
    picked = f"picked_everyone_{hash(view.key)}"
    show_table(view, _table(view), name="tinh-thanh-pho", picked=picked)
    state = st.session_state.get(picked)
    if state and state.selection.rows:
        show_lead(page_of_one(view, everyone(view)[state.selection.rows[0]]["province"]))


@kept
def _table(view: View) -> pd.DataFrame:
    lines = []
    for row in everyone(view):
        line = {
            view.say("column.province"): row["province"],
            view.say("column.coverage"): str(row["coverage"]),
        }
        lines.append(
            line | {catalog().measures[id].label.in_(view.lang): row[id] for id in indicators()}
        )
    table = pd.DataFrame(lines)
    return table.astype(dict.fromkeys(table.columns[2:], "Int64"))


def page_of_one(view: View, name: str) -> Lead:
    """Return the way to the page of a province, where each of its figures leads on."""
    asked = {**same(view), "province": name}
    return Lead(view.say("chart.province", what=name), asked, PROVINCES)
