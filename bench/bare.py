"""The page that ours is measured against: the same numbers, charts and tables, and no more."""

import os
import pickle
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

GIVEN = "BENCH_DRAWN"
"""The setting that names the file with what is drawn."""
SCRIPT = "from bench.bare import draw\ndraw()\n"
"""What is served: what this module keeps outlives the click."""
Call = tuple[str, tuple[Any, ...], dict[str, Any]]


@cache
def kept(file: str) -> tuple[list[Call], list[str]]:
    """Return the calls, their figures built, and the names in the menu, empty for none.

    A figure is kept from click to click: a careful page does not build it again.
    """
    calls, menu, figure = pickle.loads(Path(file).read_bytes())  # noqa: S301
    built = [
        (name, (figure(given[0]),) if name == "plotly_chart" else given, more)
        for name, given, more in calls
    ]
    return built, menu


def draw() -> None:
    """Draw the page, behind a menu if there is one."""
    calls, menu = kept(os.environ[GIVEN])
    if menu:
        pages = [st.Page(lambda: _draw(calls), title=name, url_path=f"p{at}")
                 for at, name in enumerate(menu)]  # fmt: skip
        st.navigation(pages, position="top").run()
    else:
        _draw(calls)


def _draw(calls: list[Call]) -> None:
    for name, given, more in calls:
        getattr(st, name)(*given, **more)
