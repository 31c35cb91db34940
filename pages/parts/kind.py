"""The page of one kind of activity, walked off the catalog."""

import streamlit as st

from data.catalog import Kind, Measure, catalog
from pages.parts.charts import show_heat, show_parts, show_ranking, show_trend
from pages.parts.empty import show_empty
from pages.parts.headline import show_headline
from pages.parts.onward import show_onward
from pages.parts.periods import focus_said
from pages.parts.pick import pick
from pages.parts.plans import show_plans
from pages.parts.records import show_records
from pages.parts.view import View, language, view


def show_kind(id: str) -> None:
    """Show everything about one kind: numbers, trend, provinces, forms, plans, and the records."""
    kind, seen = catalog().kinds[id], view()
    if seen is None:
        show_empty(kind.page.in_(language()), language())
        return
    page = kind.page.in_(seen.lang)
    st.header(seen.say("kind.title", page=page, period=focus_said(seen.scope)), anchor=False)
    show_headline(seen, kind.indicators, per_row=2)
    measure = _measure(seen, kind)
    left, right = st.columns(2, gap="large")
    with left:
        show_trend(seen, measure)
        show_parts(seen, kind, measure)
    with right:
        show_ranking(seen, measure)
        show_plans(seen, measure)
    show_onward(seen, kind, measure)
    show_heat(seen, measure)
    show_records(seen, kind)


def _measure(seen: View, kind: Kind) -> Measure:
    """Let the reader choose which of several indicators the charts show."""
    known = {m.id: m for m in kind.indicators}
    if len(known) == 1:
        return kind.indicators[0]
    labels = {id: m.label.in_(seen.lang) for id, m in known.items()}
    return known[pick("measure", seen.say("kind.measure"), labels)]
