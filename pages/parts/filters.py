"""The shared filters in one row; on a phone behind one button. Each writes itself to the URL."""

from collections.abc import Callable, Sequence

import streamlit as st

from data.filters import CURRENT, REPORTED
from data.periods import GRAINS, MERGER
from data.provinces import provinces
from pages.parts.choice import KEYS, Choice
from pages.parts.format import month
from pages.parts.pick import take
from pages.parts.scope import named
from pages.parts.view import View

WIDTHS = (3, 3, 4, 6, 3, 3)


def show_filters(view: View) -> None:
    """Show every shared filter with what is chosen now."""
    if view.look.narrow:
        with st.popover(view.say("filters.open"), width="stretch"):
            _filters(view, [st.container() for _ in WIDTHS])
            if view.scope.choice != Choice():
                st.button(view.say("filters.clear"), on_click=clear, key="clear_filters")
        return
    _filters(view, st.columns(WIDTHS))


def clear() -> None:
    """Forget every shared filter; the language stays."""
    for key in KEYS:
        st.query_params.pop(key, None)


def _filters(view: View, places: Sequence[st.delta_generator.DeltaGenerator]) -> None:
    choice, known = view.scope.choice, list(reversed(view.scope.known.periods))
    _select(view, places[0], "from", [None, *known], choice.first, month)
    _select(view, places[1], "to", known, view.scope.focus.last, month)
    _select(view, places[2], "region", [None, *_regions(view)], choice.region, str)
    _provinces(view, places[3])
    _select(view, places[4], "boundaries", [REPORTED, CURRENT], choice.boundaries, _word(view))
    _select(view, places[5], "grain", list(GRAINS), choice.grain, _word(view))


def _word(view: View) -> Callable[[str], str]:
    return lambda id: view.say(f"filters.{id}")


def _select(
    view: View,
    place: st.delta_generator.DeltaGenerator,
    key: str,
    options: Sequence[str | None],
    value: str | None,
    said: Callable[[str], str],
) -> None:
    widget = f"filter_{key}"
    st.session_state[widget] = value
    nothing = view.say("filters.country" if key == "region" else "filters.auto")
    place.selectbox(
        view.say(f"filters.{key}"),
        options,
        format_func=lambda option: said(option) if option else nothing,
        key=widget,
        on_change=_chosen,
        args=(key, widget),
    )


def _chosen(key: str, widget: str) -> None:
    """Keep only what is not so anyway in the URL."""
    take(key, widget)
    if st.session_state[widget] in (REPORTED, "month"):
        st.query_params.pop(key, None)


def _regions(view: View) -> list[str]:
    """Return the regions that exist in the boundaries and periods looked at."""
    vintage = _vintage(view)
    names = dict.fromkeys(p.region for p in provinces(vintage).values())
    chosen = view.scope.choice.region
    return list(names) if not chosen else list(dict.fromkeys([*names, chosen]))


def _vintage(view: View) -> int:
    scope = view.scope
    return 34 if scope.boundaries == CURRENT or scope.focus.last >= MERGER else 63


def _provinces(view: View, place: st.delta_generator.DeltaGenerator) -> None:
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
