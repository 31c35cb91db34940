"""Every report sent and every attempt: who, when, what; the file back, compared, or undone."""

import streamlit as st

from pages.parts.answers import open_warehouse
from pages.parts.choice import Choice
from pages.parts.empty import show_first_step
from pages.parts.past.compare import show_compare
from pages.parts.past.entries import entries, show_entries, within
from pages.parts.past.entry import show_entry, show_journal, show_row
from pages.parts.past.set_targets import show_set_targets
from pages.parts.past.undoing import show_undo, show_undone
from pages.parts.view import language, view
from pages.parts.words import say

lang, warehouse, seen = language(), open_warehouse(), view()
st.header(say(lang, "history.title"), anchor=False)
show_undone(lang)
sent = entries(warehouse)
if warehouse is None or not sent:
    st.markdown(say(lang, "history.none"))
    show_first_step(lang)
    st.stop()
if warehouse.demonstration and seen is None:
    st.badge(say(lang, "frame.demo"), color="orange")

if seen:
    show_set_targets(seen)
show_entries(lang, within(sent, seen.scope.choice if seen else Choice()))
asked = st.query_params.get("upload")
opened = next((entry for entry in sent if entry.upload == asked), None)
if asked and opened is None:
    st.warning(say(lang, "history.unknown"))
elif opened:
    show_entry(lang, warehouse, opened)
    row = st.query_params.get("row", "")
    if row.isdecimal():
        show_row(lang, warehouse, opened, int(row))
    show_compare(lang, warehouse, opened, sent)
    show_undo(lang, opened, demonstration=warehouse.demonstration)
show_journal(lang, warehouse)
