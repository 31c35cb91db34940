"""Lines as they stand in the file, to be mended where it is not clear where their cells end."""

from collections.abc import Sequence

import streamlit as st

from etl.mend import Line, with_lines
from etl.problem import Problem
from etl.problems import message
from pages.parts.format import number
from pages.parts.sending.desk import Pending
from pages.parts.words import say

# Its text is shown without the characters, so that it is mended as soon as it is taken.
SHOWN_MENDED = "control_character"


def show_lines(lang: str, pending: Pending, lines: Sequence[Line]) -> None:
    """Let the sender change broken lines and their neighbours; the file is checked again."""
    st.markdown(say(lang, "sending.lines"))
    with st.form(f"lines_{pending.number}", border=False):
        texts = {line: _line(lang, pending, line) for line in lines}
        asked = st.form_submit_button(say(lang, "sending.check_again"), type="primary")
    changed = {
        line.at: text
        for line, text in texts.items()
        if text != line.text or line.fault == SHOWN_MENDED
    }
    if asked and changed:
        pending.replace(with_lines(pending.report, changed))
        st.rerun()


def _line(lang: str, pending: Pending, line: Line) -> str:
    label = say(lang, "sending.line", row=line.row)
    if line.fault:
        label = f":red[**{label}**: {message(Problem(line.fault, line.row), lang)}]"
    text = st.text_area(
        label,
        value=line.text,
        height="content",
        key=f"line_{pending.number}_{pending.round}_{line.at}",
    )
    if line.length > len(line.text):
        shown, whole = number(len(line.text), lang), number(line.length, lang)
        st.caption(say(lang, "sending.line_long", n=whole, shown=shown))
    return text
