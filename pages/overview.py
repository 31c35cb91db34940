"""How much this month, better or worse, who leads, and who has not reported."""

import streamlit as st

from data.catalog import catalog
from pages.parts.charts import show_ranking, show_trend
from pages.parts.empty import show_empty
from pages.parts.headline import show_headline
from pages.parts.map import show_map
from pages.parts.paragraph import show_paragraph
from pages.parts.periods import focus_said
from pages.parts.pick import pick
from pages.parts.reporting import show_missing, show_states
from pages.parts.view import language, view
from pages.parts.words import say

seen = view()
if seen is None:
    show_empty(say(language(), "frame.overview"), language())
    st.stop()

period = focus_said(seen.scope, start=True)
st.header(seen.say("overview.title", period=period), anchor=False)
kinds = list(catalog().kinds.values())
headline = [kind.indicators[0] for kind in kinds[:6]]
show_headline(seen, headline, per_row=6)
show_paragraph(seen, headline)
show_missing(seen)

known = {m.id: m for kind in kinds for m in kind.indicators}
labels = {id: m.label.in_(seen.lang) for id, m in known.items()}
measure = known[pick("measure", seen.say("overview.measure"), labels, buttons=False)]
place, time = st.columns(2, gap="large")
with place:
    show_map(seen, measure)
with time:
    show_trend(seen, measure)
    show_ranking(seen, measure)
show_states(seen)
