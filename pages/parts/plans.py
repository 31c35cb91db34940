"""What the reports of a year plan beside what they say was done; a plan is never a result."""

from typing import Any

import pandas as pd

from data.catalog import Measure, catalog
from data.questions import Question
from pages.charts.look import KIND_COLOURS
from pages.charts.plans import plans
from pages.parts.answers import answer, indicators
from pages.parts.change import so_far
from pages.parts.coverage import Coverage
from pages.parts.figures import Chart, captions, chart, show_figure
from pages.parts.format import NBSP, SIGNS, grain_name, number, span
from pages.parts.headline import figure_said
from pages.parts.kept import kept
from pages.parts.links import Lead, records_of
from pages.parts.scope import Span
from pages.parts.sentences import amount
from pages.parts.sums import months
from pages.parts.view import View

PLANNED = "planned"


def show_plans(view: View, measure: Measure) -> None:
    """Show planned and done by month of the year in focus; nothing where nothing is planned."""
    drawn = _plans(view, measure.id)
    if drawn is not None:
        show_figure(view, drawn, name=f"{measure.id}-ke-hoach")


def _year(view: View) -> Span:
    last = view.scope.focus.last
    return Span(f"{last[:4]}-01", last)


@kept
def _plans(view: View, id: str) -> Chart | None:
    measure = catalog().measures[id]
    table = plans_table(view, measure)
    if not table["planned"].sum():
        return None
    year = _year(view)
    coverage = so_far(view.warehouse, view.scope)[id].coverage
    few = "" if coverage.enough else view.say("chart.coverage", coverage=coverage)
    period, note = span(year.first, year.last), view.say("plans.note")
    words = captions(view, _title(view, measure, table), measure, period, few, note)
    names = {name: view.say(f"plans.{name}") for name in ("planned", "done")}
    figure = plans(table, view.look, words, colour=KIND_COLOURS[measure.kind or ""], **names)
    said = table.assign(period=table["period"].map(lambda period: grain_name(period, view.lang)))
    columns = {"period": view.say("column.period"), **names}
    columns["coverage"] = view.say("column.coverage")
    named = said[list(columns)].rename(columns=columns)
    rows = [(f"planned {period}", f"done {period}") for period in table["period"]]
    return chart(figure, words, named, _leads(view, measure, table), rows)


def _title(view: View, measure: Measure, table: pd.DataFrame) -> str:
    """Return the sums since January; a sum of numbers that are at least so many is one too."""
    signs = set(table["planned_qualifier"]) - {""}
    sign = "≈" if len(signs) > 1 else next(iter(signs), "")
    planned = number(int(table["planned"].sum()), view.lang)
    done = so_far(view.warehouse, view.scope)[measure.id]
    said = figure_said(view, done)
    unit = f" {measure.unit.counted(view.lang, said)}" if done.value is not None else ""
    return view.say(
        "plans.title",
        year=view.scope.focus.last[:4],
        planned=f"{sign}{NBSP if sign else ''}{planned}",
        done=f"{said}{unit}",
    )


def _leads(view: View, measure: Measure, table: pd.DataFrame) -> dict[str, Lead]:
    """Return the way from each bar to its records: planned ones, or those done."""
    found = {}
    for row in table.to_dict("records"):
        period = row["period"]
        query = records_of(view, measure, Span(period, period))
        for name, where in (("planned", {"status": PLANNED}), ("done", {})):
            if pd.isna(row[name]) or not row[name]:
                continue
            said = f"{view.say(f'plans.{name}')}, {grain_name(period, view.lang)}"
            words = view.say("chart.lead", what=f"{said}: {row[f'{name}_said']}")
            found[f"{name} {period}"] = Lead(words, {**query, **where})
    return found


def plans_table(view: View, measure: Measure) -> pd.DataFrame:
    """Return planned and done by month of the year, as the chart and the table need them.

    Columns: period, coverage, note, partial; planned and done, each with _qualifier and _said.
    """
    known, planned, id = months(view.warehouse, view.scope), _planned(view), measure.id
    lines = []
    for period in _year(view).periods:
        row = known.get(period, {id: None, f"{id}_qualifier": "", "coverage": Coverage(0, 0)})
        plan = planned.get(period, {id: 0, f"{id}_qualifier": "", f"{id}_stated": True})
        coverage = row["coverage"]
        heard = bool(coverage.received)
        of = plan[id] if heard and plan[f"{id}_stated"] else None
        about = {
            "period": period,
            "coverage": str(coverage),
            "note": view.say("chart.coverage", coverage=coverage),
            "partial": heard and not coverage.enough,
        }
        about |= _cells(view, "planned", measure, of, plan[f"{id}_qualifier"], heard=heard)
        about |= _cells(view, "done", measure, row[id], row[f"{id}_qualifier"], heard=heard)
        lines.append(about)
    table = pd.DataFrame(lines)
    return table.assign(**{name: table[name].astype("Int64") for name in ("planned", "done")})


def _cells(
    view: View, name: str, measure: Measure, value: int | None, qualifier: str, *, heard: bool
) -> dict[str, Any]:
    """Return a figure, its sign, and how it is said: a number, not stated, or not reported."""
    said = view.say("change.unstated" if heard else "chart.missing")
    if value is not None:
        said = amount(value, measure, view.lang, qualifier)
    return {name: value, f"{name}_qualifier": SIGNS.get(qualifier, ""), f"{name}_said": said}


def _planned(view: View) -> dict[str, dict[str, Any]]:
    """Return every indicator of what is planned by period; one answer serves all kinds."""
    filters = view.scope.filters(_year(view), where={"status": (PLANNED,)})
    rows = answer(view.warehouse, Question(indicators(), ("period",), filters)).to_dict("records")
    return {str(row["period"]): {str(key): value for key, value in row.items()} for row in rows}
