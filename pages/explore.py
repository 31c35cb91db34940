"""Any measures by any dimensions under any filters, as chart and table, down to the records."""

from functools import partial

import streamlit as st

from pages.parts.empty import show_empty
from pages.parts.exploring.asking import refused
from pages.parts.exploring.chips import show_adding, show_chips
from pages.parts.exploring.choosing import show_arrangement, show_beyond, show_choices
from pages.parts.exploring.clicking import cell_clicked
from pages.parts.exploring.inquiry import read_inquiry
from pages.parts.exploring.named import show_named
from pages.parts.exploring.panel import show_panel, show_rows
from pages.parts.exploring.reports import show_reports
from pages.parts.exploring.saying import question, refusal_said
from pages.parts.exploring.sheet import sheet_of
from pages.parts.exploring.showing import show_charts
from pages.parts.exploring.table import show_table, show_taking
from pages.parts.markdown import escape
from pages.parts.view import language, view
from pages.parts.words import say

seen = view()
if seen is None:
    show_empty(say(language(), "frame.explore"), language())
    st.stop()

inquiry = read_inquiry(st.query_params)
why_not = refused(inquiry)
sheet = None if why_not else sheet_of(seen, inquiry)
st.header(escape(question(seen, inquiry)), anchor=False)
show_choices(seen, inquiry)
with st.container(horizontal=True, vertical_alignment="center", gap="small", key="explore_bar"):
    show_adding(seen, inquiry)
    if sheet:
        show_arrangement(sheet)
    show_named(seen, inquiry)
    show_chips(seen, inquiry)
show_beyond(seen, inquiry)
if why_not or sheet is None:
    st.info(escape(refusal_said(seen, *why_not)) if why_not else "")
    st.stop()

if inquiry.show != "table":
    show_charts(sheet)
else:
    show_panel(seen, inquiry)
if inquiry.show != "chart":
    show_table(sheet, partial(cell_clicked, sheet))
    show_taking(sheet)
show_rows(seen, inquiry)
show_reports(seen, inquiry)
