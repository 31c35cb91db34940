"""A page without figures says what will be here and what to do next."""

import streamlit as st

from pages.parts.words import say

LOAD = "python -m etl load FILE…"
SAMPLES = "python -m etl load data/samples/*.csv"
DEMO = "python -m etl demo"


def show_empty(page: str, lang: str) -> None:
    """Show how to load the first report; the button looks whether it has arrived."""
    st.header(say(lang, "empty.title"), anchor=False)
    st.markdown(say(lang, "empty.what", page=f"**{page}**"))
    for words, command in (("next", LOAD), ("samples", SAMPLES), ("demo", DEMO)):
        st.markdown(say(lang, f"empty.{words}"))
        st.code(command, language="bash")
    st.button(say(lang, "empty.again"), type="primary")
