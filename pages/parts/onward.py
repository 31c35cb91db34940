"""Ways from a kind of activity to the same figures by what its page does not divide them."""

from collections.abc import Iterator

import streamlit as st

from data.catalog import Kind, Measure, catalog
from pages.parts.links import EXPLORE, Query, same
from pages.parts.sentences import inner
from pages.parts.view import View

WITHIN = ("form", "mode", "channel", "role", "organiser", "topic")


def show_onward(view: View, kind: Kind, measure: Measure) -> None:
    """Show below the charts by what else an indicator can be divided: each a question asked."""
    what = inner(measure.label.in_(view.lang))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="onward"):
        st.markdown(view.say("kind.onward", what=what), width="content")
        for dimension, query in ways(view, kind, measure):
            words = catalog().dimensions[dimension].in_(view.lang)
            st.page_link(f"{EXPLORE}.py", label=words, query_params=dict(query))


def ways(view: View, kind: Kind, measure: Measure) -> Iterator[tuple[str, Query]]:
    """Return each dimension with the query of the explore page, in the periods of this page."""
    grain = view.scope.choice.grain
    across = "period" if grain == "month" else grain
    for dimension in ("region", *(d for d in WITHIN if d in kind.columns)):
        asked = {"measure": measure.id, "rows": dimension, "cols": across}
        yield dimension, {**same(view), **asked}
