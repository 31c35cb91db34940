"""The columns of a file with samples of their texts, and what each was understood as."""

import pandas as pd
import streamlit as st

from data.catalog import catalog
from etl.mend import Layout, layout_of
from pages.parts.figures import written
from pages.parts.sending.desk import Pending
from pages.parts.words import say

ASKING = frozenset({"no_header", "column_missing", "column_twice"})


def layout(pending: Pending, header_row: int | None = None) -> Layout | None:
    """Return the columns of a file, under the header that its sender names if any."""
    name = f"layout_{header_row}"
    return pending.once(name, lambda: layout_of(pending.report, header_row))


def asks_for_columns(pending: Pending) -> bool:
    """Tell whether the columns have to be chosen before anything else can be mended."""
    asking = any(problem.kind in ASKING for problem in pending.problems)
    return asking and layout(pending) is not None


def show_columns(lang: str, found: Layout, *, understood: bool) -> None:
    """Show headers and samples, and where nothing is being chosen what they are understood as."""
    every = range(len(found.columns))
    known = {at: label_said(lang, id) for id, at in found.places.items()}
    unused = say(lang, "sending.header_unknown")
    headers = {say(lang, "sending.header"): [header_said(lang, found, at) for at in every]}
    if understood:
        headers[say(lang, "sending.column")] = [known.get(at, unused) for at in every]
    samples = {say(lang, "sending.match_sample"): [samples_said(found, at) for at in every]}
    st.dataframe(written(pd.DataFrame(headers | samples), lang), hide_index=True)


def header_said(lang: str, found: Layout, at: int) -> str:
    """Return a column of the file by its header, and by its place where that is not enough."""
    headers = [column.header for column in found.columns]
    if headers[at] and headers.count(headers[at]) == 1:
        return headers[at]
    place = say(lang, "sending.match_unnamed", n=at + 1)
    return f"{headers[at]} ({place})" if headers[at] else place


def samples_said(found: Layout, at: int) -> str:
    """Return a few texts of a column."""
    return " · ".join(found.columns[at].samples)


def label_said(lang: str, id: str) -> str:
    """Return a column of the report in the language."""
    return catalog().columns[id].label.in_(lang)
