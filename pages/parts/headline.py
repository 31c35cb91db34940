"""The numbers a page begins with: each with its changes and the line of its last months."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.catalog import Measure, catalog
from pages.charts.look import KIND_COLOURS
from pages.charts.spark import spark
from pages.parts.begun import lacking, since_said
from pages.parts.change import Change, Figure, changes, median_of, since_january
from pages.parts.compared import both_of, provinces_of
from pages.parts.format import MINUS, number, percent, signed, span
from pages.parts.kept import kept
from pages.parts.links import EXPLORE, Query, link, records_of
from pages.parts.periods import span_said
from pages.parts.scope import Span
from pages.parts.sums import months
from pages.parts.targets import target_said
from pages.parts.view import View

MONTHS = 12
PAIR, ROOMY = 2, 3
"""With more numbers in a row, or on a phone, a change has to be said in a few letters."""
ARROWS = {1: "▲", 0: "=", -1: "▼"}


class _Card(NamedTuple):
    """One number as it is shown."""

    label: str
    linked: str
    value: str
    help: str
    changes: str
    recent: Sequence[float | None]
    """What the line is of; empty where there is none yet: no two months in a row are known."""


def show_headline(view: View, shown: Sequence[Measure], *, per_row: int) -> None:
    """Show some indicators side by side, with the line of their last twelve months."""
    short = "short" if view.look.narrow or per_row > ROOMY else ""
    for place, measure in side_by_side(view, shown, per_row=per_row):
        card = _card(view, measure.id, short)
        with place.container(border=True, height="stretch", key=f"card_{measure.id}"):
            # On a phone the mark of the help would lie on a long name.
            st.metric(card.linked, card.value, help=None if view.look.narrow else card.help)
            st.caption(card.changes)
            if card.recent:
                colour = KIND_COLOURS[measure.kind or ""]
                st.html(spark(card.recent, card.label, colour=colour))
    said = _alike_said(view, *(measure.id for measure in shown))
    if said:
        st.caption(said)


@kept
def _card(view: View, id: str, short: str) -> _Card:
    measure = catalog().measures[id]
    figure, *compared_with = changes(view.warehouse, view.scope)[id]
    said = [
        compared(view, change, both_of(view, measure, view.scope.focus, change), short=bool(short))
        for change in once(compared_with)
    ]
    said += [*_since_january(view, id), *target_said(view, id), *_median(view, id)]
    last = view.scope.focus.last
    known = months(view.warehouse, view.scope)
    recent = [
        known[period][id] if period in known else None
        for period in Span(Span(last, last).earlier(MONTHS - 1).first, last).periods
    ]
    label = measure.label.in_(view.lang)
    return _Card(
        label,
        link(label, EXPLORE, records_of(view, measure, view.scope.focus)),
        figure_said(view, figure),
        measure.definition.in_(view.lang),
        "  \n".join(said),
        recent if any(None not in pair for pair in pairwise(recent)) else (),
    )


def _since_january(view: View, id: str) -> Iterator[str]:
    """Say the sum since January, and its change where the two years can be compared."""
    figure, change = since_january(view.warehouse, view.scope).get(id, (None, None))
    year = view.scope.year
    if figure is None or change is None or figure.value is None or year is None:
        return
    said = view.say("change.since_january", value=figure_said(view, figure))
    lacks = lacking(view, figure, year.first)
    records = records_of(view, catalog().measures[id], year)
    yield link(f"{said}{lacks}", EXPLORE, records)
    if change.fair:
        both = both_of(view, catalog().measures[id], year, change)
        by = link(difference(view, change, short=True), EXPLORE, both)
        yield f"{by} {view.say('change.against_year')}"


def _median(view: View, id: str) -> Iterator[str]:
    value = median_of(view.warehouse, view.scope, id)
    if value is not None:
        provinces = provinces_of(view, catalog().measures[id])
        yield view.say("change.median", value=link(number(value, view.lang), EXPLORE, provinces))


@kept
def _alike_said(view: View, *ids: str) -> str:
    """Return how many provinces each change is of, if some cannot be compared."""
    known = changes(view.warehouse, view.scope)
    of: dict[Span, set[int]] = {}
    for change in (change for id in ids for change in known[id][1:] if change.places):
        of.setdefault(change.periods, set()).add(change.places or 0)
    parts = [
        view.say(
            "change.alike_of",
            period=span_said(periods, view.lang),
            n="–".join(str(n) for n in sorted({min(counts), max(counts)})),
        )
        for periods, counts in of.items()
    ]
    return view.say("change.alike", parts=", ".join(parts)) if parts else ""


def side_by_side(
    view: View, shown: Sequence[Measure], *, per_row: int
) -> Iterator[tuple[DeltaGenerator, Measure]]:
    """Return a place for each indicator, so many in a row, on a phone two."""
    wide = PAIR if view.look.narrow else per_row
    # Two numbers stand over the two charts below them.
    gap: Literal["small", "large"] = (
        "large" if per_row == PAIR and not view.look.narrow else "small"
    )
    for at in range(0, len(shown), wide):
        row = shown[at : at + wide]
        yield from zip(st.columns(wide, wrap=False, gap=gap), row, strict=False)


def once(compared_with: Sequence[Change]) -> list[Change]:
    """Return the changes without one from the same periods: a year ago may be the period before."""
    return list({change.periods: change for change in compared_with}.values())


def figure_said(view: View, figure: Figure) -> str:
    """Return a figure in words: a number, "not stated", or a dash where nobody reported."""
    if figure.value is not None:
        return number(figure.value, view.lang, figure.qualifier)
    return view.say("change.unstated") if figure.coverage.received else "—"


def compared(view: View, change: Change, both: Query, *, short: bool = False) -> str:
    """Return a change and what it is a change from, or why no difference is given.

    Its number is a link to ``both`` sides.
    """
    periods = change.periods
    period = span(periods.first, periods.last) if short else span_said(periods, view.lang)
    if change.then.value is None:
        return view.say("change.none", period=period)
    if not change.fair:
        number_then = number(change.then.value, view.lang, change.then.qualifier)
        value = link(number_then, EXPLORE, both)
        was = view.say("change.was", period=period, value=value, coverage=change.then.coverage)
        return was + since_said(view, periods.first)
    by = link(difference(view, change, short=short), EXPLORE, both)
    return f"{by} {view.say('change.against', period=period)}"


def difference(view: View, change: Change, *, short: bool) -> str:
    """Return a difference with its sign, and as a percentage where there is one."""
    sign = (change.difference > 0) - (change.difference < 0)
    counted = signed(change.difference, view.lang)
    if not change.share:
        return f"{ARROWS[sign]} {counted}"
    points = ("+" if sign > 0 else MINUS) + percent(change.share, view.lang)
    return f"{ARROWS[sign]} {points}" if short else f"{ARROWS[sign]} {counted} ({points})"
