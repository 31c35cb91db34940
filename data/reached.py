"""Questions that may ask for targets too: what a year is to reach, and how much of it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pandas as pd

from data import questions
from data.catalog import Measure, catalog
from data.filters import CURRENT, Filters, QuestionError, clauses
from data.periods import MERGER
from data.provinces import Province, provinces
from data.questions import Question
from data.targets import Target, goal, places_of, targets, vintage_in
from data.warehouse import Warehouse

EXPECTED, RECEIVED = "reports_expected", "reports_received"
DIVIDING = ("province", "region", "year")
MERGER_YEAR = int(MERGER[:4])
Row = dict[str, object]


def goals_in(question: Question) -> list[Measure]:
    """Return the targets and shares that a question asks for."""
    return [catalog().goals[id] for id in question.measures if id in catalog().goals]


def checked(question: Question) -> None:
    """Raise QuestionError if a question cannot be answered."""
    goals = goals_in(question)
    known = (*catalog().measures, *catalog().goals)
    unknown = [id for id in question.measures if id not in known]
    if unknown:
        raise QuestionError(f"{unknown[0]}: không có / unknown. {', '.join(known)}")
    questions.checked(replace(question, measures=_own(question)))
    undivided = sorted(question.used - set(DIVIDING))
    undivided += ["search"] if question.filters.search else []
    if goals and undivided:
        raise QuestionError(
            f"{goals[0].id}: không chia theo / cannot be split by {undivided[0]}. "
            f"{', '.join(DIVIDING)}"
        )


def _own(question: Question) -> tuple[str, ...]:
    return tuple(id for id in question.measures if id not in catalog().goals)


def ask(warehouse: Warehouse, question: Question, *, now: datetime | None = None) -> pd.DataFrame:
    """Return an answer as ``data.questions.ask`` does, targets and shares reached among it.

    A target or share is empty and not stated where it is not of one year, where only some of
    the places have a target, and a share too where nobody reported or, over the merger, where
    a territory did not last the year. A share is of the whole year's target, in whole per cent
    that are not rounded up, from January on whatever the first period asked for is.
    """
    goals = goals_in(question)
    if not goals:
        return questions.ask(warehouse, question, now=now)
    checked(question)
    own = tuple(dict.fromkeys((*_own(question), EXPECTED)))
    table = questions.ask(warehouse, replace(question, measures=own), now=now)
    since = _since_january(warehouse, question, goals, now)
    rows: list[Row] = [dict(zip(table.columns, cells, strict=True)) for cells in _cells(table)]
    found = [_Place(warehouse, question, row, since.get(_key(row, question), {})) for row in rows]
    for measure in goals:
        cells = [place.cell(measure) for place in found]
        table[measure.id] = pd.Series([value for value, _ in cells], dtype=object)
        table[f"{measure.id}_qualifier"] = [sign for _, sign in cells]
        table[f"{measure.id}_stated"] = [value is not None for value, _ in cells]
    return table


def _cells(table: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(zip(*(table[name].tolist() for name in table.columns), strict=True))


def _key(row: Mapping[str, object], question: Question) -> tuple[object, ...]:
    return tuple(row[f"k_{dimension}"] for dimension in question.by)


def _since_january(
    warehouse: Warehouse, question: Question, goals: list[Measure], now: datetime | None
) -> dict[tuple[object, ...], Row]:
    """Return what was reached from January on, by the keys of the question."""
    first = question.filters.first
    filters = replace(question.filters, first=f"{first[:4]}-01" if first else None)
    ids = tuple(dict.fromkeys((*(goal.of for goal in goals), RECEIVED)))
    table = questions.ask(warehouse, Question(ids, question.by, filters), now=now)
    rows: list[Row] = [dict(zip(table.columns, cells, strict=True)) for cells in _cells(table)]
    return {_key(row, question): row for row in rows}


def one_year(warehouse: Warehouse, filters: Filters) -> int | None:
    """Return the year that filters leave, None where it is not one."""
    clauses(filters)
    known = warehouse.periods or ("", "")
    first, last = (filters.first or known[0])[:4], (filters.last or known[1])[:4]
    chosen = {end for value in filters.where.get("year", ()) for end in value.split("..")}
    years = chosen or {first, last}
    return int(years.pop()) if len(years) == 1 and "" not in years else None


class _Place:
    """One row of an answer: its year, its places, and what they reached."""

    def __init__(
        self, warehouse: Warehouse, question: Question, row: Row, since: Mapping[str, object]
    ) -> None:
        self.question, self.row, self.since = question, row, since
        year = row.get("k_year")
        self.year = int(str(year)) if year else one_year(warehouse, question.filters)
        self.targets: tuple[Target, ...] = targets(warehouse, self.year) if self.year else ()

    def cell(self, measure: Measure) -> tuple[int | None, str]:
        """Return a target or the share of it that is reached, and the qualifier before it."""
        found = goal(self.targets, measure.of, self._places()) if self.year else None
        if found is None or found.value is None:
            return None, ""
        if not measure.is_share:
            return found.value, ""
        if not self._lasted or not self.since.get(RECEIVED):
            return None, ""
        if not self.since[f"{measure.of}_stated"]:
            return None, ""
        done = int(str(self.since[measure.of]))
        return 100 * done // found.value, str(self.since[f"{measure.of}_qualifier"])

    def _places(self) -> frozenset[str]:
        """Return the places of the row, as ``data.targets.goal`` takes them."""
        year = self.year or 0
        asked = places_of(self.question.filters, year)
        if not {"province", "region"} & {*self.question.by}:
            return asked
        units = provinces(vintage_in(year)).values()
        return asked & {unit.code for unit in units if self._is_of(unit)}

    def _is_of(self, unit: Province) -> bool:
        current = self.question.filters.boundaries == CURRENT
        keys = {
            "k_province": unit.current_code if current else unit.unit,
            "k_region": unit.current_region if current else f"{unit.vintage}:{unit.region}",
        }
        return all(self.row[name] == key for name, key in keys.items() if name in self.row)

    @property
    def _lasted(self) -> bool:
        """Whether the row is of one territory from January to December."""
        placed = {"province", "region"} & self.question.used
        if self.year != MERGER_YEAR or not placed or self.question.filters.boundaries == CURRENT:
            return True
        return str(self.row.get("k_province", "")).startswith("34:")
