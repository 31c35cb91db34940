"""What was chosen goes along from page to page: the menu's links know nothing of the URL."""

from urllib.parse import urlsplit

import streamlit as st

from pages.parts.choice import KEYS

SHARED = (*KEYS, "lang")
KEPT = "kept_choices"
BACK = "back"
"""What pages/assets/links.js says to the page that a reader has gone back or forward to."""


def carry_choices() -> None:
    """Put the shared choices of the page before into the URL of the page just opened.

    The URL stays the only memory that counts: a page opened with choices of its own keeps them, and
    so does one that the reader has gone back to, which may have had none.
    """
    path = urlsplit(st.context.url or "").path
    shared = {k: st.query_params.get_all(k) for k in SHARED if k in st.query_params}
    before, chosen = st.session_state.get(KEPT, (path, {}))
    if path != before and not shared and BACK not in st.query_params:
        shared = chosen
        for key, values in chosen.items():
            st.query_params[key] = values
    st.session_state[KEPT] = (path, shared)
