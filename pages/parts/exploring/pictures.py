"""The chart that fits an inquiry, and what its marks stand for."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from data.arrange import first_lines, ordered
from data.pivot import Heading
from pages.charts.breakdown import breakdown
from pages.charts.heat import heat
from pages.charts.lines import MOST as MOST_LINES
from pages.charts.lines import lines
from pages.charts.look import KIND_COLOURS, NEUTRAL, Captions
from pages.charts.ranking import MOST as MOST_BARS
from pages.charts.trend import trend
from pages.parts.coverage import Coverage
from pages.parts.exploring.asking import window_of
from pages.parts.exploring.inquiry import TIMES, inquiry_of
from pages.parts.exploring.saying import filters_said, heading_said
from pages.parts.exploring.sheet import TOTAL, Column, Sheet, sheet_of
from pages.parts.exploring.titles import asked, bars_said, heat_said, trend_said
from pages.parts.figures import Chart, captions, chart
from pages.parts.format import SIGNS, span
from pages.parts.kept import kept
from pages.parts.view import View

SERIES = ("#2277f1", "#d87a18", "#007069", "#a14c1d")
"""Four colours that are told apart by everyone: those of four kinds."""
MOST_HEAT = 63


class Drawn(NamedTuple):
    """A chart, and the line and column of each of its marks by trace and place."""

    chart: Chart
    marks: dict[tuple[int, int], tuple[Heading, Heading]]


def picture(sheet: Sheet) -> Drawn | None:
    """Return the chart of a sheet's measure, None where a table says it better; built once."""
    return _picture(sheet.view, sheet.inquiry.bare, sheet.measure.id)


@kept
def _picture(view: View, text: str, drawn: str) -> Drawn | None:
    sheet = replace(sheet_of(view, inquiry_of(text)), drawn=drawn)
    if not sheet.pivot.lines:
        return None
    rows, cols = sheet.inquiry.rows, sheet.inquiry.cols
    if cols in TIMES and rows[0] not in TIMES and len(sheet.pivot.columns) > 1:
        few = len(sheet.pivot.lines) <= MOST_LINES
        return _lines(sheet) if few and len(rows) == 1 else _heat(sheet)
    return _trend(sheet) if rows[0] in TIMES else _bars(sheet)


def _words(sheet: Sheet, title: str, silent: int = 0, left: int = 0) -> Captions:
    """Return the words of a chart: its title, and below it what to know about its figures."""
    view, inquiry = sheet.view, sheet.inquiry
    several = {"channel", "topic"} & set(inquiry.dimensions)
    notes = [
        filters_said(view, inquiry),
        view.say(f"explore.{inquiry.way}") if inquiry.share or inquiry.running else "",
        _coverage(sheet),
        view.say("title.silent", n=silent) if silent else "",
        view.say("title.left", n=left) if left else "",
        view.say("explore.several") if several else "",
    ]
    window = window_of(view, inquiry)
    periods = span(window.first, window.last)
    words = captions(view, title, sheet.measure, periods, *filter(None, notes))
    states = {**words.states, "unstated": view.say("explore.unstated")}
    unit, one = ("%", "") if inquiry.share else (words.unit, words.one)
    return replace(words, states=states, unit=unit, one=one)


def _coverage(sheet: Sheet) -> str:
    whole = sheet.whole
    if whole.received == whole.expected:
        return ""
    return sheet.view.say("chart.coverage", coverage=f"{whole.received}/{whole.expected}")


def _outer(sheet: Sheet) -> list[Heading]:
    return [line for line in sheet.pivot.lines if len(line.key) == 1]


def _row(sheet: Sheet, line: Heading, heading: Heading) -> dict[str, Any]:
    """Return a figure of the drawn measure with what a chart says beside it."""
    measure = sheet.measure.id
    column = Column("", heading, measure)
    cell = sheet.cell(line, column)
    whole = cell.received == cell.expected
    coverage = Coverage(cell.received, cell.expected)
    thin = cell.expected > 0 and not coverage.enough
    return {
        "value": sheet.figure(line, column),
        "qualifier": SIGNS.get(cell.qualifier, ""),
        "note": "" if whole else sheet.view.say("chart.coverage", coverage=coverage),
        "state": cell.state,
        "partial": thin or _is_part(sheet, line, heading),
    }


