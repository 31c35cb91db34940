"""Undo an upload: with a name and a confirmation, and said what came back."""

import streamlit as st

from data.failures import StoreError
from data.store import shown
from etl.problem import Problem, of_store
from etl.problems import mend, message
from etl.uploads import Entry, UploadError, undo
from pages.parts.markdown import escape
from pages.parts.rights import ask_name, may, show_refusal
from pages.parts.sending.desk import desk
from pages.parts.words import say

UNDONE = "undone_upload"


def show_undone(lang: str) -> None:
    """Say once that an upload was just undone."""
    file = st.session_state.pop(UNDONE, None)
    if file is not None:
        st.success(say(lang, "history.undone_now", file=escape(file)))


def show_undo(lang: str, entry: Entry, *, demonstration: bool) -> None:
    """Let the reader take a current upload back; asked again when it is done."""
    if entry.state != "current":
        return
    answer = may("undo", [one["province"] for one in entry.slices], demonstration=demonstration)
    if not answer:
        with st.popover(say(lang, "history.undo")):
            show_refusal(lang, answer)
        return
    with st.popover(say(lang, "history.undo")), st.form(f"undo_{entry.upload}", border=False):
        st.markdown(say(lang, "history.undo_about"))
        name = ask_name(say(lang, "history.undo_name"), key="undo_name", value=desk().sender)
        sure = st.checkbox(say(lang, "history.undo_sure"), key="undo_sure")
        asked = st.form_submit_button(say(lang, "history.undo_do"), type="primary", key="undo_do")
    if asked and not (name and sure):
        st.error(say(lang, "history.undo_missing"))
    elif asked:
        _undo(lang, entry, name)


def _undo(lang: str, entry: Entry, name: str) -> None:
    desk().sender = name
    try:
        undo(shown(), entry.upload, actor=name)
    except UploadError as error:
        _refused(lang, Problem(error.kind, says=error.says))
    except StoreError as error:
        _refused(lang, of_store(error))
    else:
        st.session_state[UNDONE] = entry.file
        st.rerun()


def _refused(lang: str, problem: Problem) -> None:
    st.error(escape(f"{message(problem, lang)} {mend(problem, lang)}"))
