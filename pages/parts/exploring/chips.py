"""The filters of the page as chips: seen, taken off one by one or all at once, and added."""

from collections.abc import Callable

import streamlit as st

from data.catalog import catalog
from data.filters import CURRENT, NOT_STATED, Filters
from data.questions import Question
from pages.parts.answers import answer, indicators
from pages.parts.exploring.asking import window_of
from pages.parts.exploring.inquiry import FILTERED, MOST_VALUES, TIMES, Inquiry
from pages.parts.exploring.saying import dimension_said, listed, value_said, values_said
from pages.parts.filters import show_places
from pages.parts.markdown import escape
from pages.parts.pick import change, search, take
from pages.parts.view import View

SEEN = 4
ADDED = tuple(d for d in FILTERED if d not in TIMES)
Chip = tuple[str, Callable[[], None], str]
SHARED = ("region", "province", "boundaries")


def show_chips(view: View, inquiry: Inquiry) -> None:
    """Show up to four filters, the others behind a button, and a way to clear them all."""
    chips = [*_shared(view), *_own(view, inquiry)]
    for label, remove, key in chips[:SEEN]:
        st.button(label, key=f"chip_{key}", on_click=remove, help=view.say("explore.remove"))
    if chips[SEEN:]:
        with st.popover(view.say("explore.more", n=len(chips) - SEEN)):
            for label, remove, key in chips[SEEN:]:
                st.button(label, key=f"chip_{key}", on_click=remove)
    if chips:
        clear = view.say("explore.clear")
        st.button(clear, key="chips_clear", type="tertiary", on_click=clear_all)


def clear_all() -> None:
    """Forget every filter, also the places chosen on other pages; question and periods stay."""
    change(dict.fromkeys((*SHARED, *FILTERED, "q", "at"), ""))


def _shared(view: View) -> list[Chip]:
    """Return the filters that other pages have as well, as far as they were chosen."""
    choice = view.scope.choice
    names = ", ".join(choice.provinces[:3]) + (" …" if len(choice.provinces) > 3 else "")
    drawn = view.say("filters.current") if choice.boundaries == CURRENT else ""
    said = {"region": choice.region or "", "province": names, "boundaries": drawn}
    return [
        _chip(f"{view.say(f'filters.{key}')}: {said[key]}", _remover(key), key)
        for key in SHARED
        if said[key]
    ]


def _own(view: View, inquiry: Inquiry) -> list[Chip]:
    chips = [
        _chip(f"{dimension_said(view, d)}: {values_said(view, d, values)}", _remover(d), d)
        for d, values in inquiry.chosen
    ]
    if inquiry.search:
        chips.append(_chip(f"“{inquiry.search}”", _remover("q"), "q"))
    return chips


def _chip(text: str, remove: Callable[[], None], key: str) -> Chip:
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return f"{escape(short)} ✕", remove, key


def _remover(key: str) -> Callable[[], None]:
    def remove() -> None:
        change({key: "", "at": ""})

    return remove


def show_adding(view: View, inquiry: Inquiry) -> None:
    """Let filters be added behind a button: places, a search, and values of every dimension."""
    adding = st.popover(view.say("explore.add"), key="explore_add", on_change="rerun")
    if not adding.open:
        return
    with adding:
        show_places(view)
        search(view.say("explore.search"), view.say("records.hint"), widget="explore_q")
        for dimension in ADDED:
            _show_values(view, inquiry, dimension)


def _show_values(view: View, inquiry: Inquiry, dimension: str) -> None:
    widget = f"explore_where_{dimension}"
    chosen = [listed(dimension, value) for value in inquiry.where.get(dimension, ())]
    st.session_state[widget] = chosen
    st.multiselect(
        dimension_said(view, dimension),
        list(dict.fromkeys([*_options(view, inquiry, dimension), *chosen])),
        format_func=lambda value: value_said(view, dimension, value),
        key=widget,
        max_selections=MOST_VALUES,
        on_change=take,
        args=(dimension, widget),
        placeholder=view.say("explore.any"),
    )


def _options(view: View, inquiry: Inquiry, dimension: str) -> list[str]:
    """Return the values there are: those of a list, or what the reports of the time say."""
    listed = [item.id for item in catalog().lists.get(dimension, ())]
    if dimension in ("kind", "status"):
        return listed
    window = window_of(view, inquiry)
    question = Question(indicators(), (dimension,), Filters({}, window.first, window.last))
    typed = [v for v in answer(view.warehouse, question)[dimension].tolist() if isinstance(v, str)]
    return [*listed, *(value for value in typed if value not in listed), NOT_STATED]
