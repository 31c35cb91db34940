"""A figure beside an earlier one, only as far as the two can honestly be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.catalog import Kind, Measure
from data.filters import Filters
from data.questions import Question
from data.warehouse import Warehouse
from pages.parts.answers import answer
from pages.parts.coverage import EXPECTED, RECEIVED, Coverage
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


def stated_value(row: Mapping[Any, Any], measure: Measure, kind: Kind) -> int | None:
    """Return a measure of an answer's row, None where activities are counted without it.

    The sum over no stated number is 0, which would read as "nobody came".
    """
    value = int(row[measure.id])
    counted = next((m for m in kind.indicators if m.counts == "quantity"), measure)
    silent = value == 0 and measure.counts != "quantity" and int(row[counted.id]) > 0
    return None if silent else value


def asked(
    warehouse: Warehouse, kind: Kind, filters: Filters, by: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Return the rows of a kind's indicators with the reports they rest on, in order.

    A measure is None where nobody reported or nobody stated it; ``coverage`` says of how many
    reports a row is the sum.
    """
    ids = tuple(m.id for m in kind.indicators)
    table = answer(warehouse, Question((*ids, EXPECTED, RECEIVED), by, filters))
    rows: list[dict[str, Any]] = []
    for line in table.to_dict("records"):
        row = {str(name): value for name, value in line.items()}
        coverage = Coverage(int(row[RECEIVED]), int(row[EXPECTED]))
        known = {m.id: stated_value(row, m, kind) for m in kind.indicators}
        values = known if coverage.received else dict.fromkeys(known)
        rows.append({**row, **values, "coverage": coverage})
    return rows


def figures(warehouse: Warehouse, scope: Scope, kind: Kind, periods: Span) -> dict[str, Figure]:
    """Return the total of each indicator of a kind over a range of periods, by its id."""
    (row,) = asked(warehouse, kind, scope.filters(periods))
    return {
        m.id: Figure(row[m.id], row[f"{m.id}_qualifier"], row["coverage"]) for m in kind.indicators
    }


def changes(
    warehouse: Warehouse, scope: Scope, kind: Kind
) -> dict[str, tuple[Figure, Change, Change]]:
    """Return each indicator now, beside the previous periods and beside the year before."""
    now = figures(warehouse, scope, kind, scope.focus)
    before = against(warehouse, scope, kind, scope.previous)
    year_before = against(warehouse, scope, kind, scope.year_before)
    return {id: (figure, before[id], year_before[id]) for id, figure in now.items()}


def against(warehouse: Warehouse, scope: Scope, kind: Kind, periods: Span) -> dict[str, Change]:
    """Return how each indicator changed since other periods, like compared with like.

    Where reports are missing on either side, only the provinces with all of theirs on both
    sides are compared.
    """
    now = figures(warehouse, scope, kind, scope.focus)
    then = figures(warehouse, scope, kind, periods)
    whole = {id: Change(now[id], then[id], periods) for id in now}
    if all(change.fair for change in whole.values()):
        return whole
    like = _alike(warehouse, scope, kind, periods)
    return {id: change if change.fair else like.get(id, change) for id, change in whole.items()}


def _alike(warehouse: Warehouse, scope: Scope, kind: Kind, periods: Span) -> dict[str, Change]:
    between = Span(periods.first, scope.focus.last)
    drawn = scope.by_place(between)
    now, then = (
        {
            row["k_province"]: row
            for row in asked(warehouse, kind, scope.filters(span, boundaries=drawn), ("province",))
            if row["coverage"].share == 1
        }
        for span in (scope.focus, periods)
    )
    found = {}
    for m in kind.indicators:
        both = [
            (now[key][m.id], then[key][m.id])
            for key in now.keys() & then.keys()
            if now[key][m.id] is not None and then[key][m.id] is not None
        ]
        if len(both) >= FEWEST:
            counted = Coverage(len(both), len(both))
            sums = (Figure(sum(side), "", counted) for side in zip(*both, strict=True))
            found[m.id] = Change(*sums, periods, places=len(both))
    return found
