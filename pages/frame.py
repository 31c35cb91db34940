"""The script Streamlit runs: language, menu, stamp, shared filters, then a page."""

from pathlib import Path

import streamlit as st

from access.events import Event
from pages.parts.answers import open_warehouse
from pages.parts.damage import show_damage, whole_figures
from pages.parts.empty import show_nothing_here
from pages.parts.filters import show_filters
from pages.parts.logged import asked
from pages.parts.measured import measured
from pages.parts.menu import (
    ACCOUNTS,
    AUDIT,
    DICTIONARY,
    EXPLORE,
    UPLOAD,
    WALL,
    run_menu,
    show_languages,
)
from pages.parts.pick import note_page
from pages.parts.rights import show_account, show_refusal
from pages.parts.stamp import show_beginning, show_stamp
from pages.parts.view import language, view
from pages.parts.words import say

note_page()
lang = language()
st.set_page_config(page_title=say(lang, "frame.product"), page_icon="📊", layout="wide")
st.html(Path(__file__).parent / "parts" / "frame.css")
# The gate let the reader in; the session may have ended since, while the page stayed open.
reads = asked(Event("read"), once=True)
if not reads:
    show_refusal(lang, reads)
    st.stop()
page = run_menu(lang)
with measured(page.url_path), whole_figures(lang):
    seen = view()
    show_damage(lang, seen.warehouse if seen else open_warehouse())
    # Who sends a report, looks a word up or reads the log needs no filters; a wall has no hand.
    quiet = page.url_path in (UPLOAD, DICTIONARY, WALL, AUDIT, ACCOUNTS)
    # Who explores has the same filters among many others, where the page puts them.
    filtered = not quiet and page.url_path != EXPLORE

    if seen is None:
        with st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center"
        ):
            show_account(lang)
            show_languages(lang)
    elif seen.look.narrow and not filtered:
        show_stamp(seen)
        with st.container(horizontal=True, vertical_alignment="center"):
            show_account(lang)
            show_languages(lang)
    elif seen.look.narrow:
        show_stamp(seen)
        with st.popover(seen.say("filters.open"), width="stretch"):
            show_account(lang)
            show_languages(lang)
            show_filters(seen)
    else:
        with st.container(horizontal=True, vertical_alignment="center", key="top"):
            with st.container():
                show_stamp(seen)
            show_account(lang)
            show_languages(lang)
        if filtered:
            with st.container(key="filters"):
                show_filters(seen)
    if seen is None or quiet or not show_nothing_here(seen):
        page.run()
    if seen and seen.look.narrow:
        show_beginning(seen)
