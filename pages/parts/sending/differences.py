"""The rows that a report adds, removes and changes beside the one that is loaded."""

import pandas as pd
import streamlit as st

from data.catalog import catalog
from etl.differences import Differences
from pages.parts.markdown import escape
from pages.parts.sending.desk import Pending
from pages.parts.sending.slices import moment_said, slice_said
from pages.parts.sending.understood import in_language, show_rows
from pages.parts.words import say

SHOWN, SLICES, OPEN = 200, 12, 5
PARTS = ("added", "removed", "changed")
# What the title says already.
SLICE = [catalog().columns[id].label.vi for id in ("province", "period")]


def show_changes(lang: str, pending: Pending) -> None:
    """Say for every slice that is loaded already what sending would change of it."""
    changes = pending.preview.changes
    for change in changes[:SLICES]:
        place = slice_said(change.slice.province, change.slice.period)
        said = say(
            lang,
            "sending.replaces",
            slice=place,
            at=moment_said(change.at),
            sender=by_said(lang, change.sender),
            changes=counted(lang, change.differences),
        )
        st.markdown(said)
        show_difference(lang, change.differences, place=place)
    if len(changes) > SLICES:
        st.caption(say(lang, "sending.more_slices", n=len(changes) - SLICES))


def by_said(lang: str, sender: str) -> str:
    """Return who sent something, so that it can follow a time; nothing if nobody is named."""
    return say(lang, "sending.by", name=escape(sender)) if sender else ""


def counted(lang: str, unlike: Differences) -> str:
    """Return how many rows are added and removed, and how many cells changed."""
    counts = zip(PARTS, _tables(unlike), strict=True)
    said = [say(lang, f"sending.{part}_n", n=len(rows)) for part, rows in counts if len(rows)]
    return ", ".join(said) or say(lang, "sending.same")


def show_difference(lang: str, unlike: Differences, *, place: str) -> None:
    """Show the rows themselves, one table for each way in which they differ."""
    for part, rows in zip(PARTS, _tables(unlike), strict=True):
        if rows.empty:
            continue
        title = say(lang, f"sending.{part}", n=len(rows), slice=place)
        with st.expander(title, expanded=len(rows) <= OPEN):
            rows = rows.head(SHOWN).drop(columns=SLICE, errors="ignore")
            show_rows(in_language(rows, lang))


def _tables(unlike: Differences) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return unlike.added, unlike.removed, unlike.changed
