"""Mend a refused file on the page: lines first, then columns, then rows; and the file back."""

from collections.abc import Set

import pandas as pd
import streamlit as st

from etl.mend import Line, broken_lines, offending
from etl.returned import as_csv, as_xlsx
from pages.parts.sending.blank import XLSX
from pages.parts.sending.columns import ASKING, asks_for_columns
from pages.parts.sending.desk import Pending
from pages.parts.sending.lines import show_lines
from pages.parts.sending.matching import show_matching
from pages.parts.sending.offers import show_offers
from pages.parts.sending.problems import by_kind, show_kind_of_problem
from pages.parts.sending.rows import show_rows_to_mend
from pages.parts.words import say

OFFERED = 40
# Without a header, nothing has been said of the lines yet.
BROKEN = frozenset(
    {"quote_unclosed", "quote_stray", "text_too_long", "control_character", "no_header"}
)


def show_mending(lang: str, pending: Pending) -> None:
    """Show all problems, then the next step that mends them, and the file back.

    Lines come first, for nothing is sure while a quote is open; then the columns, for rows that
    are read under other headers have other problems; then the rows.
    """
    lines = pending.once("lines", lambda: _lines(pending))
    columns = not lines and asks_for_columns(pending)
    rows = pending.once("rows", lambda: _rows(pending, wanted=not lines and not columns))
    _problems(lang, pending, offered=not rows.empty, asked=ASKING if columns else frozenset())
    if lines:
        show_lines(lang, pending, lines)
    elif columns:
        show_matching(lang, pending)
    elif not rows.empty:
        show_rows_to_mend(lang, pending, rows)
    if pending.preview.headers:
        _returned(lang, pending)


def _lines(pending: Pending) -> tuple[Line, ...]:
    """Return the broken lines of a file; most have none, and are not read again to know it."""
    broken = any(problem.kind in BROKEN for problem in pending.problems)
    return broken_lines(pending.report) if broken else ()


def _rows(pending: Pending, *, wanted: bool) -> pd.DataFrame:
    return offending(pending.report) if wanted else pd.DataFrame()


def _problems(lang: str, pending: Pending, *, offered: bool, asked: Set[str]) -> None:
    """Show the problems of each kind with the offers that mend them."""
    left = OFFERED if offered else 0
    for kind, same in by_kind(pending.problems).items():
        show_kind_of_problem(lang, same, mended=kind not in asked)
        if left > 0:
            left -= show_offers(lang, pending, same, left)


def _returned(lang: str, pending: Pending) -> None:
    """Offer the file back with a column that says what is wrong in each row."""
    st.markdown(say(lang, "sending.returned"))
    stem = pending.report.name.rsplit(".", 1)[0]
    report, problems = pending.report, pending.problems
    with st.container(horizontal=True):
        st.download_button(
            say(lang, "sending.returned_xlsx"),
            data=lambda: as_xlsx(report, problems, lang),
            file_name=f"{stem}-loi.xlsx",
            mime=XLSX,
            key=f"errors_xlsx_{pending.number}",
            on_click="ignore",
        )
        st.download_button(
            say(lang, "sending.returned_csv"),
            data=lambda: as_csv(report, problems, lang),
            file_name=f"{stem}-loi.csv",
            mime="text/csv",
            key=f"errors_csv_{pending.number}",
            on_click="ignore",
        )
