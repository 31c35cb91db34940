"""The audit log: who did what, when, from where; whoever may not read it is told so."""

import streamlit as st

from access.events import Event
from pages.parts.answers import open_warehouse
from pages.parts.logbook import show_log
from pages.parts.logged import asked
from pages.parts.rights import show_refusal
from pages.parts.view import language
from pages.parts.words import say

lang = language()
st.header(say(lang, "audit.title"), anchor=False)
answer = asked(Event("audit"), once=True)
if answer:
    show_log(lang, open_warehouse())
else:
    show_refusal(lang, answer)
    st.caption(say(lang, "audit.shell"))
