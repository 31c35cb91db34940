"""What in the reports should be looked at again: open warnings, and what was said to them."""

import streamlit as st

from pages.parts.doubts import by_province, counted, listed, looked_at
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
counts = counted(seen)
st.header(
    seen.say(
        "quality.title" if counts["all"] else "quality.none_open",
        n=number(counts["all"], seen.lang),
        period=span(periods.first, periods.last),
    ),
    anchor=False,
)
if counts["all"]:
    show_figure(seen, by_province(seen), name="canh-bao-theo-tinh")

groups = {g: f"{seen.say(f'quality.{g}')} ({n})" for g, n in counts.items() if g != "all"}
group = pick("warning", seen.say("quality.kind"), {"all": seen.say("quality.all"), **groups})
states = {s: seen.say(f"quality.{s}") for s in ("open", "explained", "dismissed")}
state = pick("state", seen.say("quality.state"), states)
count = len(listed(seen, state, group))
st.subheader(
    seen.say("quality.listed", state=states[state], n=number(count, seen.lang)),
    anchor=False,
)
if count:
    show_list(seen, state, group, count)
else:
    show_told()
    st.markdown(seen.say("quality.nothing"))
