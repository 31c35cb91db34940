"""What a year is to reach beside what was reached since January: said, not judged."""

from collections.abc import Iterator

from data.targets import Goal, goal, places_of
from pages.parts.answers import targets_of
from pages.parts.begun import lacking
from pages.parts.change import Figure, so_far
from pages.parts.format import NBSP, SIGNS, number, percent
from pages.parts.view import View


def target_said(view: View, id: str) -> Iterator[str]:
    """Say the target of the year for what is looked at; nothing where there is none."""
    year = int(view.scope.focus.last[:4])
    filters = view.scope.filters(view.scope.focus)
    found = goal(targets_of(view.warehouse, year), id, places_of(filters, year))
    if found is None:
        return
    if found.value is None:
        yield view.say("target.some", n=found.some, all=found.all)
        return
    yield _reached(view, found, found.value, so_far(view.warehouse, view.scope)[id])


def _reached(view: View, found: Goal, target: int, now: Figure) -> str:
    """Return how much of a target is reached; a lower bound of the sum is one of the share."""
    said = number(target, view.lang)
    if found.all > 1:
        said = view.say("target.summed", value=said, n=found.all)
    if now.value is None:
        return view.say("target.unknown", target=said)
    sign = SIGNS.get(now.qualifier, "")
    share = f"{sign}{NBSP if sign else ''}{percent(now.value / target, view.lang)}"
    return view.say("target.reached", target=said, share=share) + lacking(
        view, now, f"{view.scope.focus.last[:4]}-01"
    )
