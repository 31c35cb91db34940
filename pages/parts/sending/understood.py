"""What was understood of a file: its form, its headers, its first rows and its totals."""

import pandas as pd
import streamlit as st

from data.catalog import catalog
from etl.receipt import Outcome
from pages.parts.export import neutralised
from pages.parts.figures import width
from pages.parts.format import number
from pages.parts.markdown import escape
from pages.parts.sending.columns import asks_for_columns, layout, show_understood_columns
from pages.parts.sending.desk import Pending
from pages.parts.sending.matching import show_choices
from pages.parts.sending.slices import slices_said
from pages.parts.words import say

LISTED = 100
DELIMITERS = {",": "sending.comma", ";": "sending.semicolon"}
# What stands beside the columns of a report in rows as etl.shown and etl.changes write them.
OTHERS = {
    "Dòng": "column.row",
    "Cột": "sending.change_column",
    "Trước": "sending.before",
    "Nay": "sending.now",
}


def show_understood(lang: str, pending: Pending) -> None:
    """Show everything that was understood, the sums first and the details one click away."""
    if not pending.preview.headers:
        return
    _facts(lang, pending)
    _totals(lang, pending)
    notes = pending.preview.outcome.normalised(lang)
    if notes:
        with st.expander(say(lang, "sending.notes", n=len(notes)), expanded=len(notes) <= 4):
            st.markdown("\n".join(f"- {escape(note)}" for note in notes[:LISTED]))
            if len(notes) > LISTED:
                st.caption(say(lang, "sending.more", n=len(notes) - LISTED))
    _headers(lang, pending)
    _first_rows(lang, pending)


def _facts(lang: str, pending: Pending) -> None:
    outcome = pending.preview.outcome
    facts = [
        _kept_as(lang, pending),
        say(lang, "sending.rows", n=number(outcome.rows, lang)),
        slices_said(outcome.slices, lang),
    ]
    st.markdown(" · ".join(filter(None, facts)))


def _kept_as(lang: str, pending: Pending) -> str:
    """Return the form of the file: a workbook, or a CSV with its encoding and delimiter."""
    if pending.report.data[:2] == b"PK":
        return "XLSX"
    named = _names(pending.preview.outcome)
    at = named.get("delimiter", ",")
    return say(
        lang,
        "sending.csv",
        encoding=escape(named.get("encoding", "UTF-8")),
        delimiter=say(lang, DELIMITERS[at]) if at in DELIMITERS else escape(at),
    )


def _names(outcome: Outcome) -> dict[str, str]:
    return {note.kind: note.says["name"] for note in outcome.notes if "name" in note.says}


def _totals(lang: str, pending: Pending) -> None:
    totals = pending.preview.totals
    if not totals:
        return
    known = catalog().measures
    said = [
        f"{known[id].label.in_(lang)} **{number(value, lang, qualifier)}**"
        for id, value, qualifier in totals
    ]
    st.markdown(f"{say(lang, 'sending.totals')} {' · '.join(said)}")


def _headers(lang: str, pending: Pending) -> None:
    """Show which column was understood as which, and let the sender choose otherwise."""
    if asks_for_columns(pending):
        return
    headers = pending.preview.headers
    known = sum(id is not None for _, id in headers)
    title = say(lang, "sending.headers", n=known, all=len(headers))
    with st.expander(title, expanded=known < len(headers)):
        again = f"match_again_{pending.number}_{pending.round}"
        show_understood_columns(lang, pending)
        if pending.problems or not st.toggle(say(lang, "sending.match_again"), key=again):
            return
        found = layout(pending)
        if found:
            show_choices(lang, pending, found)


def _first_rows(lang: str, pending: Pending) -> None:
    rows = pending.preview.first_rows
    if rows.empty:
        return
    filled = [c for c in rows.columns if rows[c].astype(bool).any()]
    rows = in_language(rows[filled], lang)
    with st.expander(say(lang, "sending.first_rows", n=len(rows)), expanded=True):
        show_rows(rows)


def in_language(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return rows under the words of the language; they come under the Vietnamese ones."""
    labels = {c.label.vi: c.label.in_(lang) for c in catalog().columns.values()}
    rows = rows.rename(columns=labels | {vi: say(lang, key) for vi, key in OTHERS.items()})
    column = say(lang, OTHERS["Cột"])
    return rows.assign(**{column: rows[column].map(labels)}) if column in rows else rows


def show_rows(rows: pd.DataFrame) -> None:
    """Show rows of a report as text; what is copied out of them is harmless."""
    texts = neutralised(rows.astype(object).where(rows.notna(), ""))
    widths = {c: st.column_config.Column(width=width(rows[c])) for c in rows.columns}
    st.dataframe(texts.astype(str), hide_index=True, column_config=widths)
