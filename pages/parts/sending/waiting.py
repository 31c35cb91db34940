"""A bar with the step, the rows and the time left while a long file is worked on."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from etl.line import Report
from etl.preview import preview
from etl.progress import Progress, silent
from pages.parts.format import number
from pages.parts.markdown import escape
from pages.parts.sending.desk import Desk, Pending
from pages.parts.sending.target import Target
from pages.parts.words import say

SHORT = 300_000
"""Bytes that are read and checked before anybody could read a bar."""
STEPS = {"read": (0.25, 0.5), "check": (0.5, 0.6), "compare": (0.6, 1.0), "load": (0.6, 0.9)}
"""Which part of the whole each step is, as measured with a workbook of 100,000 rows."""
BEGUN, LAST = 0.05, (0.9, 1.0)
SOON = 0.5
"""Seconds after which the time that is left can be told."""


@contextmanager
def waiting(lang: str, report: Report, *, place: str = "") -> Iterator[Progress]:
    """Show how far a file is; ``place`` says which of several it is (``2/5``)."""
    if len(report.data) < SHORT and not place:
        yield silent
        return
    megabytes = number(round(len(report.data) / 1024 / 1024, 1), lang)
    about = f"{escape(report.name)} ({megabytes} MB) {place}".rstrip()
    bar, begun = st.progress(0.0, about), time.monotonic()

    def advance(step: str, rows: int = 0, of: int = 0) -> None:
        done = share(step, rows, of)
        words = [about, say(lang, f"sending.step_{step}")]
        words += [_rows(lang, rows, of), _left(lang, time.monotonic() - begun, done)]
        bar.progress(done, " · ".join(filter(None, words)))

    try:
        yield advance
    finally:
        bar.empty()


def share(step: str, rows: int, of: int) -> float:
    """Return which share of the whole work is done."""
    if step == "read" and not of:
        return BEGUN
    first, end = STEPS.get(step, LAST)
    return first + (end - first) * rows / of if of else first


def _rows(lang: str, rows: int, of: int) -> str:
    if not of:
        return ""
    name = "sending.rows_done" if rows else "sending.rows_all"
    return say(lang, name, rows=number(rows, lang), of=number(of, lang))


def _left(lang: str, spent: float, done: float) -> str:
    """Say how long it will still take if it goes on as fast as until now."""
    if spent < SOON:
        return ""
    return say(lang, "sending.left", n=max(1, round(spent / done * (1 - done))))


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
