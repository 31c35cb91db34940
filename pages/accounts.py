"""The accounts: who may sign in, as what and for where; an admin changes them here."""

import streamlit as st

from access.events import Event
from pages.parts.accounts.chosen import show_chosen
from pages.parts.accounts.register import show_register
from pages.parts.accounts.shell import show_shell
from pages.parts.logged import asked
from pages.parts.rights import show_refusal
from pages.parts.view import language
from pages.parts.words import say

lang = language()
st.header(say(lang, "accounts.title"), anchor=False)
answer = asked(Event("accounts"), once=True)
if answer:
    entries = show_register(lang)
    show_chosen(lang, entries)
    show_shell(lang)
else:
    show_refusal(lang, answer)
