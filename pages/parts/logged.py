"""An action asked for through a page is allowed, or refused and then in the audit log."""

import logging
import sqlite3
from dataclasses import replace

from access import Answer, events
from pages.parts import rights

LOG = logging.getLogger(__name__)


def asked(
    event: events.Event, *, demonstration: bool = False, of: rights.Visitor | None = None
) -> Answer:
    """Say whether what is about to be done may be done; if not, write down that it was asked for.

    For what a reader asks to be done, at that moment; ``may`` says what is to be offered.
    """
    here = of or rights.visitor()
    answer = rights.may(event.action, event.provinces, demonstration=demonstration, of=here)
    if not answer:
        name = answer.account.name if answer.account else ""
        _write(replace(event, actor=name, place=here.address, result="refused", detail=answer.why))
    return answer


def _write(event: events.Event) -> None:
    """Write it down; where that fails it is refused all the same."""
    try:
        events.add(event)
    except (OSError, sqlite3.Error):
        LOG.exception("A refusal could not be written into the audit log: %s", event)
