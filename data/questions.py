"""Measures by dimensions under filters: the one place where SQL for pages is composed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data.catalog import Measure, catalog
from data.filters import CURRENT, GRAIN_SQL, SLICE_DIMENSIONS, Filters, QuestionError, clauses
from data.reporting import AGGREGATES, SLICES, calendar_of
from data.warehouse import Warehouse

ROLLUP_DIMENSIONS = (*SLICE_DIMENSIONS, "kind", "form", "status")
ROLLUP_SQL = re.compile(r"sum\((quantity|participants|copies)\)")
QUALIFIERS = {0: "", 1: "at_least", 2: "at_most"}
MARKS = "CASE f.{0}_qualifier WHEN 'at_least' THEN 1 WHEN 'at_most' THEN 2 WHEN 'about' THEN 4 END"
# An activity on two channels stands under both; one without a channel under none.
PER_CHANNEL = (
    "(SELECT * REPLACE ([one] AS channel) FROM (SELECT *, "
    "unnest(coalesce(nullif(channel, []), [NULL])) AS one FROM records))"
)


@dataclass(frozen=True)
class Question:
    """Ids of measures and dimensions from the catalog, under filters."""

    measures: tuple[str, ...]
    by: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)

    @property
    def used(self) -> set[str]:
        """The dimensions it is grouped or filtered by."""
        return {*self.by, *(d for d, values in self.filters.where.items() if values)}


@dataclass(frozen=True)
class _Part:
    """One SELECT over one table of facts, to be joined with others on the keys."""

    facts: str
    where: str
    aggregates: list[str]
    values: list[Any]


def _key(dimension: str, boundaries: str) -> str:
    """Return the SQL that rows are grouped by; a province by its territory, not its name."""
    current = boundaries == CURRENT
    keys = {
        "province": "p.current_code" if current else "p.unit",
        # Regions of the two vintages are different territories even under one name.
        "region": "p.current_region" if current else "f.vintage || ':' || p.region",
        "channel": "f.channel[1]",
    }
    return keys.get(dimension) or GRAIN_SQL.get(dimension) or f"f.{dimension}"


def _name(dimension: str, boundaries: str) -> str:
    """Return the SQL of what a group is called; a territory by its latest name."""
    column = {"province": "name", "region": "region"}.get(dimension)
    if column is None:
        return f"any_value({_key(dimension, boundaries)})"
    if boundaries == CURRENT:
        return f"any_value(p.current_{column})"
    return f"arg_min(p.{column}, f.vintage)"


def _checked(question: Question) -> tuple[list[Measure], list[Measure]]:
    """Return the measures of activities and of reporting; raise QuestionError for unknown ids."""
    known = catalog()
    for ids, names in ((question.measures, known.measures), (question.by, known.dimensions)):
        for id in ids:
            if id not in names:
                raise QuestionError(f"{id}: không có / unknown. {', '.join(names)}")
    measures = [known.measures[id] for id in dict.fromkeys(question.measures)]
    reporting = [m for m in measures if m.kind is None]
    undivided = sorted(question.used - set(SLICE_DIMENSIONS))
    if reporting and undivided:
        raise QuestionError(
            f"{reporting[0].id}: không chia theo / cannot be split by {undivided[0]}. "
            f"{', '.join(SLICE_DIMENSIONS)}"
        )
    return [m for m in measures if m.kind], reporting


def on_rollup(question: Question, measures: Sequence[Measure]) -> bool:
    """Say whether the monthly roll-up can answer, or the records are needed."""
    return (
        question.used <= set(ROLLUP_DIMENSIONS)
        and not question.filters.search
        and all(ROLLUP_SQL.fullmatch(m.sql) for m in measures)
    )


def _condition(measure: Measure, question: Question) -> str:
    """Return the SQL filter of one measure: its kind, and results only unless told otherwise."""
    done = "" if question.filters.where.get("status") else " AND f.status = 'done'"
    return f"f.kind = '{measure.kind}'{done}"


def _activities(question: Question, measures: Sequence[Measure], *, rollup: bool) -> _Part:
    """Return the part over roll-up or records; a slice with any record has a row."""
    where, values = clauses(question.filters)
    if set(question.by) - set(SLICE_DIMENSIONS):
        # By a property of activities, only the activities that the measures count make rows.
        kinds = " OR ".join(f"({_condition(m, question)})" for m in measures)
        where = f"{where} AND ({kinds})"
    aggregates = []
    for m in measures:
        only = f"FILTER (WHERE {_condition(m, question)})"
        marks = f"f.{m.counts}_marks" if rollup else MARKS.format(m.counts)
        aggregates.append(f"({m.sql} {only})::BIGINT AS {m.id}")
        aggregates.append(f"bit_or(({marks})::UTINYINT) {only} AS {m.id}_marks")
    facts = "monthly" if rollup else PER_CHANNEL if "channel" in question.by else "records"
    return _Part(facts, where, aggregates, values)


def _reporting(question: Question, measures: Sequence[Measure], periods: list[Any]) -> _Part:
    """Return the part over expected and received reports."""
    where, values = clauses(question.filters)
    aggregates = [f"{AGGREGATES[m.id]} AS {m.id}, 0 AS {m.id}_marks" for m in measures]
    return _Part(SLICES, where, aggregates, [*periods, *values])


def _select(part: _Part, question: Question) -> str:
    boundaries = question.filters.boundaries
    keys = [f"{_key(d, boundaries)} AS k_{d}" for d in question.by]
    names = [f"{_name(d, boundaries)} AS {d}" for d in question.by]
    # GROUP BY is by position: a name could mean a column of the facts.
    groups = ", ".join(str(i + 1) for i in range(len(keys)))
    return (
        f"SELECT {', '.join([*keys, *names, *part.aggregates])} FROM {part.facts} AS f "  # noqa: S608
        f"JOIN provinces AS p USING (vintage, province_code) WHERE {part.where}"
        + (f" GROUP BY {groups}" if groups else "")
    )


def _joined(parts: Sequence[_Part], question: Question, ids: Sequence[str]) -> str:
    """Return one SQL over the parts: dimensions, keys, figures (0 without records), marks."""
    # NULL keys (an activity without mode) are equal here, which USING would not say.
    on = " AND ".join(f"a.k_{d} IS NOT DISTINCT FROM b.k_{d}" for d in question.by) or "TRUE"
    if len(parts) == 1:
        source = f"({_select(parts[0], question)}) AS a"
        pick = {d: f"a.{d}" for d in question.by} | {f"k_{d}": f"a.k_{d}" for d in question.by}
    else:
        first, second = (f"({_select(part, question)})" for part in parts)
        source = f"{first} AS a FULL JOIN {second} AS b ON {on}"
        names = [*question.by, *(f"k_{d}" for d in question.by)]
        pick = {name: f"coalesce(a.{name}, b.{name})" for name in names}
    columns = [f"{sql} AS {name}" for name, sql in pick.items()]
    columns += [f"coalesce({id}, 0) AS {id}, coalesce({id}_marks, 0) AS {id}_marks" for id in ids]
    order = ", ".join(
        f"{pick[d]} COLLATE vi NULLS LAST"
        if d in ("province", "region")
        else f"{pick[d]} NULLS LAST"
        for d in question.by
    )
    return f"SELECT {', '.join(columns)} FROM {source}" + (f" ORDER BY {order}" if order else "")  # noqa: S608


def ask(warehouse: Warehouse, question: Question, *, now: datetime | None = None) -> pd.DataFrame:
    """Return the answer to a question as a table, in the order of its dimensions.

    Columns: each dimension asked for; each measure as a whole number, 0 where a province and
    period has records but none that counts; ``<measure>_qualifier`` (at_least, at_most, about or
    empty); ``k_<dimension>``, the key behind each name: a province name alone is ambiguous over
    7/2025. Raises QuestionError for an id or value that does not exist.
    """
    activities, reporting = _checked(question)
    parts = []
    if activities:
        rollup = on_rollup(question, activities)
        parts.append(_activities(question, activities, rollup=rollup))
    if reporting:
        calendar = calendar_of(warehouse, now or datetime.now(UTC))
        parts.append(_reporting(question, reporting, list(calendar.bound)))
    ids = list(dict.fromkeys(question.measures))
    values = [value for part in parts for value in part.values]
    table = warehouse.table(_joined(parts, question, ids), values)
    for id in ids:
        table[f"{id}_qualifier"] = table.pop(f"{id}_marks").map(QUALIFIERS).fillna("about")
    return table
