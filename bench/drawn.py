"""What a page of ours draws, noted call by call: the numbers, charts and tables of its twins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import pandas as pd
import streamlit as st

from bench.bare import Call
from bench.opened import at_the_machine, whole

ELEMENTS = ("metric", "plotly_chart", "dataframe", "html")
PICTURE = "<img"
"""What a bare page has as many of, of the same size."""
TEXTS = {
    "Caption": "caption", "Markdown": "markdown", "Header": "header", "Subheader": "subheader",
    "Code": "code", "Html": "html",
}  # fmt: skip
CHOICES = {
    "Selectbox": "selectbox", "Multiselect": "multiselect", "ButtonGroup": "pills",
    "Radio": "radio",
}  # fmt: skip
CONTROLS: Mapping[str, tuple[str, Callable[[Any], Sequence[Any]]]] = {
    **{name: (called, lambda node: [list(node.options)]) for name, called in CHOICES.items()},
    "TextInput": ("text_input", lambda _: ()),
    "Button": ("button", lambda _: ()),
    "Checkbox": ("checkbox", lambda _: ()),
    "DownloadButton": ("download_button", lambda _: [b""]),
}
"""What a dressed page has besides, as AppTest and Streamlit call it."""
SOMEWHERE = "http://127.0.0.1/"


def drawn(page: Any) -> list[Call]:  # noqa: ANN401
    """Return the elements that an opened page draws in one more run."""
    return [_plain(call) for call in noted(page, ELEMENTS) if _is_shown(call)]


def _is_shown(call: Call) -> bool:
    """Say whether a call draws something: of HTML a picture does, a style does not."""
    name, (first, *_), _more = call
    return name != "html" or str(first).startswith(PICTURE)


def around(page: Any) -> list[Call]:  # noqa: ANN401
    """Return as calls what an opened page has beside those: texts, choices, buttons, containers."""
    nodes = (node for root in page._tree.children.values() for node in _within(root))
    return [call for at, node in enumerate(nodes) for call in _beside(node, f"beside_{at}")]


def _within(node: Any) -> Iterator[Any]:  # noqa: ANN401
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _within(child)


def _beside(node: Any, key: str) -> Iterator[Call]:  # noqa: ANN401
    """Return one part of a page, without what works it out."""
    called = type(node).__name__
    if hasattr(node, "children"):
        yield "container", (), {}
    elif called in TEXTS and not str(node.value).startswith(PICTURE):
        yield TEXTS[called], (node.value,), {}
    elif called == "PageLink":
        yield "page_link", (SOMEWHERE,), {"label": node.label}
    elif called in CONTROLS:
        name, more = CONTROLS[called]
        yield name, (node.label, *more(node)), {"key": key}


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
        first = pd.DataFrame(getattr(first, "data", first))
    return name, (first, *others), more
