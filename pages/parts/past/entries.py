"""The list of uploads and refused attempts, under the shared filters; one can be opened."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.provinces import provinces
from data.warehouse import Warehouse
from etl.uploads import LAST, Entry, history
from pages.parts.choice import Choice
from pages.parts.figures import width, written
from pages.parts.pick import change
from pages.parts.remembered import remembered
from pages.parts.sending.slices import moment_said, places_said
from pages.parts.words import say

CHOSEN, ROWS = "upload", "history_rows"
SHORT_HASH = 8
ROW_HEIGHT = 35
"""Pixels a row of a table takes, its header too."""
ROWS_ALONE, ROWS_ABOVE = 18, 9
"""How many rows are seen of a long list: alone on the page, and above an entry that is open."""
STATES = ("current", "replaced", "undone", "refused")


@remembered(most=20)
def _all(key: str, _warehouse: Warehouse) -> list[Entry]:  # noqa: ARG001
    return history(_warehouse)


def entries(warehouse: Warehouse | None) -> list[Entry]:
    """Return every upload and attempt, the newest first."""
    return _all(warehouse.key, warehouse) if warehouse else []


def within(found: Sequence[Entry], choice: Choice) -> list[Entry]:
    """Return the entries about the chosen periods and provinces, all if none are chosen."""
    if not (choice.is_local or choice.first or choice.last):
        return [*found]
    names = _names(choice)
    first, last = choice.first or "", choice.last or LAST
    return [entry for entry in found if entry.concerns(names, first, last)]


def _names(choice: Choice) -> set[str] | None:
    """Return the names of the provinces looked at, None for the whole country."""
    if choice.provinces:
        return {*choice.provinces}
    if not choice.region:
        return None
    units = (*provinces(63).values(), *provinces(34).values())
    return {unit.name for unit in units if unit.region == choice.region}


def show_entries(lang: str, found: Sequence[Entry]) -> None:
    """Show the entries as a table; the one that is chosen stands in the URL."""
    st.caption(say(lang, "history.found", n=len(found)))
    table = _table(lang, found)
    rows = ROWS_ABOVE if CHOSEN in st.query_params else ROWS_ALONE
    st.dataframe(
        written(table, lang),
        hide_index=True,
        height=rows * ROW_HEIGHT if len(found) >= rows else "auto",
        column_config={c: st.column_config.Column(width=width(table[c])) for c in table.columns},
        key=ROWS,
        on_select=lambda: _choose(found),
        selection_mode="single-row",
    )


def _choose(found: Sequence[Entry]) -> None:
    rows = st.session_state[ROWS].selection.rows
    change({"row": None, CHOSEN: found[rows[0]].upload if rows else None})


def _table(lang: str, found: Sequence[Entry]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say(lang, "history.at"): [moment_said(entry.at) for entry in found],
            say(lang, "column.state"): [state_said(lang, entry) for entry in found],
            say(lang, "column.file"): [entry.file for entry in found],
            say(lang, "sending.reports"): [about_said(lang, entry) for entry in found],
            say(lang, "history.sender"): [entry.sender for entry in found],
            say(lang, "history.rows"): [entry.rows for entry in found],
            "SHA-256": [entry.sha256[:SHORT_HASH] for entry in found],
            say(lang, "history.upload"): [entry.upload for entry in found],
        }
    )


def about_said(lang: str, entry: Entry) -> str:
    """Return in words which provinces and months it is about, or that it is not known."""
    places = [(s["province"], s["period"]) for s in entry.slices]
    return places_said(places, lang) if places else say(lang, "history.unplaced")


def state_said(lang: str, entry: Entry) -> str:
    """Return in words whether an upload is current, replaced, undone or was refused."""
    return say(lang, f"history.{entry.state}")
