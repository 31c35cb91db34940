"""Undo an upload: with a name and a confirmation, and said what came back."""

import streamlit as st

from data.failures import StoreError
from data.store import shown
from etl.problem import Problem, of_store
from etl.problems import mend, message
from etl.uploads import Entry, UploadError, undo
from pages.parts.logged import about, asked, from_here
from pages.parts.markdown import escape
from pages.parts.rights import ask_name, show_refusal
from pages.parts.sending.desk import desk
from pages.parts.words import say

UNDONE = "undone_upload"
BUTTON = "undo_do"


def show_undone(lang: str) -> None:
    """Say once that an upload was just undone."""
    file = st.session_state.pop(UNDONE, None)
    if file is not None:
        st.success(say(lang, "history.undone_now", file=escape(file)))


def show_undo(lang: str, entry: Entry, *, demonstration: bool) -> None:
    """Let the reader take a current upload back; asked again when it is done."""
    if entry.state != "current":
        return
    slices = [(one["province"], one["period"]) for one in entry.slices]
    event = about("undo", slices, entry.file)
    answer = asked(event, demonstration=demonstration, pressed=BUTTON)
    if not answer:
        with st.popover(say(lang, "history.undo")):
            show_refusal(lang, answer)
        return
    with st.popover(say(lang, "history.undo")), st.form(f"undo_{entry.upload}", border=False):
        st.markdown(say(lang, "history.undo_about"))
        name = ask_name(say(lang, "history.undo_name"), key="undo_name", value=desk().sender)
        sure = st.checkbox(say(lang, "history.undo_sure"), key="undo_sure")
        does = st.form_submit_button(say(lang, "history.undo_do"), type="primary", key=BUTTON)
    if does and not (name and sure):
        st.error(say(lang, "history.undo_missing"))
    elif does:
        _undo(lang, entry, name)


def _undo(lang: str, entry: Entry, name: str) -> None:
    desk().sender = name
    try:
        with from_here():
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
