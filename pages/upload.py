"""Send a monthly report: take the form, choose files, mend, confirm, and get a receipt."""

import streamlit as st

from pages.parts.rights import may, show_refusal
from pages.parts.sending.blank import show_blank
from pages.parts.sending.confirm import show_sending
from pages.parts.sending.desk import desk
from pages.parts.sending.intake import show_intake
from pages.parts.sending.receipts import show_receipts
from pages.parts.sending.review import show_review
from pages.parts.sending.target import show_target, target
from pages.parts.sending.waiting import look_at_all
from pages.parts.sending.yearly import show_yearly
from pages.parts.view import language
from pages.parts.words import say

lang, goes, work = language(), target(), desk()
st.header(say(lang, "sending.title"), anchor=False)
show_target(lang, goes)
sends = may("send", demonstration=goes.demonstration)
if not sends and not work.pending:
    show_refusal(lang, sends)
show_receipts(lang, work, goes)
if work.on_targets:
    show_yearly(lang, work, goes)
if work.pending:
    look_at_all(lang, work, goes)
    show_review(lang, work)
    show_sending(lang, work, goes)
    st.button(say(lang, "sending.leave"), on_click=work.clear, key="leave")
else:
    form, files = st.columns(2, gap="large")
    with form:
        show_blank(lang)
    with files:
        # The server takes no file from anybody else.
        if sends:
            show_intake(lang)
    if not work.on_targets:
        show_yearly(lang, work, goes)
