"""One upload: who sent what and when, what was said of it, its bytes, and a row as sent."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.warehouse import Warehouse
from etl.journal import Event, Kept, events, kept_with
from etl.problem import Problem
from etl.problems import message, sayings
from etl.uploads import Entry, sent_bytes
from etl.versions import row_as_sent
from pages.parts.figures import written
from pages.parts.format import number
from pages.parts.markdown import escape
from pages.parts.past.entries import about_said, state_said
from pages.parts.rights import may, show_refusal
from pages.parts.sending.problems import show_problems
from pages.parts.sending.slices import moment_said
from pages.parts.taking import RECORDS, Taken, guarded
from pages.parts.words import say

ACTIONS = frozenset(
    {
        "load",
        "undo",
        "lock",
        "unlock",
        "restore",
        "rebuild",
        "migrate",
        "keep_view",
        "drop_view",
        "targets",
    }
)
LISTED = 100
EXPLAINED = frozenset({"explain", "dismiss", "reopen"})


def show_entry(lang: str, warehouse: Warehouse, entry: Entry) -> None:
    """Show everything that is known of an upload."""
    st.subheader(say(lang, "history.one", file=escape(entry.file)), anchor=False)
    facts = [
        f"**{state_said(lang, entry)}**",
        moment_said(entry.at),
        escape(entry.sender) or say(lang, "history.nobody"),
        say(lang, "sending.rows", n=number(entry.rows, lang)),
        about_said(lang, entry),
    ]
    st.markdown(" · ".join(filter(None, facts)))
    log = events(warehouse, upload=entry.upload)
    _said(lang, warehouse, entry, log)
    with st.expander(f"SHA-256 {entry.sha256[:8]}…"):
        st.code(entry.sha256, language=None)
    if entry.state == "refused":
        st.caption(say(lang, "history.not_kept"))
    else:
        _download(lang, warehouse, entry)


def _said(lang: str, warehouse: Warehouse, entry: Entry, log: Sequence[Event]) -> None:
    """Say who undid it, why it was refused, and why it was sent in spite of its warnings."""
    for event in log:
        if event.action == "undo":
            by = escape(event.actor) or say(lang, "history.nobody")
            st.markdown(say(lang, "history.undone_by", name=by, at=moment_said(event.at)))
        elif event.result == "refused":
            st.markdown("\n".join(f"- {escape(text)}" for text in refusals(lang, event.detail)))
    kept = kept_with(warehouse, entry.upload)
    if kept.reason:
        st.markdown(say(lang, "history.reason", reason=escape(kept.reason)))
    _found(lang, kept)


def _found(lang: str, kept: Kept) -> None:
    """Show what was understood differently or mended on the page, and what was to be looked at."""
    if kept.normalised:
        with st.expander(say(lang, "sending.notes", n=len(kept.normalised))):
            st.markdown("\n".join(f"- {escape(note)}" for note in kept.normalised[:LISTED]))
    if kept.warnings:
        with st.expander(say(lang, "history.warnings", n=len(kept.warnings))):
            show_problems(lang, kept.warnings, title="")


def refusals(lang: str, kinds: str) -> list[str]:
    """Return what was wrong with a refused attempt: kinds of problems, without their places."""
    known = [kind.strip() for kind in kinds.split(",") if kind.strip() in sayings()]
    return [message(Problem(kind), lang) for kind in known]


def _download(lang: str, warehouse: Warehouse, entry: Entry) -> None:
    answer = may(RECORDS)
    if not answer:
        show_refusal(lang, answer)
        return
    periods = sorted(one["period"] for one in entry.slices)
    taken = Taken(
        file=entry.file,
        provinces=tuple(dict.fromkeys(one["province"] for one in entry.slices)),
        first=periods[0] if periods else "",
        last=periods[-1] if periods else "",
        found_by=f"upload={entry.upload}",
        synthetic=warehouse.demonstration,
    )
    st.download_button(
        say(lang, "history.download"),
        data=guarded(lambda: (sent_bytes(warehouse, entry.upload)[1], entry.rows), taken),
        file_name=entry.file,
        mime="application/octet-stream",
        key="as_sent",
        on_click="ignore",
    )


def show_row(lang: str, warehouse: Warehouse, entry: Entry, row: int) -> None:
    """Show one row of the file as it was sent, under its own headers."""
    cells = row_as_sent(warehouse, entry.upload, row) if entry.state != "refused" else []
    if not cells:
        st.markdown(say(lang, "history.no_row", row=row))
        return
    st.markdown(say(lang, "history.row", row=row))
    filled = [(header, text) for header, text in cells if text]
    names = [say(lang, "sending.header"), say(lang, "history.text")]
    st.dataframe(written(pd.DataFrame(filled, columns=names), lang), hide_index=True)


def show_journal(lang: str, warehouse: Warehouse) -> None:
    """Show everything that was done, undoing and locking too, the latest first."""
    below = st.expander(say(lang, "history.journal"), key="journal", on_change="rerun")
    if not below.open:
        return
    log = events(warehouse)
    table = pd.DataFrame(
        {
            say(lang, "history.at"): [moment_said(event.at) for event in log],
            say(lang, "history.who"): [event.actor for event in log],
            say(lang, "history.what"): [_action(lang, event) for event in log],
            say(lang, "column.file"): [event.file for event in log],
            say(lang, "history.upload"): [event.upload for event in log],
            say(lang, "history.detail"): [_detail(lang, event) for event in log],
        }
    )
    with below:
        st.dataframe(written(table, lang), hide_index=True)


def _action(lang: str, event: Event) -> str:
    if event.result == "refused":
        return say(lang, "history.did_refused")
    if event.action in EXPLAINED:
        return say(lang, "history.did_explain")
    return say(lang, f"history.did_{event.action}") if event.action in ACTIONS else event.action


def _detail(lang: str, event: Event) -> str:
    """Return what the log adds; of a load that is told in words elsewhere."""
    if event.result == "refused":
        return " ".join(refusals(lang, event.detail))
    return "" if event.action == "load" else event.detail
