"""An action asked for through a page is allowed, or refused and then in the audit log."""

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace

import streamlit as st

from access import Answer, events
from data.place import coming_from
from pages.parts import rights

LOG = logging.getLogger(__name__)


def asked(
    event: events.Event,
    *,
    demonstration: bool = False,
    pressed: str = "",
    once: bool = False,
    of: rights.Visitor | None = None,
) -> Answer:
    """Say whether it may be done; if not, write down that it was asked for.

    ``pressed`` is the key of the button that asks for it, where it is also asked whether that is
    to be drawn: a button that is gone now may still have been clicked a moment ago. ``once``: not
    written down again and again while a page that is refused stays open.
    """
    here = of or rights.visitor()
    answer = rights.may(event.action, event.provinces, demonstration=demonstration, of=here)
    if not answer and (not pressed or st.session_state.get(pressed)):
        name = answer.account.name if answer.account else ""
        told = replace(event, actor=name, place=here.address, result="refused", detail=answer.why)
        _write(told, once=once)
    return answer


def about(
    action: str, slices: Iterable[tuple[str, str]], file: str = "", detail: str = ""
) -> events.Event:
    """Return an action that is about some provinces and periods, by name and month."""
    pairs = list(slices)
    periods = sorted(period for _, period in pairs if period) or [""]
    names = tuple(dict.fromkeys(sorted(name for name, _ in pairs)))
    return events.Event(
        action, about=file, provinces=names, first=periods[0], last=periods[-1], detail=detail
    )


def from_here() -> AbstractContextManager[None]:
    """Let what is done be written down with the address of whose page it is."""
    return coming_from(rights.visitor().address)


def _write(event: events.Event, *, once: bool) -> None:
    """Write it down; where that fails it is refused all the same."""
    try:
        events.add(event, once=once)
    except (OSError, sqlite3.Error):
        LOG.exception("A refusal could not be written into the audit log: %s", event)
