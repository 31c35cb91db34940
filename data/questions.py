"""Measures by dimensions under filters: the one place where SQL for pages is composed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data.aggregates import MARKS
from data.answer import TERRITORIES, Answer, Places
from data.catalog import Measure, catalog
from data.filters import (
    CURRENT,
    GRAIN_SQL,
    SLICE_DIMENSIONS,
    TOPICS,
    Filters,
    QuestionError,
    clauses,
)
from data.reporting import AGGREGATES, SLICES, calendar_of
from data.warehouse import Warehouse

ROLLUP_DIMENSIONS = (*SLICE_DIMENSIONS, "kind", "status")
ROLLUP_SQL = re.compile(r"sum\((quantity|participants|copies)\)")
# An activity on two channels or topics stands under both; one without any stands under none.
LISTS = {"channel": "channel", "topic": TOPICS}


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
    """One SELECT over one table of facts: its aggregates by SQL, and their measures."""

    facts: str
    where: str
    values: list[Any]
    kind: str
    aggregates: tuple[str, ...]
    places: Places


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
    """Return the SQL of what a territory is called, by its latest name; others by their key."""
    column = {"province": "name", "region": "region"}.get(dimension)
    if column is None:
        return "NULL"
    if boundaries == CURRENT:
        return f"any_value(p.current_{column})"
    return f"arg_min(p.{column}, f.vintage)"


def checked(question: Question) -> tuple[list[Measure], list[Measure]]:
    """Return the measures of activities and of reporting; raise QuestionError if it cannot be."""
    known = catalog()
    clauses(question.filters)
    for ids, names in ((question.measures, known.measures), (question.by, known.dimensions)):
        for id in ids:
            if id not in names:
                raise QuestionError(f"{id}: không có / unknown. {', '.join(names)}")
    measures = [known.measures[id] for id in dict.fromkeys(question.measures)]
    reporting = [m for m in measures if m.kind is None]
    undivided = sorted(question.used - set(SLICE_DIMENSIONS))
    if question.filters.search:
        undivided.append("search")
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


def _records_by(dimensions: Sequence[str]) -> str:
    """Return the records, one row for each channel or topic that they are grouped by."""
    facts = "records"
    for dimension in (d for d in LISTS if d in dimensions):
        each = f"unnest(coalesce(nullif({LISTS[dimension]}, []), [NULL])) AS one"
        value = "[one]" if dimension == "channel" else "one"
        facts = (
            f"(SELECT * EXCLUDE (one) REPLACE ({value} AS {dimension}) "  # noqa: S608
            f"FROM (SELECT *, {each} FROM {facts} AS f))"
        )
    return facts


def _activities(question: Question, measures: Sequence[Measure], *, rollup: bool) -> _Part:
    """Return the part over roll-up or records; a slice with any record has a row.

    Sums are grouped by kind and picked apart afterwards: planning one aggregate per measure
    took DuckDB longer than the whole answer does now.
    """
    where, values = clauses(question.filters)
    counted = f"f.kind IN ({', '.join(sorted({repr(m.kind) for m in measures}))})"
    if not question.filters.where.get("status"):
        counted += " AND f.status = 'done'"
    if set(question.by) - set(SLICE_DIMENSIONS):
        # By a property of activities, only the activities that the measures count make rows.
        where += f" AND {counted}"
    marks = "f.{0}_marks" if rollup else f"({MARKS})::UTINYINT"
    # A sum is a HUGEINT, which takes Python ten times as long to fetch.
    figures = [f"({m.sql})::BIGINT" for m in measures]
    marked = [f"bit_or({marks.format(m.counts)})" for m in measures]
    aggregates = tuple(dict.fromkeys(figures + marked))
    places = {
        m.id: (str(m.kind), aggregates.index(figure), aggregates.index(mark))
        for m, figure, mark in zip(measures, figures, marked, strict=True)
    }
    facts = "monthly" if rollup else _records_by(question.by)
    # What no measure counts, plans too, stands in groups without a kind: an indicator's SQL may
    # be any aggregate, also one with a FILTER of its own.
    kind = f"CASE WHEN {counted} THEN f.kind END"
    return _Part(facts, where, values, kind, aggregates, places)


def _reporting(question: Question, measures: Sequence[Measure], periods: list[Any]) -> _Part:
    """Return the part over expected and received reports."""
    where, values = clauses(question.filters)
    aggregates = ("0", *(AGGREGATES[m.id] for m in measures))
    places = {m.id: ("", number, 0) for number, m in enumerate(measures, start=1)}
    return _Part(SLICES, where, [*periods, *values], "''", aggregates, places)


def _select(part: _Part, question: Question) -> str:
    """Return the SQL of a part: keys, names, kind, aggregates; rows in the order of the keys."""
    boundaries = question.filters.boundaries
    keys = [_key(d, boundaries) for d in question.by]
    names = [_name(d, boundaries) for d in question.by]
    groups = range(1, len(keys) + 1)
    sorted_by = [
        f"{len(keys) + at} COLLATE vi NULLS LAST" if d in TERRITORIES else f"{at} NULLS LAST"
        for at, d in zip(groups, question.by, strict=True)
    ]
    columns = ", ".join([*keys, *names, part.kind, *part.aggregates])
    # Half the time of a question by month would go into a join that it does not need.
    placed = "p." in f"{columns} {part.where}"
    join = "JOIN provinces AS p USING (vintage, province_code) " if placed else ""
    # GROUP BY is by position: a name could mean a column of the facts.
    return (
        f"SELECT {columns} FROM {part.facts} AS f {join}WHERE {part.where} "  # noqa: S608
        f"GROUP BY {', '.join(map(str, [*groups, 2 * len(keys) + 1]))}"
        + (f" ORDER BY {', '.join(sorted_by)}" if keys else "")
    )


def ask(warehouse: Warehouse, question: Question, *, now: datetime | None = None) -> pd.DataFrame:
    """Return the answer to a question as a table, in the order of its dimensions.

    Columns: each dimension asked for; ``k_<dimension>``, the key behind each name (a province
    name alone is ambiguous over 7/2025); each measure as a whole number, 0 where a province and
    period has records but none that counts; ``<measure>_qualifier`` (at_least, at_most, about or
    empty); ``<measure>_stated``, false where there are such activities but none states a number.
    Raises QuestionError for an id or value that does not exist.
    """
    activities, reporting = checked(question)
    parts = []
    if reporting:
        # First: its rows are all slices there can be, in order, and activities fall in place.
        filters = question.filters
        calendar = calendar_of(warehouse, now or datetime.now(UTC), filters.first, filters.last)
        parts.append(_reporting(question, reporting, list(calendar.bound)))
    if activities:
        rollup = on_rollup(question, activities)
        parts.append(_activities(question, activities, rollup=rollup))
    answer = Answer(question.by, question.measures)
    for part in parts:
        answer.add(warehouse.rows(_select(part, question), part.values), part.places)
    return answer.table()
