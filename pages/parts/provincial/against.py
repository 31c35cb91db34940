"""With what a province is compared: another one or other periods, each named in the URL."""

from collections.abc import Callable, Mapping

import streamlit as st

from data.periods import MERGER
from data.provinces import Province, find_province, provinces
from pages.parts.periods import span_said
from pages.parts.pick import PIXELS, change
from pages.parts.provincial.one import of_name, vintage
from pages.parts.scope import MONTHS, Span
from pages.parts.view import View

WITH, AGAINST = "with", "against"


def other_province(view: View, province: Province) -> Province | None:
    """Return the province in the URL, or the second one that was chosen in the filters."""
    second = view.scope.choice.provinces[1:2]
    for text in (*st.query_params.get_all(WITH), *second):
        for at in (vintage(view), 63):
            found = find_province(text, at)
            other = of_name(view, found.name) if isinstance(found, Province) else None
            if other and other != province:
                return other
    return None


def other_periods(view: View, province: Province) -> Span | None:
    """Return the periods in the URL, as long as those looked at; it names their last one."""
    asked = st.query_params.get(AGAINST, "")
    return next((span for span in _offered(view, province) if span.last == asked), None)


def show_choices(view: View, province: Province, other: Province | None, then: Span | None) -> None:
    """Let the reader choose another province and other periods, or neither."""
    units = provinces(province.vintage).values()
    names = {unit.name: unit.name for unit in units if unit != province}
    spans = {s.last: span_said(s, view.lang) for s in _offered(view, province)}
    left, right = st.columns(2)
    with left:
        _choose(view, WITH, names, other.name if other else None, keep=province.name)
    with right:
        _choose(view, AGAINST, spans, then.last if then else None)


def _offered(view: View, province: Province) -> list[Span]:
    """Return the other ranges with figures, the newest first.

    Of a former province only those of its own time: afterwards it is part of another.
    """
    focus, known = view.scope.focus, view.scope.known
    step = focus.months if view.scope.choice.first else MONTHS[view.scope.choice.grain]
    ends = MERGER if province.vintage == 63 else "9999"
    most = known.months // step + 1
    spans = [focus.earlier(n * step) for n in range(-most, most + 1) if n]
    return [s for s in spans if known.first <= s.first and s.last <= known.last and s.last < ends]


def _choose(
    view: View, key: str, options: Mapping[str, str], chosen: str | None, *, keep: str = ""
) -> None:
    widget = f"choose_{key}"
    st.session_state[widget] = chosen
    st.selectbox(
        view.say(f"provinces.{key}"),
        list(options),
        index=None,
        placeholder=view.say("provinces.nothing"),
        format_func=lambda option: options[option],
        width=PIXELS,
        key=widget,
        on_change=_taking(key, widget, keep),
    )


def _taking(key: str, widget: str, keep: str) -> Callable[[], None]:
    """Return what puts a choice into the URL; the page is then about one province alone."""

    def take() -> None:
        change({key: st.session_state[widget], **({"province": keep} if keep else {})})

    return take
