"""The figures of a province, each beside the medians and with its rank."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from data.catalog import catalog
from data.provinces import Province, provinces
from pages.parts.answers import indicators
from pages.parts.change import Figure, changes
from pages.parts.compared import both_of
from pages.parts.figures import show_table
from pages.parts.format import number
from pages.parts.headline import compared, figure_said, side_by_side
from pages.parts.kept import kept
from pages.parts.links import EXPLORE, Lead, lead, link, records_of, show_lead
from pages.parts.markdown import escape
from pages.parts.periods import span_said
from pages.parts.provincial.standing import Standing, ranked, standings
from pages.parts.scope import Span
from pages.parts.sentences import inner
from pages.parts.terms import help_of
from pages.parts.view import View


class _Card(NamedTuple):
    """One number as it is shown, and what stands beside it."""

    linked: str
    value: str
    beside: str


def show_numbers(view: View, province: Province) -> None:
    """Show a province's main figures; each leads to its records."""
    measures = [kind.indicators[0] for kind in catalog().kinds.values()]
    for place, measure in side_by_side(view, measures[:6], per_row=3):
        card = _card(view, str(province.vintage), province.code, measure.id)
        with place.container(border=True, height="stretch", key=f"card_{measure.id}"):
            # On a phone the mark of the help would lie on a long name.
            told = None if view.look.narrow else help_of(measure, view.lang)
            st.metric(card.linked, card.value, help=told)
            st.caption(card.beside)


@kept
def _card(view: View, vintage: str, code: str, id: str) -> _Card:
    measure, province = catalog().measures[id], provinces(int(vintage))[code]
    figure, previous, _ = changes(view.warehouse, view.scope)[id]
    linked = link(
        measure.label.in_(view.lang), EXPLORE, records_of(view, measure, view.scope.focus)
    )
    both = both_of(view, measure, view.scope.focus, previous)
    lines = [
        compared(view, previous, both),
        beside(view, id, standings(view, province)[id], province),
    ]
    return _Card(linked, figure_said(view, figure), "  \n".join(filter(None, lines)))


def beside(view: View, id: str, standing: Standing, province: Province) -> str:
    """Return a rank and the medians of the country and the region, as far as there are any.

    Each is a link to the provinces that it is of.
    """
    said, everybody = [], ranked(view, id, standing)
    if standing.rank is not None:
        said.append(link(rank_said(view, standing), EXPLORE, everybody))
    near = ranked(view, id, standing, region=province.region)
    medians = {
        "median": (standing.median, everybody),
        "median_region": (standing.median_region, near),
    }
    for key, (value, to) in medians.items():
        if value is not None:
            linked = link(number(value, view.lang), EXPLORE, to)
            said.append(view.say(f"provinces.{key}", value=linked))
    return " · ".join(said)


def rank_said(view: View, standing: Standing) -> str:
    """Return a rank, and whether others share it: ``Đồng hạng 4/34``."""
    key = "provinces.rank_shared" if standing.shared else "provinces.rank"
    return view.say(key, n=standing.rank, all=standing.all)


def show_kinds(view: View, province: Province) -> None:
    """Show every indicator: now, before, a year before, and the medians; a row leads on."""
    st.subheader(view.say("provinces.kinds"), anchor=False)
    of = (str(province.vintage), province.code)
    table = _table(view, *of)
    picked = f"picked_kinds_{hash(view.key)}"
    show_table(view, table, name="cac-loai", picked=picked, figures=list(table.columns[1:4]))
    show_way(picked, *_ways(view, *of))


@kept
def _ways(view: View, vintage: str, code: str) -> list[dict[str, Lead]]:
    """Return the ways to what a row of the table holds, its figure first."""
    province = provinces(int(vintage))[code]
    return [leads_of(view, view.scope.focus), *_beside_of(view, province)]


@kept
def _table(view: View, vintage: str, code: str) -> pd.DataFrame:
    province = provinces(int(vintage))[code]
    known, stands = changes(view.warehouse, view.scope), standings(view, province)
    lines = []
    for id in indicators():
        figure, previous, year_before = known[id]
        line = {
            "indicator": catalog().measures[id].label.in_(view.lang),
            "here": figure,
            "previous": previous.then,
            "year_before": year_before.then,
            "median_of": stands[id].median,
            "median_region_of": stands[id].median_region,
        }
        lines.append({view.say(f"provinces.{key}"): value for key, value in line.items()})
    table = pd.DataFrame(lines)
    for column in table.columns[1:4]:
        table[column] = figures_column(view, table[column].tolist())
    return table.astype(dict.fromkeys(table.columns[4:], "Float64"))


def _beside_of(view: View, province: Province) -> Iterator[dict[str, Lead]]:
    """Return the ways to what a row holds beside its figure: the earlier ones, and the medians."""
    known, stands = changes(view.warehouse, view.scope), standings(view, province)
    for earlier in zip(*((before, year) for _, before, year in known.values()), strict=True):
        periods = earlier[0].periods
        said = span_said(periods, view.lang)
        leads = leads_of(view, periods, said[:1].upper() + said[1:])
        there = dict(zip(known, earlier, strict=True))
        yield {id: to for id, to in leads.items() if there[id].then.value is not None}
    for key, region in (("median_of", None), ("median_region_of", province.region)):
        words = view.say("chart.ranked", what=view.say(f"provinces.{key}"))
        yield {
            id: Lead(words, ranked(view, id, standing, region=region))
            for id, standing in stands.items()
            if (standing.median_region if region else standing.median) is not None
        }


def figures_column(view: View, figures: list[Figure]) -> "pd.Series[Any]":
    """Return figures as numbers, or as texts such as ``≥ 150`` where any of them is a bound."""
    if any(figure.qualifier for figure in figures):
        return pd.Series([figure_said(view, figure) for figure in figures])
    return pd.Series([figure.value for figure in figures], dtype="Int64")


def leads_of(view: View, periods: Span, name: str = "") -> dict[str, Lead]:
    """Return the way to the records of each indicator; ``name`` is what they are about."""
    found = {}
    for id in indicators():
        measure = catalog().measures[id]
        label = measure.label.in_(view.lang)
        words = f"{escape(name)}, {inner(label)}" if name else label
        found[id] = lead(view, measure, words, periods)
    return found


def show_way(picked: str, *leads: Mapping[str, Lead]) -> None:
    """Show the ways to the records of the indicator whose row was chosen in a table."""
    state = st.session_state.get(picked)
    rows = state.selection.rows if state else []
    for ways in leads if rows else ():
        to = ways.get(indicators()[rows[0]])
        if to:
            show_lead(to)
