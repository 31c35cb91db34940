"""Every province in the focus: its reports and every indicator, as rows and as a table."""

import pandas as pd
import streamlit as st

from data.catalog import catalog
from pages.parts.answers import Row, indicators
from pages.parts.by_place import in_focus
from pages.parts.figures import show_table
from pages.parts.periods import focus_said
from pages.parts.view import View


def everyone(view: View) -> list[Row]:
    """Return the figures of every province in the focus."""
    return list(in_focus(view.warehouse, view.scope).values())


def show_all(view: View) -> None:
    """Show the table of all provinces: reports and every indicator."""
    st.subheader(view.say("provinces.all", period=focus_said(view.scope)), anchor=False)
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
    counts = dict.fromkeys(table.columns[2:], "Int64")
    show_table(view, table.astype(counts), name="tinh-thanh-pho")
