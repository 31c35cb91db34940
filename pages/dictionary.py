"""What every figure means: definition, unit, formula, source columns, and what it rests on."""

import streamlit as st

from data.catalog import catalog
from pages.parts.dictionary import (
    ask_what,
    rested_on,
    show_dimensions,
    show_kind_of,
    show_measure,
    show_rules,
)
from pages.parts.terms import dimensions_found, measures_found
from pages.parts.view import language
from pages.parts.words import say

lang, known, linked = language(), rested_on(), st.query_params.get("measure", "")
st.header(say(lang, "dictionary.title"), anchor=False)
if linked in catalog().askable:
    show_measure(lang, catalog().askable[linked], known, open=True)

asked = ask_what(lang)
measures, dimensions = measures_found(asked), dimensions_found(asked)
told = {"measures": len(measures), "dimensions": len(dimensions)}
st.caption(say(lang, "dictionary.found", **told))
for kind in (*catalog().kinds.values(), None):
    own = [m for m in measures if m.kind == (kind.id if kind else None)]
    if own:
        show_kind_of(lang, kind, own, known)
if dimensions:
    show_dimensions(lang, dimensions)
show_rules(lang)
