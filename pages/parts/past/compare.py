"""Two uploads of the same province and period beside each other."""

from collections.abc import Sequence

import streamlit as st

from data.warehouse import Warehouse
from etl.uploads import Entry
from etl.versions import differences
from pages.parts.past.entries import state_said
from pages.parts.sending.differences import counted, show_difference
from pages.parts.sending.slices import moment_said
from pages.parts.words import say

SLICES = 12


def show_compare(lang: str, warehouse: Warehouse, entry: Entry, found: Sequence[Entry]) -> None:
    """Let the reader choose another version and show what differs; nothing if there is none."""
    others = _others(entry, found)
    if not others:
        return
    names = {
        other.upload: f"{moment_said(other.at)} · {other.file} · {state_said(lang, other)}"
        for other in others
    }
    chosen = st.selectbox(
        say(lang, "history.compare"),
        list(names),
        index=None,
        placeholder=say(lang, "history.compare_hint"),
        format_func=lambda upload: names[upload],
        key=f"compare_{entry.upload}",
    )
    if chosen:
        other = next(other for other in others if other.upload == chosen)
        old, new = sorted((entry, other), key=lambda one: one.at)
        _show(lang, warehouse, old, new)


def _others(entry: Entry, found: Sequence[Entry]) -> list[Entry]:
    """Return the other uploads that hold one of its slices; a refused file was not kept."""
    if entry.state == "refused":
        return []
    places = {(s["province"], s["period"]) for s in entry.slices}
    return [
        other
        for other in found
        if other.upload != entry.upload
        and other.state != "refused"
        and any((s["province"], s["period"]) in places for s in other.slices)
    ]


def _show(lang: str, warehouse: Warehouse, old: Entry, new: Entry) -> None:
    st.caption(say(lang, "history.from_to", old=moment_said(old.at), new=moment_said(new.at)))
    shared = differences(warehouse, old, new)
    for one in shared[:SLICES]:
        place = f"{one.province} {one.period}"
        said = say(
            lang,
            "history.differs",
            slice=place,
            same=one.same,
            changes=counted(lang, one.differences),
        )
        st.markdown(said)
        show_difference(lang, one.differences, place=place)
    if len(shared) > SLICES:
        st.caption(say(lang, "sending.more_slices", n=len(shared) - SLICES))
