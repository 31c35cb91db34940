"""The part of the page that compares: what with, and the two side by side."""

import streamlit as st

from data.catalog import Measure
from data.provinces import Province
from pages.parts.provincial.against import other_periods, other_province, show_choices
from pages.parts.provincial.one import alone
from pages.parts.provincial.together import show_periods, show_provinces
from pages.parts.view import View


def show_compared(view: View, province: Province, measure: Measure) -> None:
    """Let the reader choose what a province is compared with, and show it beside that."""
    st.subheader(view.say("provinces.compare"), anchor=False)
    other, then = other_province(view, province), other_periods(view, province)
    show_choices(view, province, other, then)
    one = alone(view, province)
    if other:
        show_provinces(one, province, other, measure)
    if then:
        show_periods(one, province, then, measure)
