"""The columns of a file with samples of their texts, and what each was understood as."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.catalog import catalog
from etl.mend import FileColumn, Layout, layout_of
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


def show_understood_columns(lang: str, pending: Pending) -> None:
    """Show headers and samples of a file as it was read, and what each is understood as."""
    headers, unused = pending.preview.headers, say(lang, "sending.header_unknown")
    columns = [
        FileColumn(header, samples)
        for (header, _), samples in zip(headers, pending.preview.samples, strict=True)
    ]
    _show(lang, columns, [label_said(lang, id) if id else unused for _, id in headers])


def show_columns(lang: str, columns: Sequence[FileColumn]) -> None:
    """Show headers and samples of the columns that are to be chosen from."""
    _show(lang, columns, [])


def _show(lang: str, columns: Sequence[FileColumn], understood: Sequence[str]) -> None:
    headers = {say(lang, "sending.header"): headers_said(lang, columns)}
    if understood:
        headers[say(lang, "sending.column")] = [*understood]
    samples = {say(lang, "sending.match_sample"): [samples_said(one) for one in columns]}
    st.dataframe(written(pd.DataFrame(headers | samples), lang), hide_index=True)


def headers_said(lang: str, columns: Sequence[FileColumn]) -> list[str]:
    """Return the columns by their headers, and by their places where that is not enough."""
    headers = Counter(column.header for column in columns)
    said = []
    for at, column in enumerate(columns, start=1):
        place = say(lang, "sending.match_unnamed", n=at)
        alone = headers[column.header] == 1
        named = column.header if alone else f"{column.header} ({place})"
        said.append(named if column.header else place)
    return said


def samples_said(column: FileColumn) -> str:
    """Return a few texts of a column."""
    return " · ".join(column.samples)


def label_said(lang: str, id: str) -> str:
    """Return a column of the report in the language."""
    return catalog().columns[id].label.in_(lang)
