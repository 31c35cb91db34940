"""A figure beside an earlier one, only as far as the two can honestly be compared."""

from dataclasses import dataclass
from statistics import median

from data.warehouse import Warehouse
from pages.parts.answers import KEPT, Row, indicators, today
from pages.parts.by_place import chosen, in_focus, over
from pages.parts.coverage import Coverage
from pages.parts.remembered import remembered
from pages.parts.scope import Scope, Span
from pages.parts.sums import total

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
    """A figure now and at another time; of some ``places`` only, if the rest cannot be compared.

    ``cut`` is one whose earlier periods begin before the first report of all.
    """

    now: Figure
    then: Figure
    periods: Span
    places: int | None = None
    cut: bool = False
    alike: tuple[str, ...] = ()
    """The names of those places."""

    @property
    def known(self) -> bool:
        """Whether there is a figure on both sides."""
        return self.now.value is not None and self.then.value is not None

    @property
    def whole(self) -> bool:
        """Whether every report is there on both sides."""
        return self.now.coverage.share == self.then.coverage.share == 1

    @property
    def fair(self) -> bool:
        """Whether a difference says something: both known, and of about as many reports.

        A total with a third of its reports missing would always seem to fall, and beside one
        with months before the first report it would seem to rise.
        """
        enough = self.now.coverage.enough and self.then.coverage.enough
        return self.known and not self.cut and (bool(self.places) or enough)

    @property
    def difference(self) -> int:
        """How much more there is now, negative for less."""
        return (self.now.value or 0) - (self.then.value or 0)

    @property
    def share(self) -> float | None:
        """The difference as a share of the earlier figure, None after a zero."""
        return self.difference / self.then.value if self.then.value else None


Changes = dict[str, tuple[Figure, Change, Change]]


def changes(warehouse: Warehouse, scope: Scope) -> Changes:
    """Return each indicator now, beside the previous periods and beside the year before.

    Where a report is missing on either side, only the provinces with all of theirs on both
    sides are compared: like with like.
    """
    return _changes(f"{warehouse.key} {today()} {scope}", scope, warehouse)


@remembered(most=KEPT)
def _changes(key: str, _scope: Scope, _warehouse: Warehouse) -> Changes:  # noqa: ARG001
    now = figures(_warehouse, _scope, _scope.focus)
    before, year_before = (
        _against(_warehouse, _scope, now, periods)
        for periods in (_scope.previous, _scope.year_before)
    )
    return {id: (figure, before[id], year_before[id]) for id, figure in now.items()}


def figures(warehouse: Warehouse, scope: Scope, periods: Span) -> dict[str, Figure]:
    """Return the total of each indicator over a range of periods, by its id."""
    row = total(warehouse, scope, periods)
    return {id: Figure(row[id], row[f"{id}_qualifier"], row["coverage"]) for id in indicators()}


def _against(
    warehouse: Warehouse, scope: Scope, now: dict[str, Figure], periods: Span
) -> dict[str, Change]:
    return _compared(warehouse, scope, now, periods, in_focus(warehouse, scope))


def _compared(
    warehouse: Warehouse,
    scope: Scope,
    now: dict[str, Figure],
    periods: Span,
    here: dict[str, Row],
) -> dict[str, Change]:
    then = figures(warehouse, scope, periods)
    cut = periods.first < scope.known.first
    found = {id: Change(now[id], then[id], periods, cut=cut) for id in now}
    if cut or all(change.whole or not change.known for change in found.values()):
        return found
    there = over(warehouse, scope, periods)
    alike = [
        (name, here[name], there[name])
        for name in chosen(scope, here.keys() & there.keys())
        if here[name]["coverage"].share == there[name]["coverage"].share == 1
    ]
    return {id: _of_places(change, id, alike) or change for id, change in found.items()}


def so_far(warehouse: Warehouse, scope: Scope) -> dict[str, Figure]:
    """Return each indicator from January to the end of the focus, whatever the focus is."""
    last = scope.focus.last
    return figures(warehouse, scope, Span(f"{last[:4]}-01", last))


def since_january(warehouse: Warehouse, scope: Scope) -> dict[str, tuple[Figure, Change]]:
    """Return each indicator from January on, and beside the same months of the year before.

    Empty where that is the focus itself, or where it begins before January.
    """
    return _since_january(f"{warehouse.key} {today()} {scope}", scope, warehouse)


@remembered(most=KEPT)
def _since_january(
    key: str,  # noqa: ARG001
    _scope: Scope,
    _warehouse: Warehouse,
) -> dict[str, tuple[Figure, Change]]:
    year = _scope.year
    if year is None:
        return {}
    now, here = figures(_warehouse, _scope, year), over(_warehouse, _scope, year)
    found = _compared(_warehouse, _scope, now, year.earlier(12), here)
    return {id: (now[id], change) for id, change in found.items()}


def median_of(warehouse: Warehouse, scope: Scope, id: str) -> float | None:
    """Return the median province in the focus, None where too few gave a figure."""
    known = [row[id] for row in in_focus(warehouse, scope).values() if row[id] is not None]
    return median(known) if len(known) >= FEWEST else None


def moves(warehouse: Warehouse, scope: Scope, id: str) -> dict[str, int]:
    """Return by how many places each province went up since the period before, negative for down.

    The ranks are those among the provinces with all their reports in both.
    """
    now = _whole(in_focus(warehouse, scope), id)
    then = _whole(over(warehouse, scope, scope.previous), id)
    both = now.keys() & then.keys()
    ranks, earlier = (_ranks({name: of[name] for name in both}) for of in (now, then))
    return {name: earlier[name] - ranks[name] for name in both}


def _whole(rows: dict[str, Row], id: str) -> dict[str, int]:
    """Return the figures of the provinces with all their reports."""
    return {n: r[id] for n, r in rows.items() if r[id] is not None and r["coverage"].share == 1}


def _ranks(figures: dict[str, int]) -> dict[str, int]:
    ordered = sorted(figures.values(), reverse=True)
    return {name: 1 + ordered.index(value) for name, value in figures.items()}


def _of_places(change: Change, id: str, alike: list[tuple[str, Row, Row]]) -> Change | None:
    """Return the change of the provinces that give a figure on both sides, None if too few do."""
    sides = {
        name: (now[id], then[id]) for name, now, then in alike if None not in (now[id], then[id])
    }
    if len(sides) < FEWEST:
        return None
    whole = Coverage(len(sides), len(sides))
    now, then = (Figure(sum(side), "", whole) for side in zip(*sides.values(), strict=True))
    names = tuple(sorted(sides))
    return Change(now, then, change.periods, places=len(sides), alike=names)
