"""The dictionary on the page: each measure with all that is known of it, and dimensions."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data.basis import Basis, basis
from data.catalog import Dimension, Kind, Measure
from data.settings import settings
from data.warehouse import Warehouse
from pages.parts.answers import open_warehouse
from pages.parts.format import number, percent
from pages.parts.links import EXPLORE, WHOLE
from pages.parts.pick import search
from pages.parts.remembered import remembered
from pages.parts.terms import (
    formula_said,
    formula_sql,
    goals_of,
    help_of,
    other_spellings,
    source_columns,
)
from pages.parts.words import say

RULES = (
    "window", "due", "vintages", "status", "bounds", "missing", "coverage", "replaced", "targets",
)  # fmt: skip


def ask_what(lang: str) -> str:
    """Let the reader search the dictionary; the URL says for what."""
    hint = say(lang, "records.hint")
    return search(say(lang, "dictionary.search"), hint, widget="pick_q", width=480)


@remembered(most=20)
def _basis(key: str, _warehouse: Warehouse) -> Mapping[str, Basis]:  # noqa: ARG001
    return basis(_warehouse)


def rested_on() -> Mapping[str, Basis]:
    """Return what each indicator rests on in the newest version; nothing before one report."""
    warehouse = open_warehouse()
    return _basis(warehouse.key, warehouse) if warehouse else {}


def show_measure(lang: str, measure: Measure, known: Mapping[str, Basis], *, open: bool) -> None:
    """Show a measure: what it is, its unit, and on demand its formula, columns and basis."""
    key = f"measure_{measure.id}{'_linked' if open else ''}"
    with st.container(border=True, height="stretch", key=key):
        unit = say(lang, "dictionary.unit", unit=measure.unit.in_(lang))
        st.markdown(f"**{measure.label.in_(lang)}** · `{measure.id}`")
        st.markdown(f"{measure.definition.in_(lang)} {unit}")
        with st.expander(say(lang, "dictionary.more"), expanded=open):
            st.markdown(formula_said(measure, lang))
            st.code(formula_sql(measure), language="sql")
            st.markdown(say(lang, "dictionary.columns"))
            st.markdown("\n".join(f"- {line}" for line in _columns_said(measure, lang)))
            _show_basis(lang, measure, known.get(measure.id))
            goals = (
                f"- **{g.label.in_(lang)}** · `{g.id}`: {help_of(g, lang)}"
                for g in goals_of(measure)
            )
            st.markdown("\n".join(goals))


def _columns_said(measure: Measure, lang: str) -> list[str]:
    columns = source_columns(measure)
    return [f"**{column.label.in_(lang)}**: {column.about.in_(lang)}" for column in columns]


def _show_basis(lang: str, measure: Measure, known: Basis | None) -> None:
    """Say how many rows and reports a measure rests on, and lead to them."""
    if known is None:
        if measure.kind and not measure.of:
            st.caption(say(lang, "dictionary.no_basis"))
        return
    told = {"records": number(known.records, lang), "reports": number(known.reports, lang)}
    st.caption(say(lang, "dictionary.basis", **told))
    warehouse = open_warehouse()
    first, last = (warehouse and warehouse.periods) or ("", "")
    query = {"measure": measure.id, "from": first, "to": last, "at": WHOLE}
    query |= {"lang": lang} if lang == "en" else {}
    st.page_link(f"{EXPLORE}.py", label=say(lang, "dictionary.see"), query_params=query)


def show_kind_of(
    lang: str, kind: Kind | None, measures: Sequence[Measure], known: Mapping[str, Basis]
) -> None:
    """Show the measures of a kind, and the forms that its reports name; None for the reporting."""
    name = kind.page.in_(lang) if kind else say(lang, "dictionary.reporting")
    st.subheader(name, anchor=False)
    for at in range(0, len(measures), 2):
        for place, measure in zip(st.columns(2), measures[at : at + 2], strict=False):
            with place:
                show_measure(lang, measure, known, open=False)
    if kind and kind.forms:
        with st.expander(say(lang, "dictionary.forms", n=len(kind.forms), kind=name)):
            columns = [say(lang, "column.form"), say(lang, "dictionary.spellings")]
            st.table(
                pd.DataFrame(other_spellings(kind, lang), columns=columns).set_index(columns[0])
            )


def show_dimensions(lang: str, dimensions: Mapping[str, Dimension]) -> None:
    """Show what figures can be grouped and filtered by."""
    st.subheader(say(lang, "dictionary.dimensions"), anchor=False)
    lines = (f"- **{d.in_(lang)}** · `{id}`: {d.about.in_(lang)}" for id, d in dimensions.items())
    st.markdown("\n".join(lines))


def show_rules(lang: str) -> None:
    """Show the rules that hold for every figure."""
    st.subheader(say(lang, "dictionary.rules"), anchor=False)
    share = percent(settings().enough_share, lang)
    st.markdown("\n".join(f"- {say(lang, f'dictionary.rule_{r}', share=share)}" for r in RULES))
