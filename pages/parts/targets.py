"""What a year is to reach beside what was reached since January: said, not judged."""

from collections.abc import Iterator

from data.catalog import catalog
from data.targets import Goal, goal, places_of
from pages.parts.answers import targets_of
from pages.parts.begun import lacking
from pages.parts.change import so_far
from pages.parts.format import NBSP, SIGNS, number, percent
from pages.parts.links import EXPLORE, HISTORY, Query, link, records_of, same
from pages.parts.scope import Span
from pages.parts.view import View


def target_said(view: View, id: str) -> Iterator[str]:
    """Say the target of the year for what is looked at; nothing where there is none."""
    year = int(view.scope.focus.last[:4])
    filters = view.scope.filters(view.scope.focus)
    found = goal(targets_of(view.warehouse, year), id, places_of(filters, year))
    if found is None:
        return
    if found.value is None:
        some = link(str(found.some), HISTORY, asked_for(view, id))
        yield view.say("target.some", n=some, all=found.all)
        return
    yield _reached(view, id, found, found.value)


def asked_for(view: View, id: str) -> Query:
    """Return the query for the targets that make one, each with its line and file."""
    return {**same(view), "targets": id}


def _reached(view: View, id: str, found: Goal, target: int) -> str:
    """Return how much of a target is reached; a lower bound of the sum is one of the share."""
    now = so_far(view.warehouse, view.scope)[id]
    said = link(number(target, view.lang), HISTORY, asked_for(view, id))
    if found.all > 1:
        said = view.say("target.summed", value=said, n=found.all)
    if now.value is None:
        return view.say("target.unknown", target=said)
    sign = SIGNS.get(now.qualifier, "")
    year = Span(f"{view.scope.focus.last[:4]}-01", view.scope.focus.last)
    reached = records_of(view, catalog().measures[id], year)
    percents = f"{sign}{NBSP if sign else ''}{percent(now.value / target, view.lang)}"
    share = link(percents, EXPLORE, reached)
    return view.say("target.reached", target=said, share=share) + lacking(view, now, year.first)
