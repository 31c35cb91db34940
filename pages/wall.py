"""The overview for a screen on a wall: one indicator after the other, without a hand."""

import streamlit as st

from pages.parts.empty import show_empty
from pages.parts.turning import PACE, show_turn
from pages.parts.view import language, view
from pages.parts.words import say

if view() is None:
    show_empty(say(language(), "frame.wall"), language())
    st.stop()

held = st.toggle(say(language(), "wall.hold"), key="wall_hold")
st.fragment(show_turn, run_every=None if held else PACE)(held=held)
