"""One figure over the periods: bars or a line, gaps kept, parts and the last marked."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from pages.charts.axes import count_axis, period_axis, slot
from pages.charts.labels import (
    ABOVE,
    end_label,
    mark_events,
    mark_merger,
    note_below,
    right_room,
    spread,
)
from pages.charts.look import (
    MISSING_MARK,
    NEUTRAL,
    TEXT_SIZE,
    TICK_SIZE,
    Captions,
    Layout,
    Look,
    Trace,
    dress,
    mix,
)
from pages.charts.table import Numbers, last_known, numbers, texts, truths
from pages.charts.text import hover, width

HEIGHT = 220


class _Rows(NamedTuple):
    periods: list[str]
    values: Numbers
    before: Numbers
    partial: list[bool]
    qualifiers: list[str]
    notes: list[str]
    events: list[str]


def trend(
    table: pd.DataFrame,
    look: Look,
    captions: Captions,
    *,
    colour: str = NEUTRAL,
    line: bool = False,
) -> go.Figure:
    """Return the trend of one measure.

    The table has a row per period, in order, with `period` (str: 2025-07, 2025-Q3, 2025-H2 or
    2025) and `value` (number; empty where nobody reported), and may have `partial` (bool: not
    all expected provinces reported), `before` (number: the same period of last year),
    `qualifier` (≥, ≤, ≈ or empty), `note` and `event` (str: last lines of the hover) and `marked`
    (bool: the event is a great one and gets a mark above).
    """
    rows = _read(table)
    layout: Layout = {
        "xaxis": period_axis(rows.periods, captions.tick, look),
        "yaxis": count_axis([*rows.values, *rows.before], look),
        "hovermode": "closest",
        "margin": {"b": 40},
        "shapes": [],
        "annotations": [],
    }
    main = (_line if line else _bars)(rows, colour, look)
    main |= {"hovertext": _hovers(rows, look, captions), "hoverinfo": "text"}
    main["customdata"] = rows.periods
    traces = [main, _marks(rows, look, line=line)]
    if last_known(rows.before) is not None:
        traces.insert(1, _before(rows, look, line=line))
    _label_ends(layout, rows, look, captions, line=line)
    mark_merger(layout, rows.periods, look, captions)
    mark_events(layout, rows.periods, rows.events, truths(table, "marked"), look)
    if any(rows.partial) and captions.partial:
        note_below(layout, captions.partial, colour, look)
    return dress(traces, look, captions, height=HEIGHT, layout=layout)


def _read(table: pd.DataFrame) -> _Rows:
    return _Rows(
        texts(table, "period"),
        numbers(table, "value"),
        numbers(table, "before"),
        truths(table, "partial"),
        texts(table, "qualifier"),
        texts(table, "note"),
        texts(table, "event"),
    )


def _bars(rows: _Rows, colour: str, look: Look) -> Trace:
    pale = mix(colour, look.palette.ground, 0.25)
    marker = {
        "color": [pale if part else colour for part in rows.partial],
        "line": {"width": [1 if part else 0 for part in rows.partial], "color": colour},
        "pattern": {
            "shape": ["/" if part else "" for part in rows.partial],
            "fgcolor": colour,
            "size": 5,
            "solidity": 0.35,
        },
    }
    wide = _wide(rows, look)
    return {"type": "bar", "x": rows.periods, "y": rows.values, "width": wide, "marker": marker}


def _wide(rows: _Rows, look: Look) -> float:
    """Return the part of its place that a bar takes."""
    return min(0.76, 56 / slot(len(rows.periods), look))


def _line(rows: _Rows, colour: str, look: Look) -> Trace:
    last = last_known(rows.values)
    small = 5 if len(rows.values) > 18 else 7
    marker = {
        "color": [look.palette.ground if part else colour for part in rows.partial],
        "size": [11 if i == last else small for i in range(len(rows.values))],
        "line": {"color": colour, "width": 1.5},
        "opacity": 1,
    }
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": rows.periods,
        "y": rows.values,
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": 2.5},
        "marker": marker,
    }


def _before(rows: _Rows, look: Look, *, line: bool) -> Trace:
    """The year before: a thin line beside a line, a short stroke across a bar."""
    grey, ink = look.palette.border, look.palette.ink
    stroke = min(30, round(slot(len(rows.periods), look) * 0.56))
    marker = {"symbol": "line-ew-open", "size": stroke, "line": {"color": ink, "width": 2}}
    return {
        "type": "scatter",
        "mode": "lines" if line else "markers",
        "x": rows.periods,
        "y": rows.before,
        "connectgaps": False,
        "line": {"color": grey, "width": 1.5},
        "marker": marker | {"opacity": 1, "color": ink},
        "hoverinfo": "skip",
    }


def _marks(rows: _Rows, look: Look, *, line: bool) -> Trace:
    """A bar of nothing cannot be seen: 0 is written where it was reported, — where it was not."""
    signs = {i: MISSING_MARK for i, value in enumerate(rows.values) if value is None}
    if not line:
        signs |= {i: "0" for i, value in enumerate(rows.values) if value == 0}
    at = sorted(signs)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [rows.periods[i] for i in at],
        "y": [0] * len(at),
        "text": [signs[i] for i in at],
        "textposition": "top center",
        "textfont": {"size": TICK_SIZE, "color": look.palette.muted},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [],
    }


def _hovers(rows: _Rows, look: Look, captions: Captions) -> list[str]:
    said = []
    for period, value, before, partial, qualifier, note, event in zip(*rows, strict=True):
        lines = [captions.state("missing")]
        if value is not None:
            lines = [captions.amount(look.number(value, qualifier))]
        if before is not None:
            lines.append(f"{captions.before}: {look.number(before)}")
        lines += [captions.partial if partial else "", note, event]
        said.append(hover(captions.period(period), lines))
    return said


def _label_ends(layout: Layout, rows: _Rows, look: Look, captions: Captions, *, line: bool) -> None:
    """Write the last value above its bar where it fits, else right of it; name the year before."""
    last, end = last_known(rows.values), len(rows.values) - 1
    beside: list[Layout] = []
    if last is not None and rows.values[last]:
        written = look.number(rows.values[last] or 0, rows.qualifiers[last])
        label = end_label(last, rows.values[last] or 0, look, value=written)
        above = not line and width(written, TEXT_SIZE) < slot(len(rows.values), look)
        beside += [] if above else [label]
        if above:
            layout["annotations"].append(label | ABOVE | _over_stroke(rows, last))
    if end >= 0 and rows.before[end] is not None:
        beside.append(end_label(end, rows.before[end] or 0, look, name=captions.before))
    spread(beside, top=layout["yaxis"]["range"][1], height=HEIGHT)
    # Beside a bar from its edge on, however wide the screen draws it.
    edge, clear = (0.0, 9) if line else (_wide(rows, look) / 2, 4)
    layout["margin"]["r"] = right_room(beside)
    layout["annotations"] += [label | {"x": label["x"] + edge, "xshift": clear} for label in beside]


def _over_stroke(rows: _Rows, last: int) -> Layout:
    value, before = rows.values[last] or 0, rows.before[last] or 0
    return {"y": before} if value <= before < value * 1.2 else {}
