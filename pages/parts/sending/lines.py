"""Lines as they stand in the file, to be mended where it is not clear where their cells end."""

from collections.abc import Mapping, Sequence

import streamlit as st

from etl.mend import Line, requoted_lines, with_lines
from pages.parts.format import number
from pages.parts.sending.desk import Pending
from pages.parts.sending.problems import rows_said
from pages.parts.words import say

# Its text is shown without the characters, so that it is mended as soon as it is taken.
SHOWN_MENDED = "control_character"


def show_lines(lang: str, pending: Pending, lines: Sequence[Line]) -> None:
    """Let the sender change broken lines and their neighbours; the file is checked again."""
    _offer(lang, pending)
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


def _offer(lang: str, pending: Pending) -> None:
    """Offer the quotes rewritten where only one reading has as many cells as the header."""
    found = pending.once("requoted", lambda: requoted_lines(pending.report))
    if found:
        rows = rows_said(lang, sorted(row for row, _ in found.values()))
        st.button(
            say(lang, "sending.requote", rows=rows),
            key=f"requote_{pending.number}",
            on_click=_requote,
            args=(pending, {at: text for at, (_, text) in found.items()}),
        )


def _requote(pending: Pending, texts: Mapping[int, str]) -> None:
    pending.replace(with_lines(pending.report, texts))


def _line(lang: str, pending: Pending, line: Line) -> str:
    """Show a broken line in a box that holds all of it, a neighbour in one as high as a line."""
    key = f"line_{pending.number}_{pending.round}_{line.at}"
    label = say(lang, "sending.line", row=line.row)
    if line.fault is None:
        return st.text_input(label, line.text, key=key)
    text = st.text_area(
        f"**{say(lang, 'sending.line_broken', row=line.row)}**",
        line.text,
        height="content",
        key=key,
    )
    if line.length > len(line.text):
        shown, whole = number(len(line.text), lang), number(line.length, lang)
        st.caption(say(lang, "sending.line_long", n=whole, shown=shown))
    return text
