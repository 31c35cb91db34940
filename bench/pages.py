"""Time a warm rerun of the overview beside a bare page that draws the same and nothing else."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).parents[1] / "pages" / "frame.py"
TIMES = 20
ELEMENTS = ("metric", "plotly_chart", "dataframe")
BARE = "from bench.pages import draw\ndraw()"

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
_drawn: list[Call] = []


def draw() -> None:
    """Draw what the overview drew: its metrics, charts and tables with the same contents."""
    for name, given, more in _drawn:
        getattr(st, name)(*given, **more)


@contextmanager
def _noted() -> Iterator[list[Call]]:
    """Note every metric, chart and table that a page draws."""
    noted: list[Call] = []

    def noting(name: str) -> Any:  # noqa: ANN401
        real = getattr(st, name)

        def note(*given: Any, **more: Any) -> Any:  # noqa: ANN401
            kept = {key: value for key, value in more.items() if key != "on_select"}
            noted.append((name, given, kept))
            return real(*given, **more)

        return patch.object(st, name, note)

    with noting(ELEMENTS[0]), noting(ELEMENTS[1]), noting(ELEMENTS[2]):
        yield noted


def measure(store: Path, *, times: int = TIMES) -> dict[str, Any]:
    """Return the median milliseconds of both, taken turn by turn, and their ratio."""
    with patch.dict(os.environ, {"DASHBOARD_STORE": str(store)}):
        page = AppTest.from_file(str(FRAME), default_timeout=120).run()
        with _noted() as noted:
            page.run()
        _drawn[:] = noted
        bare = AppTest.from_string(BARE, default_timeout=120).run()
        for at in (page, bare):
            if at.exception:
                raise RuntimeError(at.exception[0].value)
        turns = [(_milliseconds(page), _milliseconds(bare)) for _ in range(times + 1)][1:]
    ours, theirs = (median(side) for side in zip(*turns, strict=True))
    counts = {name: sum(call[0] == name for call in noted) for name in ELEMENTS}
    return {
        "overview_ms": round(ours, 1),
        "bare_ms": round(theirs, 1),
        "ratio": round(ours / theirs, 2),
        **counts,
    }


def _milliseconds(page: AppTest) -> float:
    start = time.process_time()
    page.run()
    return (time.process_time() - start) * 1000
