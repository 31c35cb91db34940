"""Where a province stands among those that have reported: its rank, and the medians."""

from dataclasses import dataclass
from statistics import median

from data.catalog import catalog
from data.provinces import Province, provinces
from pages.parts.answers import Row, indicators
from pages.parts.change import FEWEST
from pages.parts.compared import provinces_of
from pages.parts.kept import kept
from pages.parts.links import Query
from pages.parts.provincial.everyone import everyone
from pages.parts.view import View


@dataclass(frozen=True)
class Standing:
    """A province's figure of one indicator among those of the provinces with all their reports."""

    own: int | None
    """None where a report of its own is missing or none states the figure."""
    others: tuple[int, ...]
    """The figures of the others, and of its region below."""
    near: tuple[int, ...]
    exact: bool
    """Whether every figure is a number, none "at least" or "about"."""
    names: tuple[str, ...] = ()
    """The names of all that are ranked, its own among them."""

    @property
    def all(self) -> int:
        """How many provinces are ranked."""
        return len(self.others) + (self.own is not None)

    @property
    def rank(self) -> int | None:
        """The place from the greatest on, None where nothing can be said."""
        if self.own is None or self.all < FEWEST:
            return None
        return 1 + sum(value > self.own for value in self.others)

    @property
    def shared(self) -> bool:
        """Whether another province has the same figure."""
        return self.own in self.others

    @property
    def share_below(self) -> float:
        """The share of the others that have less, those with as much counted by half."""
        own = self.own or 0
        below = sum((value < own) + (value == own) / 2 for value in self.others)
        return below / len(self.others) if self.others else 0.5

    @property
    def median(self) -> float | None:
        """The median province of the country, None where too few have a figure."""
        return self._median(self.others)

    @property
    def median_region(self) -> float | None:
        """The median province of the region, None where it is alone in it."""
        return self._median(self.near) if self.near else None

    def _median(self, others: tuple[int, ...]) -> float | None:
        if self.all < FEWEST:
            return None
        return median([*others, *([] if self.own is None else [self.own])])


def standings(view: View, province: Province) -> dict[str, Standing]:
    """Return where a province stands, by the id of the indicator."""
    return _standings(view, str(province.vintage), province.code)


def ranked(view: View, id: str, standing: Standing, *, region: str | None = None) -> Query:
    """Return the query for the provinces among which one is ranked, of which a median is."""
    known = {row["province"] for row in everyone(view) if row[id] is not None}
    names = () if known <= {*standing.names} else standing.names
    return provinces_of(view, catalog().measures[id], names, region=region)


@kept
def _standings(view: View, vintage: str, code: str) -> dict[str, Standing]:
    units = provinces(int(vintage))
    province = units[code]
    near = {p.name for p in units.values() if p.region == province.region} - {province.name}
    rows = [row for row in everyone(view) if row["coverage"].share == 1]
    return {id: _standing(rows, id, province.name, near) for id in indicators()}


def _standing(rows: list[Row], id: str, name: str, near: set[str]) -> Standing:
    known = {row["province"]: row[id] for row in rows if row[id] is not None}
    own = known.pop(name, None)
    return Standing(
        own=own,
        others=tuple(known.values()),
        near=tuple(value for place, value in known.items() if place in near),
        names=(*known, *([] if own is None else [name])),
        exact=not any(row[f"{id}_qualifier"] for row in rows if row[id] is not None),
    )
