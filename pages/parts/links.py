"""Where a number leads: to its records, or to the page of its kind, with the same choices."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from data.catalog import Measure, catalog
from data.filters import REPORTED
from data.fold import fold
from pages.parts.scope import Span
from pages.parts.view import View

EXPLORE, HISTORY, QUALITY = "explore", "history", "quality"
PROVINCES = "provinces"
REPORTING, RECEIVED = "reporting", "reports_received"
WHOLE = "all"
"""The place of a total on the explore page."""
Query = Mapping[str, str | Sequence[str]]


class Lead(NamedTuple):
    """A mark in words, and the page and query that show what it is made of."""

    words: str
    query: Query
    page: str = EXPLORE


def link(words: str, path: str, query: Query) -> str:
    """Return words of our own, as Markdown, that lead to a page."""
    return f"[{words}]({path}?{urlencode(query, doseq=True)})"


def page_of(measure: Measure) -> str:
    """Return the path of the page of a measure's kind."""
    return fold(catalog().kinds[measure.kind or ""].page.en)


def same(view: View) -> Query:
    """Return what is chosen on this page; its period is named."""
    choice = view.scope.choice
    grain = choice.grain if choice.grain != "month" else ""
    return asking(view, {"from": choice.first, "to": view.scope.focus.last, "grain": grain})


def records_of(view: View, measure: Measure, periods: Span, *at: str) -> Query:
    """Return the query for the records of a measure over some periods.

    ``at`` are values such as ``province:Hà Nội``; without any it is the total.
    """
    asked = {"from": periods.first, "to": periods.last, "measure": measure.id}
    return asking(view, {**asked, "at": at or (WHOLE,)}, boundaries=view.scope.by_place(periods))


def lead(view: View, measure: Measure, words: str, periods: Span, *at: str) -> Lead:
    """Return the way from a mark of a chart to its records."""
    return Lead(view.say("chart.lead", what=words), records_of(view, measure, periods, *at))


def report(view: View, words: str, upload: str, period: str, province: str) -> Lead:
    """Return the way from the state of a report to the report itself."""
    asked = {"from": period, "to": period, "province": province, "upload": upload}
    query = asking(view, asked)
    return Lead(view.say("chart.report", what=words), query, HISTORY)


def reports_of(view: View, words: str, periods: Span, *at: str) -> Lead:
    """Return the way from a rate to the reports of some periods or a province, by name."""
    measures = [measure.id for measure in catalog().measures.values() if measure.kind is None]
    asked = {**records_of(view, catalog().measures[measures[0]], periods, *at), "measure": measures}
    return Lead(view.say("chart.reports", what=words), asked)


def received_of(view: View, periods: Span) -> Query:
    """Return the query for the reports received of the places looked at."""
    return records_of(view, catalog().measures[RECEIVED], periods)


def line_of(view: View, words: str, upload: str, row: int) -> str:
    """Return words that lead to a line of a file as it was sent."""
    return link(words, HISTORY, asking(view, {"upload": upload, "row": str(row)}))


def months_of(view: View, kind: str, province: str) -> Query:
    """Return the query for a province's months of a kind, all there are."""
    known = view.scope.known
    counted = next(m for m in catalog().kinds[kind].indicators if m.counts == "quantity")
    asked = {"from": known.first, "to": known.last, "measure": counted.id, "rows": "period"}
    return asking(view, {**asked, "province": province, "region": ""})


def warnings_of(view: View, words: str, asked: Mapping[str, str]) -> Lead:
    """Return the way from a number of open warnings to the list of them."""
    return Lead(view.say("chart.warnings", what=words), asking(view, asked), QUALITY)


def show_lead(to: Lead) -> None:
    """Show the way to what a mark is made of."""
    st.page_link(f"{to.page}.py", label=to.words, query_params=dict(to.query))


def asking(
    view: View, asked: Mapping[str, str | Sequence[str] | None], *, boundaries: str = ""
) -> Query:
    """Return a query with what was chosen on this page; what is asked goes before it."""
    choice = view.scope.choice
    drawn = boundaries or choice.boundaries
    query = {
        "lang": "en" if view.lang == "en" else "",
        "region": choice.region,
        "province": choice.provinces,
        "boundaries": drawn if drawn != REPORTED else "",
        **asked,
    }
    return {key: value for key, value in query.items() if value}
