"""The shared filters in one row, on a phone behind a button, each in the URL."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.filters import CURRENT, REPORTED
from data.periods import GRAINS, MERGER
from data.provinces import provinces
from pages.parts.choice import KEYS, Choice, regions
from pages.parts.format import month
from pages.parts.pick import change, put, take
from pages.parts.scope import named
from pages.parts.view import View

WIDTHS = (3, 3, 4, 5, 4, 3)
BOUNDARIES = (REPORTED, CURRENT)


def show_filters(view: View) -> None:
    """Show every shared filter with what is chosen now: one row, or on a phone one column."""
    if not view.look.narrow:
        _filters(view, st.columns(WIDTHS))
        return
    _filters(view, [st.container() for _ in WIDTHS])
    if view.scope.choice != Choice():
        st.button(view.say("filters.clear"), on_click=clear, key="clear_filters")


def show_periods(view: View, places: Sequence[DeltaGenerator], usual: Sequence[str]) -> None:
    """Show the first and last period in two places; ``usual`` are those if none is chosen."""
    known = list(reversed(view.scope.known.periods))
    for key, place, period in zip(("from", "to"), places, usual, strict=True):
        _optional(view, place, key, known, month(period))


def show_places(view: View) -> None:
    """Show the filters of places and boundaries below each other."""
    _optional(view, st.container(), "region", _regions(view), view.say("filters.country"))
    _provinces(view, st.container())
    _select(view, st.container(), "boundaries", BOUNDARIES, view.scope.choice.boundaries)


def clear() -> None:
    """Forget every shared filter; the language stays."""
    change(dict.fromkeys(KEYS))


def _filters(view: View, places: Sequence[DeltaGenerator]) -> None:
    choice, window = view.scope.choice, view.scope.window
    show_periods(view, places[:2], (window.first, window.last))
    _optional(view, places[2], "region", _regions(view), view.say("filters.country"))
    _provinces(view, places[3])
    _select(view, places[4], "boundaries", BOUNDARIES, choice.boundaries)
    _select(view, places[5], "grain", list(GRAINS), choice.grain)


def _optional(
    view: View, place: DeltaGenerator, key: str, options: Sequence[str], usual: str
) -> None:
    """Show a filter that is empty until it is chosen; ``usual`` is what holds until then."""
    widget, choice = f"filter_{key}", view.scope.choice
    chosen = {"from": choice.first, "to": choice.last, "region": choice.region}
    st.session_state[widget] = chosen[key]
    place.selectbox(
        view.say(f"filters.{key}"),
        options,
        index=None,
        placeholder=usual,
        format_func=lambda option: option if key == "region" else month(option),
        key=widget,
        on_change=take,
        args=(key, widget),
    )


def _select(
    view: View, place: DeltaGenerator, key: str, options: Sequence[str], value: str
) -> None:
    """Show a filter that always has a value; only another than the first is in the URL."""
    widget = f"filter_{key}"
    st.session_state[widget] = value
    place.selectbox(
        view.say(f"filters.{key}"),
        options,
        format_func=lambda option: view.say(f"filters.{option}"),
        key=widget,
        on_change=_chosen,
        args=(key, widget, options[0]),
    )


def _chosen(key: str, widget: str, usual: str) -> None:
    value = st.session_state[widget]
    put(key, value if value != usual else None)


def _regions(view: View) -> list[str]:
    """Return the regions that exist in the boundaries and periods looked at."""
    vintage = _vintage(view)
    chosen = view.scope.choice.region
    return list(dict.fromkeys([*regions(vintage), *([chosen] if chosen else [])]))


def _vintage(view: View) -> int:
    scope = view.scope
    return 34 if scope.boundaries == CURRENT or scope.focus.last >= MERGER else 63


def _provinces(view: View, place: DeltaGenerator) -> None:
    vintage = _vintage(view)
    names = named(view.scope.choice.provinces, heirs=vintage == 34)
    region = view.scope.choice.region
    known = [p.name for p in provinces(vintage).values() if region in (None, p.region)]
    st.session_state["filter_province"] = list(names)
    place.multiselect(
        view.say("filters.province"),
        list(dict.fromkeys([*known, *names])),
        placeholder=region or view.say("filters.country"),
        key="filter_province",
        on_change=take,
        args=("province", "filter_province"),
    )
