"""The reports behind a clicked cell, where what it counts are reports."""

import streamlit as st

from pages.parts.exploring.inquiry import Inquiry
from pages.parts.exploring.panel import place_said, within
from pages.parts.format import number
from pages.parts.markdown import escape
from pages.parts.roll import counted, reports_within, show_roll
from pages.parts.view import View

WIDEST = ("expected", "received", "on_time")
"""Of several measures the first one's reports have those of the others among them."""


def show_reports(view: View, inquiry: Inquiry) -> None:
    """Show the reports that the clicked cell counts, by name; nothing where it counts none."""
    asked = {measure.id for measure in inquiry.measures}
    names = [name for name in WIDEST if f"reports_{name}" in asked]
    if not inquiry.at or not names:
        return
    table = counted(reports_within(view, within(view, inquiry)), names[0])
    place = place_said(view, inquiry)
    st.subheader(view.say("explore.reports", place=escape(place)), anchor=False)
    n = number(len(table), view.lang)
    st.caption(view.say(f"explore.reports_{names[0]}", n=n))
    if len(table):
        show_roll(view, table, name="kham-pha-bao-cao", said=place)
