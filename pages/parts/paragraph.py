"""The month in a few sentences, made by rules; every number leads to where it comes from."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import streamlit as st

from data.catalog import Measure, catalog
from pages.parts.by_place import in_focus
from pages.parts.change import Change, changes
from pages.parts.format import number
from pages.parts.kept import kept
from pages.parts.links import EXPLORE, link, page_of, received_of, records_of, same
from pages.parts.markdown import escape
from pages.parts.periods import focus_said, span_said
from pages.parts.sentences import UNCHANGED, amount, change_said, inner
from pages.parts.sums import coverage_of
from pages.parts.view import View

MOST = 2
"""So many rises, falls and leading provinces are named; the others stand in the charts."""
LEADS = 2
"""Who leads in fewer indicators than this does not stand out."""


def show_paragraph(view: View, shown: Sequence[Measure]) -> None:
    """Say what was done, what rose and fell, and who stands out."""
    said = _paragraph(view, *(measure.id for measure in shown))
    if said:
        with st.container(key="paragraph"):
            st.markdown(said)


@kept
def _paragraph(view: View, *ids: str) -> str:
    known = changes(view.warehouse, view.scope)
    measures = [catalog().measures[id] for id in ids if known[id][0].value is not None]
    if not measures:
        return ""
    sentences = [_done(view, measures), _moved(view, measures), *_leaders(view, measures)]
    return " ".join(filter(None, sentences))


def _done(view: View, measures: Sequence[Measure]) -> str:
    """Return who reported and how much was done."""
    known = changes(view.warehouse, view.scope)
    amounts = []
    for measure in measures:
        figure = known[measure.id][0]
        words = amount(figure.value or 0, measure, view.lang, figure.qualifier)
        amounts.append(link(words, EXPLORE, records_of(view, measure, view.scope.focus)))
    coverage = coverage_of(view.warehouse, view.scope, view.scope.focus)
    return view.say(
        "paragraph.done",
        coverage=link(str(coverage), EXPLORE, received_of(view, view.scope.focus)),
        period=focus_said(view.scope, start=True),
        amounts=_listed(view, amounts),
    )


def _moved(view: View, measures: Sequence[Measure]) -> str:
    """Return what rose and what fell most since the period before."""
    known = changes(view.warehouse, view.scope)
    fair = [(measure, known[measure.id][1]) for measure in measures if known[measure.id][1].fair]
    if not fair:
        return ""
    moved = sorted(fair, key=lambda pair: pair[1].share or 0, reverse=True)
    parts = [
        link(f"{inner(m.label.in_(view.lang))} {change_said(c, view.lang)}", page_of(m), same(view))
        for m, c in [*_far(moved, up=True), *reversed(_far(moved, up=False))]
    ]
    period = span_said(fair[0][1].periods, view.lang)
    if not parts:
        return view.say("paragraph.steady", period=period)
    return view.say("paragraph.moved", period=period, parts=", ".join(parts))


def _far(moved: Sequence[tuple[Measure, Change]], *, up: bool) -> Sequence[tuple[Measure, Change]]:
    sign = 1 if up else -1
    far = [(m, c) for m, c in moved if c.share is not None and sign * c.share >= UNCHANGED]
    return far[:MOST] if up else far[-MOST:]


def _leaders(view: View, measures: Sequence[Measure]) -> Iterator[str]:
    """Say which provinces are alone ahead of all others in several indicators."""
    rows = list(in_focus(view.warehouse, view.scope).values())
    leads: dict[str, list[str]] = defaultdict(list)
    for measure in measures:
        stated = [(r[measure.id], r["province"]) for r in rows if r[measure.id] is not None]
        known = sorted(stated, reverse=True)
        if len(known) > 1 and known[0][0] > known[1][0]:
            value, name = known[0]
            query = records_of(view, measure, view.scope.focus, f"province:{name}")
            figure = link(number(value, view.lang), EXPLORE, query)
            leads[name].append(f"{inner(measure.label.in_(view.lang))} ({figure})")
    ahead = sorted(leads.items(), key=lambda pair: -len(pair[1]))[:MOST]
    for name, parts in ahead:
        if len(parts) >= LEADS:
            yield view.say("paragraph.leads", name=escape(name), parts=_listed(view, parts))


def _listed(view: View, parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return view.say("paragraph.and", first=", ".join(parts[:-1]), last=parts[-1])
