"""The last step: the sender's name, a reason where there are warnings, and "Gửi"."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from etl.line import ingest
from etl.receipt import Outcome
from pages.parts.logged import about, asked, from_here
from pages.parts.rights import ask_name, show_refusal
from pages.parts.sending.desk import Desk, Pending, Receipt
from pages.parts.sending.target import Target
from pages.parts.sending.waiting import waiting
from pages.parts.words import say

LONGEST_REASON = 500
BUTTON = "send_button"


def show_sending(lang: str, desk: Desk, goes: Target) -> None:
    """Ask for what is still missing and send every file without an error."""
    ready = [pending for pending in desk.pending if pending.sendable]
    if not ready:
        return
    warned = sum(len(pending.preview.outcome.warnings) for pending in ready)
    st.subheader(say(lang, "sending.send_title"), anchor=False)
    _overlap(lang, ready)
    if not _may(lang, goes, ready):
        return
    with st.form("send", border=False, enter_to_submit=False):
        label = say(lang, "sending.sender")
        sender = ask_name(label, key="sender", value=desk.sender, width=480)
        reason = _reason(lang, warned)
        label = say(lang, "sending.send_one") if len(ready) == 1 else _many(lang, ready)
        sends = st.form_submit_button(label, type="primary", key=BUTTON)
    if sends and _complete(lang, sender, reason, warned) and _may(lang, goes, ready):
        desk.sender = sender
        _send(lang, desk, goes, ready, reason)
        st.rerun()


def _may(lang: str, goes: Target, ready: Sequence[Pending]) -> bool:
    """Say whether all of it may be sent, and why not."""
    slices = [(s.province, s.period) for p in ready for s in p.preview.outcome.slices]
    send = about("send", slices, ", ".join(pending.report.name for pending in ready))
    answer = asked(send, demonstration=goes.demonstration, pressed=BUTTON)
    if not answer:
        show_refusal(lang, answer)
    return bool(answer)


def _many(lang: str, ready: Sequence[Pending]) -> str:
    return say(lang, "sending.send_many", n=len(ready))


def _reason(lang: str, warned: int) -> str:
    """Ask once why the report is sent in spite of its warnings; the answer is kept with it."""
    if not warned:
        return ""
    return st.text_input(
        say(lang, "sending.reason", n=warned), key="reason", max_chars=LONGEST_REASON, width=720
    ).strip()


def _complete(lang: str, sender: str, reason: str, warned: int) -> bool:
    """Say what is missing before anything is sent."""
    if not sender:
        st.error(say(lang, "sending.sender_missing"))
    if warned and not reason:
        st.error(say(lang, "sending.reason_missing"))
    return bool(sender and (reason or not warned))


def _overlap(lang: str, ready: Sequence[Pending]) -> None:
    """Say it if two files speak of the same slice: they are taken in their order."""
    slices = [
        {(s.vintage, s.code, s.period) for s in pending.preview.outcome.slices} for pending in ready
    ]
    if sum(map(len, slices)) > len(set().union(*slices)):
        st.warning(say(lang, "sending.overlap"))


def _send(lang: str, desk: Desk, goes: Target, ready: Sequence[Pending], reason: str) -> None:
    """Send in the order given; what was loaded leaves the desk, the rest is looked at again."""
    reports = [replace(pending.report, sender=desk.sender) for pending in ready]
    largest = max(reports, key=lambda report: len(report.data))
    with waiting(lang, largest) as advance, from_here():
        outcomes = ingest(
            reports,
            goes.store,
            demonstration=goes.demonstration,
            progress=advance,
            base=[slice for pending in ready for slice in pending.preview.base],
            reason=reason,
        )
    _file_away(desk, ready, outcomes)


def _file_away(desk: Desk, ready: Sequence[Pending], outcomes: Sequence[Outcome]) -> None:
    pairs = list(zip(ready, outcomes, strict=True))
    desk.receipts[:] = [Receipt(o, p.kinds) for p, o in pairs if o.status != "refused"]
    done = [pending for pending, outcome in pairs if outcome.status != "refused"]
    desk.pending[:] = [pending for pending in desk.pending if pending not in done]
    for pending in desk.pending:
        pending.forget()
    for pending, outcome in pairs:
        pending.told = outcome.problems
