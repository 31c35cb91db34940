"""Whose turn it is on the wall: an indicator for some seconds, then the next."""

import time
from collections.abc import Sequence

import streamlit as st

from data.catalog import Measure, catalog
from pages.parts.charts import show_trend
from pages.parts.headline import show_headline
from pages.parts.map import show_map
from pages.parts.periods import focus_said
from pages.parts.reporting import show_missing
from pages.parts.view import view

PACE = 20
"""Seconds for which an indicator is shown."""
SHOWN = "wall_shown"


def show_turn(*, held: bool) -> None:
    """Show the six numbers, and the indicator whose turn it is on the map and over time.

    What is loaded meanwhile is shown at the next turn. While it is ``held`` it stays.
    """
    seen = view()
    if seen is None:
        return
    measures = [kind.indicators[0] for kind in catalog().kinds.values()][:6]
    measure = _of_turn(measures, held=held)
    # Nobody scrolls on a wall: the map is as high as the screen, the rest stands beside it.
    place, beside = st.columns((2, 3), gap="large")
    with place:
        show_map(seen, measure)
    with beside:
        title = seen.say("overview.title", period=focus_said(seen.scope, start=True))
        st.header(title, anchor=False)
        with st.container(key="wall_numbers"):
            show_headline(seen, measures, per_row=6)
        show_trend(seen, measure)
        show_missing(seen)


def _of_turn(measures: Sequence[Measure], *, held: bool) -> Measure:
    """Return the indicator of these seconds, the same on every wall; or the one held."""
    now = int(time.time() // PACE)
    turn = st.session_state.get(SHOWN, now) if held else now
    st.session_state[SHOWN] = turn
    return measures[turn % len(measures)]
