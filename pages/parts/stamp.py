"""How far the data goes and how much of it is there, on every page; and what is synthetic."""

import streamlit as st

from pages.parts.format import month, span
from pages.parts.links import EXPLORE, link, received_of
from pages.parts.menu import UPLOAD
from pages.parts.pick import put
from pages.parts.shown import by_period
from pages.parts.sums import coverage_of
from pages.parts.view import View


def show_stamp(view: View) -> None:
    """Show the coverage of what is looked at, and the way to a newer period with fewer reports."""
    scope = view.scope
    coverage = coverage_of(view.warehouse, scope, scope.focus)
    one = scope.focus.first == scope.focus.last
    said = view.say(
        "frame.stamp" if one else "frame.stamp_span",
        period=span(scope.focus.first, scope.focus.last),
        coverage=link(str(coverage), EXPLORE, received_of(view, scope.focus)),
    )
    notes = [said]
    if scope.boundaries != scope.choice.boundaries:
        notes.append(view.say("frame.current"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(" · ".join(notes), width="content")
        if view.mark:
            st.badge(view.mark, color="orange")
            if not view.look.narrow:
                show_beginning(view)
        _newer(view)


def show_beginning(view: View) -> None:
    """Show beside synthetic figures the way to send a real report."""
    if view.mark:
        query = {"lang": view.lang} if view.lang == "en" else {}
        st.page_link(f"{UPLOAD}.py", label=view.say("frame.begin"), query_params=query)


def _newer(view: View) -> None:
    """Offer the newest period, if another was chosen for the reader because it is fuller."""
    last = view.scope.known.last
    if view.scope.choice.last or last == view.scope.focus.last:
        return
    coverage = by_period(view.warehouse, view.scope.known)[last]
    st.button(
        view.say("frame.newer", period=month(last), coverage=coverage),
        type="tertiary",
        key="newer",
        on_click=put,
        args=("to", last),
    )
