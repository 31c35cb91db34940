"""Mend a refused file on the page: offers, lines, columns or rows, and the file back."""

from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from itertools import islice

import pandas as pd
import streamlit as st

from etl.line import Report
from etl.mend import broken_lines, mended, offending, with_offer
from etl.problem import Problem
from etl.returned import as_csv, as_xlsx
from pages.parts.markdown import escape
from pages.parts.sending.blank import XLSX
from pages.parts.sending.desk import Pending
from pages.parts.sending.lines import show_lines
from pages.parts.sending.matching import ASKING, asks_for_columns, show_matching
from pages.parts.sending.problems import by_kind, rows_said, show_kind_of_problem
from pages.parts.words import say

ROW = "Dòng"
OFFERED, OFFERS, EDITED = 40, 6, 200
# Kinds that are mended without choosing a text, and what the button says.
WHOLE = {"total_row": "sending.drop_total", "required_empty": "sending.fill_down"}
Mend = Callable[[], Report]


def show_mending(lang: str, pending: Pending) -> None:
    """Show all problems, then the next step that mends them, and the file back.

    Lines come first, for nothing is sure while a quote is open; then the columns, for rows that
    are read under other headers have other problems; then the rows.
    """
    lines = pending.once("lines", lambda: broken_lines(pending.report))
    columns = not lines and asks_for_columns(pending)
    rows = pending.once("rows", lambda: _rows(pending, wanted=not lines and not columns))
    _problems(lang, pending, offered=not rows.empty, asked=ASKING if columns else frozenset())
    if lines:
        show_lines(lang, pending, lines)
    elif columns:
        show_matching(lang, pending)
    elif not rows.empty:
        _editor(lang, pending, rows.head(EDITED).reset_index(drop=True))
    if pending.preview.headers:
        _returned(lang, pending)


def _rows(pending: Pending, *, wanted: bool) -> pd.DataFrame:
    return offending(pending.report) if wanted else pd.DataFrame()


def _problems(lang: str, pending: Pending, *, offered: bool, asked: Set[str]) -> None:
    """Show the problems of each kind with the offers that mend them."""
    left = OFFERED
    for kind, same in by_kind(pending.problems).items():
        show_kind_of_problem(lang, same, mended=kind not in asked)
        buttons = list(islice(_offers(lang, pending, same), max(left, 0))) if offered else []
        left -= len(buttons)
        if buttons:
            with st.container(horizontal=True, key=f"offers_{pending.number}_{kind}"):
                for at, (label, mend) in enumerate(buttons):
                    key = f"offer_{pending.number}_{kind}_{at}"
                    st.button(label, key=key, on_click=_put, args=(pending, mend))


def _put(pending: Pending, mend: Mend) -> None:
    pending.replace(mend())


def _offers(lang: str, pending: Pending, same: Sequence[Problem]) -> Iterator[tuple[str, Mend]]:
    """Yield what a button says and what it does, once for all rows with the same text."""
    first = same[0]
    if first.kind in WHOLE:
        rows = sorted({p.row for p in same if p.row is not None})
        label = say(lang, WHOLE[first.kind], rows=rows_said(lang, rows))
        yield label, partial(_with_all, pending.report, same)
        return
    alike: dict[tuple[str | None, str | None], list[Problem]] = {}
    for problem in same:
        alike.setdefault((problem.column, problem.value), []).append(problem)
    for those in alike.values():
        for offer in those[0].offers[:OFFERS]:
            value = those[0].value or say(lang, "sending.empty")
            label = say(
                lang, "sending.offer", value=escape(value), offer=escape(offer), n=len(those)
            )
            yield label, partial(with_offer, pending.report, those[0], offer, everywhere=True)


def _with_all(report: Report, same: Sequence[Problem]) -> Report:
    """Mend one problem of each text: the offer itself reaches all rows that have it."""
    for problem in {(p.column, p.value): p for p in same}.values():
        report = with_offer(report, problem, "", everywhere=True)
    return report


def _editor(lang: str, pending: Pending, shown: pd.DataFrame) -> None:
    """Let the sender change the rows with an error; what was changed is checked again."""
    st.markdown(say(lang, "sending.edit", n=len(shown)))
    drop, row = say(lang, "sending.drop"), say(lang, "column.row")
    with st.form(f"mend_{pending.number}", border=False):
        edited = st.data_editor(
            shown.assign(**{drop: False}),
            column_order=_columns(shown, pending.problems, drop),
            hide_index=True,
            num_rows="fixed",
            disabled=[ROW],
            column_config={
                ROW: st.column_config.NumberColumn(row, pinned=True, format="%d"),
                drop: st.column_config.CheckboxColumn(drop, pinned=True),
            },
            key=f"rows_{pending.number}_{pending.round}",
        )
        if st.form_submit_button(say(lang, "sending.check_again"), type="primary"):
            dropped = [int(r) for r, gone in zip(shown[ROW], edited[drop], strict=True) if gone]
            pending.replace(mended(pending.report, changed_cells(shown, edited), dropped))
            st.rerun()


def _columns(shown: pd.DataFrame, problems: Sequence[Problem], drop: str) -> list[str]:
    """Return the columns so that those with an error stand first, where they are seen."""
    wrong = dict.fromkeys(p.column for p in problems if p.column in shown.columns)
    return list(dict.fromkeys([ROW, drop, *filter(None, wrong), *map(str, shown.columns)]))


def changed_cells(before: pd.DataFrame, after: pd.DataFrame) -> dict[tuple[int, str], str]:
    """Return the texts that are others now, by the row of the sheet and the header."""
    return {
        (int(row), str(header)): _text(now)
        for header in before.columns
        if header != ROW
        for row, then, now in zip(before[ROW], before[header], after[header], strict=True)
        if _text(now) != _text(then)
    }


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


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
