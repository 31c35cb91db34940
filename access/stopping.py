"""The end of the server: SIGTERM is a normal one, and what is being written ends first."""

import logging
import os
import signal
import threading
from types import FrameType
from typing import Any

from starlette.concurrency import run_in_threadpool

from data.settled import settled
from data.store import office

LOG = logging.getLogger(__name__)
SETTING = "DASHBOARD_STOP_SECONDS"
"""How long a report that is being loaded is waited for."""
USUAL = 20.0
CONNECTIONS = 5
"""Seconds for open pages and requests to be done with."""


def end_normally() -> None:
    """Let SIGTERM end the server as asked, with exit 0, within a known time.

    Its own handler waits for open requests without end, and then dies of the signal.
    """
    server: Any = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    mine = threading.current_thread() is threading.main_thread()
    if not mine or not hasattr(server, "should_exit"):
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    server.config.timeout_graceful_shutdown = CONNECTIONS
    signal.signal(signal.SIGTERM, stop)


async def let_writers_end() -> None:
    """Wait for a report that is being loaded; what takes too long leaves the version before."""
    whole = await run_in_threadpool(settled, office(), _patience())
    LOG.log(
        logging.INFO if whole else logging.WARNING,
        "server stopped" if whole else "server stopped while a report was being loaded",
    )


def _patience() -> float:
    try:
        return max(0.0, float(os.environ.get(SETTING, "")))
    except ValueError:
        return USUAL
