"""A bar with the step and the file while a long file is worked on; nothing for short ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from etl.line import Report
from etl.preview import preview
from pages.parts.format import number
from pages.parts.markdown import escape
from pages.parts.sending.desk import Desk, Pending
from pages.parts.sending.target import Target
from pages.parts.words import say

SHORT = 300_000
"""Bytes that are read and checked before anybody could read a bar."""
STEPS = {"read": 0.1, "check": 0.3, "compare": 0.7, "load": 0.7, "publish": 0.9}
Advance = Callable[[str], None]


@contextmanager
def waiting(lang: str, report: Report, *, place: str = "") -> Iterator[Advance]:
    """Show how far a file is; ``place`` says which of several it is (``2/5``)."""
    if len(report.data) < SHORT and not place:
        yield lambda _step: None
        return
    megabytes = number(round(len(report.data) / 1024 / 1024, 1), lang)
    about = f"{escape(report.name)} ({megabytes} MB) {place}".rstrip()
    bar = st.progress(0.0, about)

    def advance(step: str) -> None:
        words = say(lang, f"sending.step_{step}") if step in STEPS else ""
        bar.progress(STEPS.get(step, 0.8), " · ".join(filter(None, [about, words])))

    try:
        yield advance
    finally:
        bar.empty()


def look_at_all(lang: str, desk: Desk, goes: Target) -> None:
    """Look at every file that was not looked at yet; nothing is stored."""
    new = [pending for pending in desk.pending if pending.found is None]
    for at, pending in enumerate(new, start=1):
        place = f"{at}/{len(new)}" if len(new) > 1 else ""
        _look_at(lang, pending, goes, place)


def _look_at(lang: str, pending: Pending, goes: Target, place: str) -> None:
    with waiting(lang, pending.report, place=place) as advance:
        pending.found = preview(
            pending.report, goes.store, demonstration=goes.demonstration, progress=advance
        )
