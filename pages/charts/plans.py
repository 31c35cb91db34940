"""Planned above done, month by month: two rows of bars that share their months."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from pages.charts.axes import count_axis, period_axis, slot
from pages.charts.labels import note_below
from pages.charts.look import (
    MISSING_MARK,
    NEUTRAL,
    TICK_SIZE,
    Captions,
    Layout,
    Look,
    Trace,
    dress,
    mix,
)
from pages.charts.table import Numbers, numbers, texts, truths
from pages.charts.text import escape, hover, width

HEIGHT = 210
# The rows of bars, from the bottom: done has more room than planned.
DONE, PLANNED = (0.0, 0.45), (0.6, 1.0)
ABOVE = 18
"""The pixels for the name of a row above its bars."""


class _Row(NamedTuple):
    """One row of bars: its column in the table, where it stands, and what it is called."""

    column: str
    axis: str
    place: tuple[float, float]
    name: str


def plans(
    table: pd.DataFrame,
    look: Look,
    captions: Captions,
    *,
    planned: str,
    done: str,
    colour: str = NEUTRAL,
) -> go.Figure:
    """Return planned and done by month, each from its own zero: a plan is small beside a result.

    The table has a row per period, in order, with `period` (str), `planned` and `done` (numbers;
    empty where there is none), and may have `planned_said` and `done_said` (str: the figure in
    words), `planned_qualifier` and `done_qualifier` (≥, ≤, ≈ or empty), `note` (str: last line of
    the hover) and `partial` (bool: not all reports came). `planned` and `done` name the rows.
    """
    periods, partial = texts(table, "period"), truths(table, "partial")
    rows = (_Row("done", "y", DONE, done), _Row("planned", "y2", PLANNED, planned))
    markers = (_filled(partial, colour, look), _hollow(numbers(table, "planned"), colour))
    layout: Layout = {
        "xaxis": period_axis(periods, captions.tick, look) | {"anchor": "y"},
        "hovermode": "closest",
        "margin": {"b": 40, "t": ABOVE},
        "annotations": [_named(row, look) for row in rows],
    }
    for row in rows:
        layout[f"yaxis{row.axis[1:]}"] = _axis(numbers(table, row.column), row, look)
    if any(partial):
        note_below(layout, captions.partial, colour, look)
    traces = [
        _bars(table, row, look, captions) | {"marker": marker}
        for row, marker in zip(rows, markers, strict=True)
    ]
    return dress(traces, look, captions, height=HEIGHT, layout=layout)


def _filled(partial: list[bool], colour: str, look: Look) -> Layout:
    pale = mix(colour, look.palette.ground, 0.25)
    return {
        "color": [pale if part else colour for part in partial],
        "pattern": {
            "shape": ["/" if part else "" for part in partial],
            "fgcolor": colour,
            "size": 5,
            "solidity": 0.35,
        },
    }


def _hollow(values: Numbers, colour: str) -> Layout:
    """What is planned is not there yet: an outline, and none around nothing."""
    line = {"width": [1.5 if value else 0 for value in values], "color": colour}
    return {"color": "rgba(0,0,0,0)", "line": line}


def _axis(values: Numbers, row: _Row, look: Look) -> Layout:
    """Return an axis from zero, with room for the figures above the bars."""
    axis = count_axis(values, look, lines=2)
    top = max((value for value in values if value is not None), default=0)
    zero, end = axis["range"]
    return axis | {"range": [zero, max(end, top * 1.35)], "domain": list(row.place), "anchor": "x"}


def _named(row: _Row, look: Look) -> Layout:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": row.place[1],
        "yref": "paper",
        "yanchor": "bottom",
        "text": f"<b>{escape(row.name)}</b>",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": TICK_SIZE, "color": look.palette.ink},
    }


def _bars(table: pd.DataFrame, row: _Row, look: Look, captions: Captions) -> Trace:
    periods, values = texts(table, "period"), numbers(table, row.column)
    signs, said = (texts(table, f"{row.column}_{part}") for part in ("qualifier", "said"))
    written = [
        MISSING_MARK if value is None else look.number(value, sign)
        for value, sign in zip(values, signs, strict=True)
    ]
    wide = slot(len(periods), look)
    fits = all(width(text, TICK_SIZE) < wide for text in written)
    return {
        "type": "bar",
        "x": periods,
        "y": [value or 0 for value in values],
        "yaxis": row.axis,
        "width": min(0.7, 40 / wide),
        # Where figures do not fit, nothing and zero are still told apart.
        "text": [
            text if fits or not value else "" for text, value in zip(written, values, strict=True)
        ],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {"size": TICK_SIZE, "color": look.palette.muted},
        "customdata": [f"{row.column} {period}" for period in periods],
        "hoverinfo": "text",
        "hovertext": [
            hover(captions.period(period), [f"{row.name}: {words}", note])
            for period, words, note in zip(periods, said, texts(table, "note"), strict=True)
        ],
    }
