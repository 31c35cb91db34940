"""Every account in a table."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from access import words
from access.accounts import BLOCKED
from access.register import Entry, register
from access.told import moment
from pages.parts.figures import width, written
from pages.parts.format import MISSING, number
from pages.parts.words import say


def show_register(lang: str) -> Sequence[Entry]:
    """Show the accounts and return them; columns: name, role, provinces, way, last, open."""
    entries = register()
    opened = sum(entry.sessions for entry in entries)
    counts = {"n": number(len(entries), lang), "sessions": number(opened, lang)}
    st.caption(say(lang, "accounts.counted", **counts))
    table = _table(lang, entries)
    st.dataframe(
        written(table, lang),
        hide_index=True,
        placeholder=MISSING,
        column_config={c: st.column_config.Column(width=width(table[c])) for c in table.columns},
        alt=say(lang, "accounts.title"),
    )
    return entries


def places(lang: str, entry: Entry) -> str:
    """Return for where an account is, in words; one that is blocked is for nowhere."""
    if entry.account.role == BLOCKED:
        return MISSING
    return ", ".join(entry.account.provinces) or words.say(lang, "everywhere")


def _table(lang: str, entries: Sequence[Entry]) -> pd.DataFrame:
    ways = {True: say(lang, "accounts.office"), False: say(lang, "accounts.local")}
    never = say(lang, "accounts.never")
    return pd.DataFrame(
        {
            say(lang, "accounts.name"): [e.account.name for e in entries],
            say(lang, "accounts.role"): [
                words.say(lang, f"role_{e.account.role}") for e in entries
            ],
            say(lang, "accounts.provinces"): [places(lang, e) for e in entries],
            say(lang, "accounts.way"): [ways[bool(e.account.office)] for e in entries],
            say(lang, "accounts.last"): [moment(e.last) if e.last else never for e in entries],
            say(lang, "accounts.sessions"): pd.Series([e.sessions for e in entries], dtype="Int64"),
        }
    )
