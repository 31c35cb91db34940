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


CHOSEN = "to"
"""The filter: its key on the page, and in the URL as on ours."""


@cache
def kept(file: str) -> tuple[dict[str, list[Call]], list[str]]:
    """Return the calls by choice, their figures built, and the names in the menu, if it has one.

    A figure is kept from click to click: a careful page does not build it again.
    """
    views, menu, figure = pickle.loads(Path(file).read_bytes())  # noqa: S301
    built = {
        choice: [
            (name, (figure(given[0]),) if name == "plotly_chart" else given, more)
            for name, given, more in calls
        ]
        for choice, calls in views.items()
    }
    return built, menu


def draw() -> None:
    """Draw the page, behind a menu if there is one, below a filter if there is a choice."""
    views, menu = kept(os.environ[GIVEN])
    calls = views[_chosen(list(views))]
    if menu:
        pages = [st.Page(lambda: _draw(calls), title=name, url_path=f"p{at}")
                 for at, name in enumerate(menu)]  # fmt: skip
        st.navigation(pages, position="top").run()
    else:
        _draw(calls)


def _chosen(choices: list[str]) -> str:
    if len(choices) == 1:
        return choices[0]
    picked = st.selectbox(CHOSEN, choices, key=f"filter_{CHOSEN}")
    return st.query_params.get(CHOSEN, picked)


def _draw(calls: list[Call]) -> None:
    for name, given, more in calls:
        getattr(st, name)(*given, **more)
