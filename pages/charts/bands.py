"""Figures of several units stacked over the periods, up to the merger and the one after it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from pages.charts.axes import count_axis, period_axis, slot
from pages.charts.labels import ABOVE, end_label, mark_merger
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
from pages.charts.table import Numbers, numbers, texts
from pages.charts.text import escape, hover, widest, width

HEIGHT = 240
ROW = 20
_AXIS = 44
_STYLES = ((0.62, ""), (0.3, "/"), (0.12, "x"), (0.45, "."))
"""How much of the colour a former unit's band has, and its pattern: told apart without colour."""


@dataclass(frozen=True)
class _Band:
    """One unit over all periods; a period is None in `values` where there is no figure."""

    name: str
    keys: list[str]
    values: Numbers
    hovers: list[str]
    lacking: dict[str, str]
    """What a period's figure lacks, in words."""


def bands(
    table: pd.DataFrame, look: Look, captions: Captions, *, colour: str = NEUTRAL, whole: str = ""
) -> go.Figure:
    """Return one band per unit, the first at the bottom; `whole` is the unit in the full colour.

    The table is long, a row per unit and period in which the unit existed: `series` (str: its
    name), `period` (str), `value` (number; empty for a gap), and may have `key` (str: what the
    mark carries), `missing` (bool: no report came), `qualifier` and `note` (str: last line of
    the hover). A dash on top of a column says that it lacks a unit's report.
    """
    periods = sorted(set(texts(table, "period")))
    drawn = [
        _band(str(name), rows, periods, look, captions)
        for name, rows in table.groupby("series", sort=False)
    ]
    tops = [sum(band.values[i] or 0 for band in drawn) for i in range(len(periods))]
    layout: Layout = {
        "xaxis": period_axis(periods, captions.tick, look),
        "yaxis": count_axis(tops, look),
        "barmode": "stack",
        "hovermode": "closest",
        "margin": {},
        "shapes": [],
        "annotations": [],
    }
    mark_merger(layout, periods, look, captions)
    _label_end(layout, tops, look, over=9 if drawn and periods[-1] in _lacking(drawn) else 0)
    names = [band.name for band in drawn]
    styles = _styles(names, whole, colour, look)
    wide = min(0.76, 56 / slot(len(periods), look))
    traces = [_bars(band, periods, wide, styles[band.name]) for band in drawn]
    traces.append(_gaps(drawn, periods, tops, look, captions))
    _legend(layout, names, look)
    return dress(traces, look, captions, height=HEIGHT, layout=layout)


def _band(
    name: str, rows: pd.DataFrame, periods: Sequence[str], look: Look, captions: Captions
) -> _Band:
    columns = (
        texts(rows, "key"),
        numbers(rows, "value"),
        texts(rows, "qualifier"),
        texts(rows, "lacking"),
    )
    cells = dict(zip(texts(rows, "period"), zip(*columns, strict=True), strict=True))
    band = _Band(name, [], [], [], {p: cell[3] for p, cell in cells.items() if cell[3]})
    for period in periods:
        key, value, qualifier, lacking = cells.get(period, ("", None, "", ""))
        said = "" if value is None else captions.amount(look.number(value, qualifier))
        band.keys.append(key)
        band.values.append(value)
        band.hovers.append(hover(name, [captions.period(period), said, lacking]))
    return band


def _styles(names: Sequence[str], whole: str, colour: str, look: Look) -> dict[str, Layout]:
    former = [name for name in names if name != whole]
    styles: dict[str, Layout] = {whole: {"color": colour}}
    for i, name in enumerate(former):
        part, shape = _STYLES[i % len(_STYLES)]
        styles[name] = {
            "color": mix(colour, look.palette.ground, part),
            "line": {"width": 1, "color": colour},
            "pattern": {"shape": shape, "fgcolor": colour, "size": 6, "solidity": 0.3},
        }
    return styles


def _bars(band: _Band, periods: list[str], wide: float, marker: Layout) -> Trace:
    return {
        "type": "bar",
        "name": escape(band.name),
        "x": periods,
        "y": band.values,
        "width": wide,
        "marker": marker,
        "customdata": band.keys,
        "hoverinfo": "text",
        "hovertext": band.hovers,
    }


def _gaps(
    drawn: Sequence[_Band], periods: list[str], tops: list[float], look: Look, captions: Captions
) -> Trace:
    """A column that lacks something ends in a dash, and its hover says of whom and what."""
    said = {
        i: [f"{band.name}: {band.lacking[p]}" for band in drawn if p in band.lacking]
        for i, p in enumerate(periods)
    }
    at = [i for i, lines in said.items() if lines]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [periods[i] for i in at],
        "y": [tops[i] for i in at],
        "text": [MISSING_MARK] * len(at),
        "textposition": "top center",
        "textfont": {"size": TICK_SIZE, "color": look.palette.ink},
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "text",
        "hovertext": [hover(captions.period(periods[i]), said[i]) for i in at],
    }


def _lacking(drawn: Sequence[_Band]) -> set[str]:
    return {period for band in drawn for period in band.lacking}


def _label_end(layout: Layout, tops: Sequence[float], look: Look, *, over: int) -> None:
    """Write the last sum above its column, where it fits, `over` the dash that may be there."""
    written = look.number(tops[-1]) if tops else ""
    if tops and tops[-1] and width(written, TEXT_SIZE) < slot(len(tops), look) * 1.4:
        label = end_label(len(tops) - 1, tops[-1], look, value=written)
        layout["annotations"].append(label | ABOVE | {"yshift": ABOVE["yshift"] + over})


def _legend(layout: Layout, names: Sequence[str], look: Look) -> None:
    """Name the bands under the axis, each with its pattern, in as many rows as they need."""
    each = widest(names, TICK_SIZE) + 56
    rows = -(-len(names) // max(int(look.room // each), 1))
    layout["showlegend"] = True
    layout["legend"] = {
        "orientation": "h",
        "traceorder": "normal",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 0,
        "yref": "container",
        "yanchor": "bottom",
        "font": {"size": TICK_SIZE, "color": look.palette.ink},
        "itemclick": False,
        "itemdoubleclick": False,
    }
    layout["margin"]["b"] = _AXIS + ROW * rows
