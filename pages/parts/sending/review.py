"""The files on the desk, one of them opened: what is wrong with it and what it would change."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from etl.problem import Problem
from etl.problems import mend, message
from pages.parts.figures import written
from pages.parts.markdown import escape
from pages.parts.sending.columns import asks_for_columns
from pages.parts.sending.desk import Desk, Pending
from pages.parts.sending.differences import show_changes
from pages.parts.sending.mending import show_mending
from pages.parts.sending.offers import show_dropping
from pages.parts.sending.problems import show_problems
from pages.parts.sending.receipts import show_unchanged
from pages.parts.sending.slices import slices_said
from pages.parts.sending.understood import show_understood
from pages.parts.words import say

ABOUT_COLUMNS = frozenset({"column_unknown", "column_unnamed"})


def show_review(lang: str, desk: Desk) -> None:
    """Show every file on the desk; of several, the reader opens one after the other."""
    pending = _opened(lang, desk.pending)
    st.subheader(f"{escape(pending.report.name)}: {_state(lang, pending)}", anchor=False)
    if pending.before:
        key = f"back_{pending.number}"
        st.button(say(lang, "sending.back"), on_click=pending.back, key=key)
    for problem in pending.told:
        st.error(escape(f"{message(problem, lang)} {mend(problem, lang)}"))
    outcome = pending.preview.outcome
    if outcome.status == "unchanged":
        show_unchanged(lang, outcome)
        return
    if any(problem.kind == "targets_table" for problem in pending.problems):
        show_problems(lang, pending.problems, title="")
        _offer_as_targets(lang, desk, pending)
        return
    if pending.problems:
        show_mending(lang, pending)
    warnings = _to_look_at(pending)
    show_problems(lang, warnings, title=say(lang, "sending.warnings", n=len(warnings)))
    show_dropping(lang, pending, warnings)
    show_changes(lang, pending)
    show_understood(lang, pending)


def _offer_as_targets(lang: str, desk: Desk, pending: Pending) -> None:
    """Offer to look at the file as what it is, without choosing it again."""
    st.button(
        say(lang, "sending.as_targets"),
        type="primary",
        key=f"as_targets_{pending.number}",
        on_click=desk.as_targets,
        args=(pending,),
    )


def _to_look_at(pending: Pending) -> Sequence[Problem]:
    """Return the warnings, but not those of columns that are being chosen."""
    chosen = ABOUT_COLUMNS if asks_for_columns(pending) else ()
    return [w for w in pending.preview.outcome.warnings if w.kind not in chosen]


def _opened(lang: str, all_pending: Sequence[Pending]) -> Pending:
    """Return the file that is looked at: the only one, or the one chosen."""
    if len(all_pending) == 1:
        return all_pending[0]
    table = pd.DataFrame(
        {
            say(lang, "column.file"): [pending.report.name for pending in all_pending],
            say(lang, "sending.reports"): [
                slices_said(pending.preview.outcome.slices, lang) for pending in all_pending
            ],
            say(lang, "column.state"): [_state(lang, pending) for pending in all_pending],
        }
    )
    st.dataframe(written(table, lang), hide_index=True)
    names = {pending.number: pending.report.name for pending in all_pending}
    first = next((p.number for p in all_pending if p.problems), all_pending[0].number)
    chosen = st.selectbox(
        say(lang, "sending.open"),
        list(names),
        index=list(names).index(first),
        format_func=lambda number: names[number],
        key=f"opened_{len(names)}",
    )
    return next(pending for pending in all_pending if pending.number == chosen)


def _state(lang: str, pending: Pending) -> str:
    if pending.problems:
        return say(lang, "sending.state_refused", n=len(pending.problems))
    if pending.preview.outcome.status == "unchanged":
        return say(lang, "sending.state_unchanged")
    return say(lang, "sending.state_changes" if pending.preview.changes else "sending.state_clean")
