"""A figure beside an earlier one, only as far as the two can honestly be compared."""

from dataclasses import dataclass

import streamlit as st

from data.warehouse import Warehouse
from pages.parts.answers import KEPT, indicators, rows_of, today
from pages.parts.coverage import Coverage
from pages.parts.scope import Scope, Span

FEWEST = 5
"""Fewer provinces than this say nothing about the others."""


@dataclass(frozen=True)
class Figure:
    """One total: ``value`` is None if nobody reported or no report states a number."""

    value: int | None
    qualifier: str
    coverage: Coverage

    @property
    def stated(self) -> bool:
        """Whether somebody reported but nobody gave the number."""
        return not (self.value is None and self.coverage.received)


@dataclass(frozen=True)
class Change:
    """A figure now and at another time; of some ``places`` only, if the rest cannot be compared."""

    now: Figure
    then: Figure
    periods: Span
    places: int | None = None

    @property
    def fair(self) -> bool:
        """Whether a difference says something: both known, and of about as many reports.

        A total with a third of its reports missing would always seem to fall.
        """
        if self.now.value is None or self.then.value is None:
            return False
        return bool(self.places) or (self.now.coverage.enough and self.then.coverage.enough)

    @property
    def difference(self) -> int:
        """How much more there is now, negative for less."""
        return (self.now.value or 0) - (self.then.value or 0)

    @property
    def share(self) -> float | None:
        """The difference as a share of the earlier figure, None after a zero."""
        return self.difference / self.then.value if self.then.value else None


def figures(warehouse: Warehouse, scope: Scope, periods: Span) -> dict[str, Figure]:
    """Return the total of each indicator over a range of periods, by its id."""
    (row,) = rows_of(warehouse, scope.filters(periods))
    return {id: Figure(row[id], row[f"{id}_qualifier"], row["coverage"]) for id in indicators()}


Changes = dict[str, tuple[Figure, Change, Change]]


def changes(warehouse: Warehouse, scope: Scope) -> Changes:
    """Return each indicator now, beside the previous periods and beside the year before."""
    return _changes(warehouse.key, today().isoformat(), scope, warehouse)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def _changes(key: str, day: str, scope: Scope, _warehouse: Warehouse) -> Changes:  # noqa: ARG001
    now = figures(_warehouse, scope, scope.focus)
    before = against(_warehouse, scope, scope.previous)
    year_before = against(_warehouse, scope, scope.year_before)
    return {id: (figure, before[id], year_before[id]) for id, figure in now.items()}


def against(warehouse: Warehouse, scope: Scope, periods: Span) -> dict[str, Change]:
    """Return how each indicator changed since other periods, like compared with like.

    Where reports are missing on either side, only the provinces with all of theirs on both
    sides are compared.
    """
    now = figures(warehouse, scope, scope.focus)
    then = figures(warehouse, scope, periods)
    whole = {id: Change(now[id], then[id], periods) for id in now}
    if all(change.fair for change in whole.values()):
        return whole
    like = _alike(warehouse, scope, periods)
    return {id: change if change.fair else like.get(id, change) for id, change in whole.items()}


def _alike(warehouse: Warehouse, scope: Scope, periods: Span) -> dict[str, Change]:
    between = Span(periods.first, scope.focus.last)
    drawn = scope.by_place(between)
    now, then = (
        {
            row["k_province"]: row
            for row in rows_of(warehouse, scope.filters(span, boundaries=drawn), ("province",))
            if row["coverage"].share == 1
        }
        for span in (scope.focus, periods)
    )
    found = {}
    for id in indicators():
        both = [
            (now[key][id], then[key][id])
            for key in now.keys() & then.keys()
            if now[key][id] is not None and then[key][id] is not None
        ]
        if len(both) >= FEWEST:
            counted = Coverage(len(both), len(both))
            sums = [Figure(sum(side), "", counted) for side in zip(*both, strict=True)]
            found[id] = Change(sums[0], sums[1], periods, places=len(both))
    return found