def _is_part(sheet: Sheet, line: Heading, column: Heading) -> bool:
    """Say whether a figure is of a quarter, half or year that is not wholly asked about."""
    rows, cols = sheet.inquiry.rows, sheet.inquiry.cols
    sides = [*zip(rows, line.names, strict=False), *((cols, name) for name in column.names)]
    counted = [sheet.months(dimension, name) for dimension, name in sides]
    return any(n < whole for n, whole in counted)


def _colour(sheet: Sheet) -> str:
    return KIND_COLOURS.get(sheet.measure.kind or "", NEUTRAL)


def _bars(sheet: Sheet) -> Drawn:
    end, view = sheet.end, sheet.view
    measure = sheet.measure.id
    pivot = sheet.pivot
    if not sheet.inquiry.sort.measure:
        pivot = ordered(pivot, measure, column=end.key)
    shown = replace(sheet, pivot=first_lines(pivot, MOST_BARS))
    outer = [
        line for line in _outer(shown) if line.rest or _row(shown, line, end)["value"] is not None
    ]
    table = pd.DataFrame(
        [
            {
                "key": str(at),
                "name": heading_said(view, line, sheet.inquiry.rows)[0],
                "rest": bool(line.rest),
                **_row(shown, line, end),
            }
            for at, line in enumerate(outer)
        ],
        columns=["key", "name", "rest", "value", "qualifier", "note", "state", "partial"],
    )
    words = _words(sheet, bars_said(sheet))
    figure = breakdown(table, view.look, words, colour=_colour(sheet))
    marks = {(0, at): (outer[int(key)], TOTAL) for at, key in enumerate(_keys(figure))}
    return Drawn(_chart(figure, words), marks)


def _keys(figure: go.Figure) -> list[str]:
    return list(figure.to_dict()["data"][0]["customdata"])


def _trend(sheet: Sheet) -> Drawn:
    outer = _outer(sheet)
    table = pd.DataFrame([{"period": line.key[0], **_row(sheet, line, TOTAL)} for line in outer])
    words = _words(sheet, trend_said(sheet))
    line = sheet.inquiry.running
    figure = trend(table, sheet.view.look, words, colour=_colour(sheet), line=line)
    return Drawn(_chart(figure, words), {(0, at): (line, TOTAL) for at, line in enumerate(outer)})


def _lines(sheet: Sheet) -> Drawn:
    outer, columns = _outer(sheet), sheet.pivot.columns
    names = [heading_said(sheet.view, line, sheet.inquiry.rows)[0] for line in outer]
    table = pd.DataFrame(
        [
            {"series": name, "period": column.key[0], **_row(sheet, line, column)}
            for name, line in zip(names, outer, strict=True)
            for column in columns
        ]
    )
    colours = dict(zip(names, SERIES, strict=False))
    marks = {
        (trace, at): (line, column)
        for trace, line in enumerate(outer)
        for at, column in enumerate(columns)
    }
    words = _words(sheet, asked(sheet))
    figure = lines(table, sheet.view.look, words, colours=colours)
    return Drawn(_chart(figure, words), marks)


def _heat(sheet: Sheet) -> Drawn:
    columns = sheet.pivot.columns
    heard, silent = _heard(sheet)
    outer = heard[:MOST_HEAT]
    table = pd.DataFrame(
        [
            {
                "code": str(at),
                "name": heading_said(sheet.view, line, sheet.inquiry.rows)[0],
                "period": column.key[0],
                **_row(sheet, line, column),
            }
            for at, line in enumerate(outer)
            for column in columns
        ]
    )
    words = _words(sheet, heat_said(sheet), silent, len(heard) - len(outer))
    figure = heat(table, sheet.view.look, words)
    marks = {
        (trace, at): (outer[int(key.split()[0])], columns[int(x)])
        for trace, drawn in enumerate(figure.to_dict()["data"])
        if "customdata" in drawn
        for at, (key, x) in enumerate(zip(drawn["customdata"], drawn["x"], strict=True))
    }
    return Drawn(_chart(figure, words), marks)


def _heard(sheet: Sheet) -> tuple[list[Heading], int]:
    """Return the lines and how many of them are left out: those unheard of, if they are most."""
    outer, columns = _outer(sheet), sheet.pivot.columns
    heard = [
        line for line in outer if any(_row(sheet, line, c)["value"] is not None for c in columns)
    ]
    if not heard or len(heard) * 2 > len(outer):
        return outer, 0
    return heard, len(outer) - len(heard)


def _chart(figure: go.Figure, words: Captions) -> Chart:
    return chart(figure, words, pd.DataFrame())
