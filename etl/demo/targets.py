"""Make a synthetic table of targets beside the synthetic reports, of every form there is."""

import csv
import io
from collections.abc import Collection, Iterator
from random import Random

from data.catalog import catalog
from data.periods import span
from data.provinces import Province, provinces
from data.targets import vintage_in
from etl.demo import SEED, territories
from etl.demo.plausible import activities, expected, words

YEARS = 2
# Who has a target for what: every province, the country, both, or only one region.
BY_PROVINCE, OF_COUNTRY = ("meetings", "classes"), ("classes", "titles")
BY_REGION = "documents"
REGION = "Đồng bằng sông Hồng"


def target_table(
    *, last: str, among: Collection[str] | None = None, seed: int = SEED
) -> tuple[str, bytes]:
    """Return name and bytes of a CSV with targets of the last years up to ``last``.

    ``among`` are provinces as ``reports`` takes them; the country has targets of its own only
    where all of them report.
    """
    wanted = None if among is None else territories(among)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(column.label.vi for column in catalog().target_columns.values())
    for year in range(int(last[:4]) - YEARS + 1, int(last[:4]) + 1):
        units = [
            unit
            for unit in provinces(vintage_in(year)).values()
            if wanted is None or unit.current_code in wanted
        ]
        for place, measure, value in _targets(seed, year, units, country=wanted is None):
            label = catalog().measures[measure].label.vi
            table.writerow((year, place, label, value, words()["mark"]))
    return f"chi-tieu-minh-hoa-{last[:4]}.csv", text.getvalue().encode("utf-8")


def _targets(
    seed: int, year: int, units: list[Province], *, country: bool
) -> Iterator[tuple[str, str, int]]:
    """Yield place, measure and number; what is set for a country is a little more than its sum."""
    for measure in OF_COUNTRY if country else ():
        yield "Cả nước", measure, _round(sum(_plausible(seed, year, u, measure) for u in units))
    for unit in units:
        regional = (BY_REGION,) if unit.current_region == REGION else ()
        for measure in (*BY_PROVINCE, *regional):
            yield unit.name, measure, _round(_plausible(seed, year, unit, measure))


def _plausible(seed: int, year: int, unit: Province, measure: str) -> float:
    """Return about what a province would reach in the year, set by somebody in January."""
    kind = catalog().measures[measure].kind
    rng = Random(f"{seed} {year} {unit.unit} {measure} target")
    periods = span(f"{year}-01", f"{year}-12")
    own = [activity for activity in activities() if activity.kind == kind]
    year_long = sum(expected(seed, unit, period, one) for period in periods for one in own)
    return year_long * rng.uniform(0.92, 1.15)


def _round(value: float) -> int:
    """Return a number as a plan has it: two digits that say something, and at least 1."""
    unit: int = 10 ** max(0, len(str(int(value))) - 2)
    return max(1, round(value / unit) * unit)
