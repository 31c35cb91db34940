"""Draws a part of a page by itself when it is touched; the rest stays as it is."""

from collections.abc import Callable

import streamlit as st

from access.events import Event
from pages.parts.damage import whole_figures
from pages.parts.logged import asked


def alone(lang: str, draw: Callable[[], None]) -> None:
    """Draw a part of which nothing else on the page depends, and draw it again by itself.

    What it shows are the figures of the page as it was drawn. The page has asked who reads it and
    minds damaged figures; when the part runs alone it does so itself.
    """
    with_page = True

    @st.fragment
    def part() -> None:
        nonlocal with_page
        if with_page:
            with_page = False
            draw()
            return
        if not asked(Event("read"), once=True):
            st.rerun()
        with whole_figures(lang):
            draw()

    part()
