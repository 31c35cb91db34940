"""Time the clicks of many readers at once, beside as many on the bare page."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from bench.pages import bare, kept, overview
from bench.served import ROOT, Reader, Server, serving

COUNTS = (1, 5, 20, 50)
CLICKS = 10
THINKING = 1.0
"""Seconds between what is drawn and the next click."""
UPLOADED = 20
"""So many readers click while a report is loaded."""
# What is clicked: every view has been drawn before, so that its answers are kept.
VIEWS = ("", "grain=quarter", "measure=classes", "boundaries=current")


def measure(
    store: Path,
    report: Path,
    tell: Callable[[str], None],
    *,
    counts: Sequence[int] = COUNTS,
    clicks: int = CLICKS,
) -> dict[str, Any]:
    """Return p50 and p95 in milliseconds for each number of readers, and the megabytes of one.

    ``report`` is loaded while UPLOADED readers click; the bare page has nothing to load into.
    """
    with patch.dict(os.environ, {"DASHBOARD_STORE": str(store)}), TemporaryDirectory() as folder:
        drawn = kept(Path(folder) / "bare", overview()[0])
        with serving("dashboard.py") as ours, bare(drawn) as other:
            servers = {"overview": ours, "bare": other}
            found = {name: _grown(server, max(counts)) for name, server in servers.items()}
            for many in counts:
                tell(f"{many} readers …")
                for name, server in servers.items():
                    found[name][str(many)] = _said(_clicked(server, many, clicks))
            tell(f"{UPLOADED} readers while a report is loaded …")
            found["overview"]["loading"] = _during(ours, report, store, clicks)
    return found


def _grown(server: Server, most: int) -> dict[str, Any]:
    """Return what a session holds: the memory of many less that of one, shared out."""
    with ExitStack() as stack:
        _looks_around(stack.enter_context(server.reader()))
        before = server.megabytes()
        for _ in range(most):
            _looks_around(stack.enter_context(server.reader()))
        return {"session_mb": round((server.megabytes() - before) / max(most, 1), 2)}


def _looks_around(reader: Reader) -> None:
    for view in VIEWS:
        reader.rerun(view)


def _clicked(server: Server, many: int, clicks: int) -> list[float]:
    """Return the seconds of each click of so many readers who think in between."""
    with ExitStack() as stack, ThreadPoolExecutor(many) as at_once:
        readers = [stack.enter_context(server.reader()) for _ in range(many)]
        for reader in readers:
            reader.rerun()
        starts = [THINKING * number / many for number in range(many)]
        found = at_once.map(_clicks, readers, starts, [clicks] * many)
        return [seconds for each in found for seconds in each]


def _clicks(reader: Reader, start: float, clicks: int) -> list[float]:
    time.sleep(start)
    found = []
    for view in islice(cycle(VIEWS[1:] + VIEWS[:1]), clicks):
        begun = time.perf_counter()
        reader.rerun(view)
        found.append(time.perf_counter() - begun)
        time.sleep(THINKING)
    return found


def _said(found: Sequence[float]) -> dict[str, float]:
    """Return the middle and the slow end in milliseconds."""
    slow = quantiles(found, n=20, method="inclusive")[-1]
    return {"p50": round(median(found) * 1000, 1), "p95": round(slow * 1000, 1)}


def _during(server: Server, report: Path, store: Path, clicks: int) -> dict[str, float]:
    command = [sys.executable, "-m", "etl", "load", str(report)]
    around = os.environ | {"DASHBOARD_STORE": str(store)}
    with subprocess.Popen(command, cwd=ROOT, env=around, stdout=subprocess.DEVNULL) as loading:
        found = _said(_clicked(server, UPLOADED, clicks))
    if loading.returncode:
        raise subprocess.CalledProcessError(loading.returncode, command)
    return found
