"""What in the reports should be looked at again: open warnings, and what was said to them."""

import streamlit as st

from pages.parts.doubts import NAMES, by_province, doubts, looked_at
from pages.parts.empty import show_empty
from pages.parts.explaining import show_list, show_told
from pages.parts.figures import show_figure
from pages.parts.format import number, span
from pages.parts.pick import pick
from pages.parts.view import language, view
from pages.parts.words import say

seen = view()
if seen is None:
    show_empty(say(language(), "frame.quality"), language())
    st.stop()

periods = looked_at(seen)
found = doubts(seen)
still_open = found[found["state"] == "open"]
st.header(
    seen.say(
        "quality.title" if len(still_open) else "quality.none_open",
        n=number(len(still_open), seen.lang),
        period=span(periods.first, periods.last),
    ),
    anchor=False,
)
if len(still_open):
    show_figure(seen, by_province(seen), name="canh-bao-theo-tinh")

counts = still_open["group"].value_counts()
groups = {g: f"{seen.say(f'quality.{g}')} ({counts.get(g, 0)})" for g in NAMES}
there = {g: label for g, label in groups.items() if (found["group"] == g).any()}
group = pick("warning", seen.say("quality.kind"), {"all": seen.say("quality.all"), **there})
states = {s: seen.say(f"quality.{s}") for s in ("open", "explained", "dismissed")}
state = pick("state", seen.say("quality.state"), states)
listed = found[(found["state"] == state) & ((found["group"] == group) | (group == "all"))]
st.subheader(
    seen.say("quality.listed", state=states[state], n=number(len(listed), seen.lang)),
    anchor=False,
)
if len(listed):
    show_list(seen, listed, state)
else:
    show_told()
    st.markdown(seen.say("quality.nothing"))
