"""The tables behind the charts of a kind: over time, by province, form or channel."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.catalog import Kind, Measure, catalog
from data.events import events_in
from data.periods import due, grain_of
from data.questions import Question
from pages.parts.answers import answer, rows_of, today
from pages.parts.by_place import in_focus, over
from pages.parts.change import moves
from pages.parts.format import SIGNS, rank_moved
from pages.parts.scope import MONTHS, Span
from pages.parts.sums import months, summed
from pages.parts.view import View

GREAT = ("congress", "election")
"""Kinds of events that are marked in a chart; the merger has a line of its own."""
PARTS = 8
"""How many forms are named; the others stand together."""


def _cell(row: Mapping[Any, Any], measure: Measure) -> dict[str, Any]:
    qualifier = SIGNS.get(row[f"{measure.id}_qualifier"], "")
    coverage = str(row["coverage"]) if "coverage" in row else ""
    return {"value": row[measure.id], "qualifier": qualifier, "coverage": coverage}


def trend_table(view: View, measure: Measure) -> pd.DataFrame:
    """Return period, value, qualifier, coverage, partial, note, event and marked by period."""
    scope = view.scope
    grain = scope.choice.grain
    known = months(view.warehouse, scope)
    buckets: dict[str, list[str]] = {}
    for period in scope.window.periods:
        buckets.setdefault(grain_of(period, grain), []).append(period)
    lines = []
    for bucket, periods in buckets.items():
        rows = [known[period] for period in periods if period in known]
        about = _events(view, periods)
        if not rows:
            lines.append({"period": bucket, "value": None, "partial": False, **about})
            continue
        row = summed(rows, [measure.id])
        partial = len(periods) < MONTHS[grain] or not row["coverage"].enough
        note = view.say("chart.coverage", coverage=row["coverage"])
        said = {"partial": partial, "note": note}
        lines.append({"period": bucket, **_cell(row, measure), **said, **about})
    return _with_gaps(pd.DataFrame(lines))


def _events(view: View, periods: Sequence[str]) -> dict[str, Any]:
    """Return the events of some periods by name, and whether a great one is among them."""
    found = [e for some in events_in(periods).values() for e in some if e.kind != "merger"]
    names = dict.fromkeys(event.name.in_(view.lang) for event in found)
    great = any(event.kind in GREAT for event in found)
    return {"event": "; ".join(names), "marked": great}


def province_table(view: View, measure: Measure) -> pd.DataFrame:
    """Return code, name, value, qualifier, chosen, note, moved and coverage of all provinces."""
    scope = view.scope
    rows = in_focus(view.warehouse, scope).values()
    moved = moves(view.warehouse, scope, measure.id)
    return _with_gaps(
        pd.DataFrame(
            [
                {
                    "code": row["k_province"],
                    "name": row["province"],
                    **_cell(row, measure),
                    "chosen": row["province"] in scope.choice.provinces,
                    "note": _part_note(view, row),
                    "moved": rank_moved(moved.get(row["province"], 0)),
                }
                for row in rows
            ],
            columns=["code", "name", "value", "qualifier", "chosen", "note", "moved", "coverage"],
        )
    )


def month_table(view: View, measure: Measure, period: str) -> pd.DataFrame:
    """Return code, name, value, qualifier and note of all provinces in one of the last months."""
    rows = over(view.warehouse, view.scope, Span(period, period))
    return _with_gaps(
        pd.DataFrame(
            [
                {
                    "code": row["k_province"],
                    "name": name,
                    **_cell(row, measure),
                    "note": _part_note(view, row),
                }
                for name, row in rows.items()
            ],
            columns=["code", "name", "value", "qualifier", "note"],
        )
    )


def heat_table(view: View, measure: Measure, periods: Span) -> pd.DataFrame:
    """Return code, name, period, value, state, qualifier and note per province and month."""
    scope = view.scope
    filters = scope.filters(periods, boundaries=scope.by_place(periods))
    kind = catalog().kinds[measure.kind or ""]
    ids = tuple(m.id for m in kind.indicators)
    rows = rows_of(view.warehouse, filters, ("province", "period"), ids)
    waiting = {period for period in periods.periods if due(period) >= today()}
    return _with_gaps(
        pd.DataFrame(
            [
                {
                    "code": row["k_province"],
                    "name": row["province"],
                    "period": row["period"],
                    **_cell(row, measure),
                    "state": "not_due" if row["period"] in waiting else "missing",
                    "note": _part_note(view, row),
                }
                for row in rows
            ],
            columns=["code", "name", "period", "value", "qualifier", "state", "note", "coverage"],
        )
    )


def _part_note(view: View, row: dict[str, Any]) -> str:
    """Return what a province's figure lacks: over several reports, some may not have come."""
    coverage = row["coverage"]
    whole = coverage.received == coverage.expected
    return "" if whole else view.say("chart.coverage", coverage=coverage)


def parts_table(view: View, kind: Kind, measure: Measure) -> pd.DataFrame:
    """Return key, name, value, qualifier and rest by form or channel, the greatest first."""
    dimension = kind.breakdown
    question = Question((measure.id,), (dimension,), view.scope.filters(view.scope.focus))
    rows = answer(view.warehouse, question).to_dict("records")
    named = [
        {
            "key": str(row[dimension]) if isinstance(row[dimension], str) else "",
            "name": _part_name(view, dimension, row[dimension]),
            **_cell(row, measure),
            "rest": False,
        }
        for row in rows
        if row[measure.id]
    ]
    named.sort(key=lambda row: (not row["key"], -row["value"]))
    shown, rest = named[:PARTS], named[PARTS:]
    if len(rest) == 1:
        shown, rest = named, []
    if rest:
        words = view.say("chart.other_forms", n=len(rest))
        total = sum(row["value"] for row in rest)
        shown.append({"key": "rest", "name": words, "value": total, "qualifier": "", "rest": True})
    return pd.DataFrame(shown, columns=["key", "name", "value", "qualifier", "rest"])


def _part_name(view: View, dimension: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        return view.say("title.without")
    return catalog().label(dimension, value, view.lang)


def _with_gaps(table: pd.DataFrame) -> pd.DataFrame:
    """Keep figures whole numbers beside gaps, which pandas would turn into fractions."""
    return table.assign(value=table["value"].astype("Int64")) if len(table) else table
