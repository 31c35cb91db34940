"""What a reader is told where the program failed: one sentence, and a number for the log."""

import logging
from urllib.parse import urlsplit

import streamlit as st

from access.logs import reference, told
from access.measures import FAILURES
from pages.parts.rights import who
from pages.parts.view import language
from pages.parts.words import say

LOG = logging.getLogger(__name__)
# Streamlit logs the same trace once more, under no number.
logging.getLogger("streamlit.error_util").addFilter(
    lambda record: record.getMessage() != "Uncaught app execution"
)


def show_mishap(error: Exception) -> bool:
    """Log the trace under a new number and show that number; Streamlit's own box is left out."""
    number = reference()
    FAILURES.labels("page").inc()
    path = urlsplit(st.context.url or "").path
    LOG.error(
        "page failed",
        exc_info=error,
        extra=told(reference=number, account=_account(), path=path),
    )
    st.error(say(language(), "frame.failed", reference=number))
    return True


def _account() -> str:
    try:
        account = who()
    except Exception:
        # It may be what failed in the first place; the trace is worth more than the name.
        return ""
    return account.name if account else ""
