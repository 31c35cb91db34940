"""One province, chosen in the URL: its numbers beside the others, its trend and its reports."""

import streamlit as st

from data.catalog import catalog
from data.periods import MERGER
from data.provinces import provinces
from pages.parts.answers import indicators
from pages.parts.charts import show_ranking, show_trend
from pages.parts.empty import show_empty
from pages.parts.markdown import escape
from pages.parts.periods import focus_said
from pages.parts.pick import choose, pick
from pages.parts.province import (
    chosen_province,
    show_all,
    show_calendar,
    show_former,
    show_kinds,
    show_numbers,
)
from pages.parts.view import language, view
from pages.parts.words import say

seen = view()
if seen is None:
    show_empty(say(language(), "frame.provinces"), language())
    st.stop()

province = chosen_province(seen)
vintage = 63 if seen.scope.focus.last < MERGER else 34
names = [p.name for p in provinces(vintage).values()]
if province is None:
    st.header(seen.say("provinces.none"), anchor=False)
    choose("province", seen.say("provinces.choose"), names, chosen=None)
else:
    period = focus_said(seen.scope)
    st.header(seen.say("provinces.title", name=escape(province.name), period=period), anchor=False)
    choose("province", seen.say("provinces.choose"), names, chosen=province.name)
    show_former(seen, province)
    show_numbers(seen, province)
    labels = {id: catalog().measures[id].label.in_(seen.lang) for id in indicators()}
    measure = catalog().measures[
        pick("measure", seen.say("overview.measure"), labels, buttons=False)
    ]
    trend, ranking = st.columns(2, gap="large")
    with trend:
        show_trend(seen, measure)
        show_calendar(seen, province)
    with ranking:
        show_ranking(seen, measure)
    show_kinds(seen, province)
show_all(seen)
