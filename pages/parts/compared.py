"""Where a comparison comes from: its two ranges side by side, or the provinces of a median."""

from collections.abc import Sequence

from data.catalog import Measure
from data.periods import GRAINS, grain_of
from pages.parts.change import Change
from pages.parts.links import Query, asking
from pages.parts.scope import Span
from pages.parts.view import View


def both_of(view: View, measure: Measure, now: Span, change: Change) -> Query:
    """Return the query for the two sides of a change: a column each, the provinces below."""
    spans = (change.periods, now)
    first, last = min(s.first for s in spans), max(s.last for s in spans)
    whole = Span(max(first, view.scope.known.first), last)
    asked = {
        "from": whole.first,
        "to": whole.last,
        "measure": measure.id,
        "rows": "province",
        "cols": _across(*spans),
        "period": [f"{s.first}..{s.last}" if s.months > 1 else s.last for s in spans],
    }
    alike = {"province": change.alike} if change.alike else {}
    return asking(view, {**asked, **alike}, boundaries=view.scope.by_place(Span(first, last)))


def _across(*spans: Span) -> str:
    """Return the shortest time of which each range is one, or a part of one: a column each."""
    for grain in GRAINS:
        buckets = [{grain_of(period, grain) for period in span.periods} for span in spans]
        if all(len(found) == 1 for found in buckets) and buckets[0] != buckets[1]:
            return "period" if grain == "month" else grain
    return "period"


def provinces_of(
    view: View, measure: Measure, names: Sequence[str] = (), *, region: str | None = None
) -> Query:
    """Return the query for the provinces in the focus, the most first; some of them by name."""
    focus = view.scope.focus
    asked = {
        "from": focus.first,
        "to": focus.last,
        "measure": measure.id,
        "rows": "province",
        "sort": f"-{measure.id}",
        "region": region or view.scope.choice.region,
        "province": names,
    }
    return asking(view, asked, boundaries=view.scope.by_place(focus))
