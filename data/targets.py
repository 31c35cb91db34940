"""Targets: what a year is to reach by measure, of the country or the sum of its provinces."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import pandas as pd

from data.filters import CURRENT, Filters
from data.periods import vintage_of
from data.provinces import Province, provinces
from data.warehouse import Warehouse

COUNTRY = ""
_TARGETS = """
SELECT province_code, measure, value, source FROM targets WHERE year = ? ORDER BY ALL
"""


_SENT = """
SELECT t.province_code AS code, t.value, t.source, upload, f.file, t."row", f.sender, f.sent_at
FROM targets AS t LEFT JOIN target_files AS f USING (upload)
WHERE t.year = ? AND t.measure = ? ORDER BY ALL
"""


class Target(NamedTuple):
    """One row of a year's targets: a place (its code, or COUNTRY), a measure and a number."""

    code: str
    measure: str
    value: int
    source: str


class Goal(NamedTuple):
    """What a place is to reach: ``value`` is None where only ``some`` of ``all`` have a target.

    A target set for the place itself is of one place: ``some`` and ``all`` are 1.
    """

    value: int | None
    some: int
    all: int


def vintage_in(year: int) -> int:
    """Return the vintage of a year's targets, which are set for its provinces of January."""
    return vintage_of(f"{year}-01")


def targets(warehouse: Warehouse, year: int) -> tuple[Target, ...]:
    """Return the targets of a year."""
    if not warehouse.has("targets"):
        return ()
    return tuple(Target(*row) for row in warehouse.rows(_TARGETS, [year]))


def as_sent(warehouse: Warehouse, year: int, measure: str) -> pd.DataFrame:
    """Return the targets of a year and measure, each with where it came from.

    Columns: code, value, source, upload, file, row, sender, sent_at (UTC).
    """
    return warehouse.table(_SENT, [year, measure])


def counted(codes: Collection[str], places: Collection[str]) -> Collection[str]:
    """Return the codes that make the target of some places: the country's own, or theirs."""
    if COUNTRY in places and COUNTRY in codes:
        return {COUNTRY}
    return {code for code in codes if code != COUNTRY and code in places}


def goal(found: Iterable[Target], measure: str, places: Collection[str]) -> Goal | None:
    """Return what some places are to reach together, None where none of them has a target.

    ``places`` are codes of the year's vintage, or COUNTRY and all of them: the country's own
    target goes before the sum of the provinces'. Part of a sum is no target.
    """
    of = {target.code: target.value for target in found if target.measure == measure}
    values = [of[code] for code in counted(of, places)]
    if not values:
        return None
    if COUNTRY in places and COUNTRY in of:
        return Goal(values[0], 1, 1)
    asked = len(places) - (COUNTRY in places)
    return Goal(sum(values) if len(values) == asked else None, len(values), asked)


def places_of(filters: Filters, year: int) -> frozenset[str]:
    """Return the places of the year's vintage that a question looks at, as ``goal`` takes them."""
    units = provinces(vintage_in(year)).values()
    names, regions = filters.where.get("province", ()), filters.where.get("region", ())
    if not names and not regions:
        return frozenset((COUNTRY, *(unit.code for unit in units)))
    current = filters.boundaries == CURRENT

    def is_asked(unit: Province) -> bool:
        name, region = (
            (unit.current_name, unit.current_region) if current else (unit.name, unit.region)
        )
        return (not names or name in names) and (not regions or region in regions)

    return frozenset(unit.code for unit in units if is_asked(unit))
