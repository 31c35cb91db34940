"""A choice of one page, kept in the URL like the shared filters."""

from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

PIXELS = 360
"""A list of short names needs no more, also where the page is wider."""
LONGEST = 200
"""The letters a search may have."""
SHOWN = "page_shown"


def note_page() -> None:
    """Note which page is shown now, for the choices that arrive with the next run."""
    st.session_state[SHOWN] = _path()


def _path() -> str:
    return urlsplit(st.context.url or "").path


def take(key: str, widget: str) -> None:
    """Put what the reader chose into the URL; nothing chosen leaves nothing there."""
    put(key, st.session_state[widget])


def put(key: str, value: str | Sequence[str] | None) -> None:
    """Put a value into the URL; nothing leaves nothing there."""
    change({key: value})


def change(values: Mapping[str, str | Sequence[str] | None]) -> None:
    """Change several values of the URL in one step: one step back undoes them.

    Nobody chooses and opens another page at once. What arrives so is an echo: the browser tells how
    the filters stood before it had heard of the last change.
    """
    if st.session_state.get(SHOWN, _path()) != _path():
        return
    there = {key: st.query_params.get_all(key) for key in st.query_params}
    wanted = {**there, **values}
    st.query_params.from_dict({key: value for key, value in wanted.items() if value})


def pick(key: str, label: str, options: Mapping[str, str], *, buttons: bool = True) -> str:
    """Return the id chosen among ``options`` (id to name); the first is there unless chosen."""
    ids = list(options)
    asked = st.query_params.get(key)
    widget = f"pick_{key}"
    st.session_state[widget] = asked if asked in options else ids[0]
    if buttons:
        st.segmented_control(
            label,
            ids,
            format_func=lambda id: options[id],
            key=widget,
            required=True,
            on_change=take,
            args=(key, widget),
            label_visibility="collapsed",
        )
    else:
        st.selectbox(
            label,
            ids,
            format_func=lambda id: options[id],
            key=widget,
            on_change=take,
            args=(key, widget),
            width=PIXELS,
        )
    return str(st.session_state[widget])


def choose(key: str, label: str, names: Sequence[str], *, chosen: str | None) -> None:
    """Let the reader choose one of many names; the URL then says which."""
    widget = f"choose_{key}"
    st.session_state[widget] = chosen
    st.selectbox(
        label,
        names,
        index=None,
        placeholder=label,
        width=PIXELS,
        key=widget,
        on_change=take,
        args=(key, widget),
        label_visibility="collapsed",
    )


def search(
    label: str, hint: str, *, widget: str, width: int | Literal["stretch"] = "stretch"
) -> str:
    """Let the reader search for a text, return it, and put it into the URL as ``q``."""
    st.session_state[widget] = st.query_params.get("q", "")[:LONGEST]
    st.text_input(
        label,
        key=widget,
        placeholder=hint,
        on_change=take,
        args=("q", widget),
        max_chars=LONGEST,
        width=width,
    )
    return str(st.session_state[widget])
