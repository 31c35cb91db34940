"""What is done in a shell: a password is typed where nobody else sees it."""

import streamlit as st

from access import first, words
from pages.parts.words import say

SENDER = ("--role", "sender", "--province", "Cao Bằng")


def show_shell(lang: str) -> None:
    """Show the lines that make an account, and give one a new password."""
    name = words.say(lang, "first_name")
    with st.expander(say(lang, "accounts.shell")):
        st.caption(say(lang, "accounts.shell_about"))
        for what, line in (
            ("make", first.line("access", "add", name, *SENDER)),
            ("reset", first.line("access", "password", name)),
        ):
            st.markdown(say(lang, f"accounts.{what}"))
            st.code(line, language=None, wrap_lines=True)
