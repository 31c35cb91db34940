"""What each indicator rests on: how many records state it, in how many reports."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.catalog import catalog
from data.kinds import COUNTS
from data.warehouse import Warehouse

# By slice first: counting distinct slices for each column would read the records three times.
_SLICES = (
    "SELECT kind, vintage, province_code, period, "  # noqa: S608
    f"{', '.join(f'count({c}) AS {c}' for c in COUNTS)} "
    "FROM records WHERE status = 'done' GROUP BY ALL"
)
_BASIS = (
    f"SELECT kind, {', '.join(f'sum({c})::BIGINT, count_if({c} > 0)' for c in COUNTS)} "  # noqa: S608
    f"FROM ({_SLICES}) GROUP BY kind"
)


@dataclass(frozen=True)
class Basis:
    """The records of activities done that state a number, and the current reports they are in."""

    records: int
    reports: int


def basis(warehouse: Warehouse) -> Mapping[str, Basis]:
    """Return what each indicator rests on, by its id; nothing of the reporting measures."""
    counted = {kind: tuple(cells) for kind, *cells in warehouse.rows(_BASIS)}
    nothing = (0,) * (2 * len(COUNTS))
    found = {}
    for measure in catalog().measures.values():
        if measure.counts:
            at = 2 * COUNTS.index(measure.counts)
            records, reports = counted.get(measure.kind, nothing)[at : at + 2]
            found[measure.id] = Basis(records, reports)
    return found
