"""The rows with an error as a table to be changed in, checked again as a whole."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from etl.mend import mended
from etl.problem import Problem
from etl.shown import ROW
from pages.parts.sending.desk import Pending
from pages.parts.words import say

EDITED = 200


def show_rows_to_mend(lang: str, pending: Pending, rows: pd.DataFrame) -> None:
    """Let the sender change the rows with an error; what was changed is checked again."""
    shown = rows.head(EDITED).reset_index(drop=True)
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
