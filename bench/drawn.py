"""What a page of ours draws, noted call by call: the numbers, charts and tables of its twins."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import streamlit as st

from bench.bare import Call
from bench.opened import at_the_machine, whole

ELEMENTS = ("metric", "plotly_chart", "dataframe")
"""What a bare page has as many of, of the same size."""


def drawn(page: Any) -> list[Call]:  # noqa: ANN401
    """Return the elements that an opened page draws in one more run."""
    return [_plain(call) for call in noted(page, ELEMENTS)]


def noted(page: Any, names: Sequence[str]) -> list[Call]:  # noqa: ANN401
    """Return the calls of some of Streamlit's functions in one more run of an opened page."""
    calls: list[Call] = []
    with at_the_machine(), ExitStack() as stack:
        for name in names:
            stack.enter_context(_noting(name, calls))
        whole(page.run())
    return calls


@contextmanager
def _noting(name: str, calls: list[Call]) -> Iterator[None]:
    """Note every call of one of Streamlit's functions."""
    real = getattr(st, name)

    def note(*given: Any, **more: Any) -> Any:  # noqa: ANN401
        calls.append((name, given, {k: v for k, v in more.items() if k != "on_select"}))
        return real(*given, **more)

    with patch.object(st, name, note):
        yield


def _plain(call: Call) -> Call:
    """Return a call with what is shown alone: our figures and tables know how to be written."""
    name, (first, *others), more = call
    if name == "plotly_chart":
        first = first.to_dict()
    elif name == "dataframe":
        first = getattr(first, "data", first)
    return name, (first, *others), more
