"""A page without figures says what will be here and what to do next."""

import streamlit as st

import access.words
from access import first
from pages.parts.filters import clear
from pages.parts.sums import coverage_of
from pages.parts.view import View
from pages.parts.words import say

SENDER = ("--role", "sender", "--province", "Cao Bằng")


def show_nothing_here(view: View) -> bool:
    """Say so if nobody was expected to report within what was chosen, and offer to clear it."""
    if coverage_of(view.warehouse, view.scope, view.scope.window).expected:
        return False
    st.header(view.say("empty.no_rows"), anchor=False)
    st.button(view.say("empty.clear"), type="primary", on_click=clear, key="clear_choices")
    return True


def show_empty(page: str, lang: str) -> None:
    """Show the way to the first report: the page that sends one, or the shell."""
    st.header(say(lang, "empty.title"), anchor=False)
    st.markdown(say(lang, "empty.what", page=f"**{page}**"))
    with st.container(horizontal=True):
        show_first_step(lang)
        st.button(say(lang, "empty.again"))
    with st.expander(say(lang, "empty.shell")):
        st.markdown(say(lang, "empty.typed"))
        for words, command in _commands(lang):
            st.markdown(say(lang, f"empty.{words}"))
            st.code(command, language=None, wrap_lines=True)


def show_first_step(lang: str) -> None:
    """Show the button that leads to where the first report is sent."""
    if st.button(say(lang, "empty.send"), type="primary", key="send_first"):
        st.switch_page("upload.py")


def _commands(lang: str) -> list[tuple[str, str]]:
    """Return what an administrator may type, as it is typed, by the words that say what for."""
    name = access.words.say(lang, "first_name")
    load = first.line("etl", "load")
    return [
        ("admin", first.command(name)),
        ("sender", first.line("access", "add", name, *SENDER)),
        ("next", f"{load} FILE…"),
        # The star is the shell's, and must stand without quotes.
        ("samples", f"{load} data/samples/*.csv"),
        ("demo", first.line("etl", "demo")),
    ]
