"""Time a cold start to the first chart in a browser, beside the bare page."""

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from playwright.sync_api import Browser

from bench.chromium import chromium, first_chart
from bench.pages import bare, kept, overview
from bench.served import Server, serving

Start = Callable[[], AbstractContextManager[Server]]


def measure(store: Path, *, times: int = 5) -> dict[str, Any]:
    """Return the median seconds until the server answers, and from there to the first chart.

    Each time the server is started anew, and the browser has nothing kept. ``again`` is a first
    view by another browser of the server that runs.
    """
    with (
        patch.dict(os.environ, {"DASHBOARD_STORE": str(store)}),
        TemporaryDirectory() as folder,
        chromium() as browser,
    ):
        drawn = kept(Path(folder) / "bare", overview()[0])
        starts: dict[str, Start] = {
            "overview": lambda: serving("dashboard.py"),
            "bare": lambda: bare(drawn),
        }
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in starts}
        for _ in range(times):
            for name, start in starts.items():
                runs[name].append(_started(start, browser))
    return {
        name: {part: round(median(run[part] for run in each), 2) for part in each[0]}
        for name, each in runs.items()
    }


def _started(start: Start, browser: Browser) -> dict[str, float]:
    begun = time.perf_counter()
    with start() as server:
        answers = time.perf_counter() - begun
        first = first_chart(browser, f"http://{server.host}/")
        return {
            "answers": answers,
            "first": first,
            "again": first_chart(browser, f"http://{server.host}/"),
        }
