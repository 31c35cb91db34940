"""One province, chosen in the URL: its numbers beside the others, its trend and its reports."""

import streamlit as st

from data.catalog import catalog
from data.provinces import provinces
from pages.parts.answers import indicators
from pages.parts.charts import show_ranking
from pages.parts.empty import show_empty
from pages.parts.markdown import escape
from pages.parts.periods import focus_said
from pages.parts.pick import choose, pick
from pages.parts.provincial.comparing import show_compared
from pages.parts.provincial.everyone import show_all
from pages.parts.provincial.former import show_former, show_over_time
from pages.parts.provincial.numbers import show_kinds, show_numbers
from pages.parts.provincial.one import alone, chosen_province, vintage
from pages.parts.provincial.region import show_region
from pages.parts.provincial.reports import show_calendar
from pages.parts.provincial.strongest import show_strongest
from pages.parts.records import show_records
from pages.parts.view import language, view
from pages.parts.words import say

seen = view()
if seen is None:
    show_empty(say(language(), "frame.provinces"), language())
    st.stop()

province = chosen_province(seen)
names = [p.name for p in provinces(vintage(seen)).values()]
if province is None:
    st.header(seen.say("provinces.none"), anchor=False)
    choose("province", seen.say("provinces.choose"), names, chosen=None)
else:
    period = focus_said(seen.scope)
    st.header(seen.say("provinces.title", name=escape(province.name), period=period), anchor=False)
    choose("province", seen.say("provinces.choose"), names, chosen=province.name)
    show_former(seen, province)
    one = alone(seen, province)
    show_numbers(one, province)
    show_region(one, province)
    labels = {id: catalog().measures[id].label.in_(seen.lang) for id in indicators()}
    measure = catalog().measures[
        pick("measure", seen.say("overview.measure"), labels, buttons=False)
    ]
    trend, ranking = st.columns(2, gap="large")
    with trend:
        show_over_time(one, province, measure)
        show_calendar(one, province)
    with ranking:
        show_ranking(one, measure)
    show_strongest(one, province)
    show_compared(seen, province, measure)
    show_kinds(one, province)
    show_records(one, *catalog().kinds.values())
show_all(seen)
