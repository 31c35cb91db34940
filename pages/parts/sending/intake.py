"""Where files are chosen; the form clears itself, or a file would be taken again on a click."""

import streamlit as st

from etl.line import Report
from pages.parts.format import number
from pages.parts.sending.desk import MOST_BYTES, MOST_ROWS, desk
from pages.parts.words import say


def show_intake(lang: str) -> None:
    """Let the sender choose one or many files and look at them; nothing is stored yet."""
    st.subheader(say(lang, "sending.choose"), anchor=False)
    st.markdown(say(lang, "sending.choose_about"))
    with st.form("intake", clear_on_submit=True, border=False):
        files = st.file_uploader(
            say(lang, "sending.files"),
            accept_multiple_files=True,
            key="sent_files",
            max_upload_size=MOST_BYTES // 1024 // 1024,
            label_visibility="collapsed",
        )
        st.caption(say(lang, "sending.limits", rows=number(MOST_ROWS, lang)))
        asked = st.form_submit_button(say(lang, "sending.look"), type="primary")
    if asked and not files:
        st.warning(say(lang, "sending.no_file"))
    elif asked:
        desk().put([Report(file.name, file.getvalue()) for file in files])
        st.rerun()
