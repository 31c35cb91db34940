"""Who has reported: on time, late or not at all, and what to send to those who have not."""

import streamlit as st

from data.periods import due
from pages.parts.discipline import looked_at, newest_reports, state_grid
from pages.parts.empty import show_empty
from pages.parts.figures import show_figure
from pages.parts.format import month
from pages.parts.locking import show_locks
from pages.parts.rates import show_rates
from pages.parts.reminding import show_numbers, show_rules, show_silence, show_texts
from pages.parts.reporting import due_said
from pages.parts.view import language, view
from pages.parts.words import say

seen = view()
if seen is None:
    show_empty(say(language(), "frame.reporting"), language())
    st.stop()

periods = looked_at(seen)
if newest_reports(seen).empty:
    st.header(seen.say("empty.no_rows"), anchor=False)
    st.stop()
st.header(seen.say("reporting.title", period=month(periods.last)), anchor=False)
st.markdown(f"**{due_said(seen, due(periods.last))}**")
show_silence(seen, periods.last)
show_numbers(seen)
show_texts(seen)
show_figure(seen, state_grid(seen), name="ai-da-bao-cao")
show_rates(seen, periods)
show_rules(seen)
show_locks(seen, periods.periods)
