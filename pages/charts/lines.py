"""Up to four figures over the periods, each named at the end of its line."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from pages.charts.axes import count_axis, period_axis
from pages.charts.labels import end_label, mark_merger, right_room, spread
from pages.charts.look import NEUTRAL, Captions, Layout, Look, Trace, dress
from pages.charts.table import Numbers, last_known, numbers, texts
from pages.charts.text import hover

HEIGHT = 240
MOST = 4


def lines(
    table: pd.DataFrame, look: Look, captions: Captions, *, colours: Mapping[str, str]
) -> go.Figure:
    """Return one line per series; the first four in order of appearance.

    The table is long: `series` (str: the name to show), `period` (str, in order within each
    series; the first series has every period) and `value` (number; empty for a gap), and may have
    `own` (str: the period a value is of, where it stands under another). A mark carries series and
    own period as its key. `colours` maps a series to its colour.
    """
    groups = list(table.groupby("series", sort=False))[:MOST]
    periods = texts(groups[0][1], "period") if groups else []
    layout: Layout = {
        "xaxis": period_axis(periods, captions.tick, look),
        "yaxis": count_axis(numbers(table, "value"), look),
        "hovermode": "closest",
        "margin": {"b": 40},
        "shapes": [],
        "annotations": [],
    }
    traces, labels = [], []
    for series, rows in groups:
        at = dict(zip(texts(rows, "period"), numbers(rows, "value"), strict=True))
        values = [at.get(period) for period in periods]
        own = dict(zip(texts(rows, "period"), texts(rows, "own"), strict=True))
        of = [own.get(period) or period for period in periods]
        traces.append(_line(str(series), periods, values, colours.get(str(series), NEUTRAL)))
        traces[-1]["customdata"] = [f"{series} {period}" for period in of]
        traces[-1]["hovertext"] = _hovers(str(series), of, values, look, captions)
        last = last_known(values)
        if last is not None:
            written = look.number(values[last] or 0)
            label = end_label(last, values[last] or 0, look, value=written, name=str(series))
            labels.append(label)
    spread(labels, top=layout["yaxis"]["range"][1], height=HEIGHT)
    layout["annotations"] += labels
    layout["margin"]["r"] = right_room(labels)
    mark_merger(layout, periods, look, captions)
    return dress(traces, look, captions, height=HEIGHT, layout=layout)


def _line(series: str, periods: list[str], values: Numbers, colour: str) -> Trace:
    last = last_known(values)
    sizes = [10 if i == last else 5 for i in range(len(values))]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": series,
        "x": periods,
        "y": values,
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "text",
        "line": {"color": colour, "width": 2.5},
        "marker": {"color": colour, "size": sizes, "opacity": 1, "line": {"width": 0}},
    }


def _hovers(
    series: str, periods: list[str], values: Numbers, look: Look, captions: Captions
) -> list[str]:
    missing = captions.state("missing")
    said = [missing if v is None else captions.amount(look.number(v)) for v in values]
    return [
        hover(series, [captions.period(period), text])
        for period, text in zip(periods, said, strict=True)
    ]
