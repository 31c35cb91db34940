"""The script Streamlit runs: language, menu, stamp of coverage and shared filters, then a page."""

from pathlib import Path

import streamlit as st

from pages.parts.filters import show_filters
from pages.parts.menu import menu, show_languages
from pages.parts.stamp import show_demonstration, show_stamp
from pages.parts.view import language, view
from pages.parts.words import say

lang = language()
st.set_page_config(page_title=say(lang, "frame.product"), page_icon="📊", layout="wide")
st.html(Path(__file__).parent / "parts" / "frame.css")
page = st.navigation(menu(lang), position="top")
seen = view()

top, switch = st.columns((8, 1), vertical_alignment="center")
with switch:
    show_languages(lang)
with top:
    if seen:
        show_stamp(seen)
if seen:
    show_demonstration(seen)
    show_filters(seen)
page.run()
