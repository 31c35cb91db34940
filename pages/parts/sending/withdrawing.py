"""Undo a table of targets: chosen among those that stand, with a name and a confirmation."""

import streamlit as st

from data.failures import StoreError
from data.warehouse import newest
from etl.problem import Problem, of_store
from etl.problems import mend, message
from etl.targets.past import SentTable, sent_tables, undo_targets
from etl.uploads import UploadError
from pages.parts.format import number
from pages.parts.logged import about, asked, from_here
from pages.parts.markdown import escape
from pages.parts.rights import ask_name, show_refusal
from pages.parts.sending.desk import Desk
from pages.parts.sending.slices import moment_said
from pages.parts.sending.target import Target
from pages.parts.words import say

UNDONE = "undone_targets"
BUTTON = "yearly_undo_do"


def show_withdrawing(lang: str, desk: Desk, goes: Target) -> None:
    """Let a table of targets that stands be taken back; nothing where there is none."""
    file = st.session_state.pop(UNDONE, None)
    if file is not None:
        st.success(say(lang, "yearly.undone", file=escape(file)))
    standing = [one for one in reversed(sent_tables(newest(goes.store))) if not one.undone]
    if not standing:
        return
    # A table may be of any provinces: who has some of them only takes none back.
    event = about("targets", [(say(lang, "yearly.country"), "")])
    answer = asked(event, demonstration=goes.demonstration, pressed=BUTTON)
    if not answer:
        with st.popover(say(lang, "yearly.undo")):
            show_refusal(lang, answer)
        return
    with st.popover(say(lang, "yearly.undo")), st.form("yearly_undo", border=False):
        st.markdown(say(lang, "yearly.undo_about"))
        said = {one.upload: _said(lang, one) for one in standing}
        chosen = st.selectbox(
            say(lang, "yearly.which"),
            list(said),
            format_func=lambda upload: said.get(upload, upload),
            key="yearly_undo_which",
        )
        label = say(lang, "history.undo_name")
        name = ask_name(label, key="yearly_undo_name", value=desk.sender)
        sure = st.checkbox(say(lang, "history.undo_sure"), key="yearly_undo_sure")
        does = st.form_submit_button(say(lang, "history.undo_do"), key=BUTTON)
    if does and not (name and sure):
        st.error(say(lang, "history.undo_missing"))
    elif does:
        _withdraw(lang, desk, goes, chosen, name)


def _said(lang: str, one: SentTable) -> str:
    rows = number(one.rows, lang)
    sender = one.sender or say(lang, "history.nobody")
    return say(lang, "yearly.sent", at=moment_said(one.at), file=one.file, rows=rows, sender=sender)


def _withdraw(lang: str, desk: Desk, goes: Target, upload: str, name: str) -> None:
    desk.sender = name
    try:
        with from_here():
            undone = undo_targets(goes.store, upload, actor=name)
    except UploadError as error:
        _refused(lang, Problem(error.kind, says=error.says))
    except StoreError as error:
        _refused(lang, of_store(error))
    else:
        desk.told, st.session_state[UNDONE] = None, undone.file
        st.rerun()


def _refused(lang: str, problem: Problem) -> None:
    st.error(escape(f"{message(problem, lang)} {mend(problem, lang)}"))
