"""A line as small as a word: no axes, the last point marked."""

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.charts.look import NEUTRAL, Captions, Look, Trace, dress

HEIGHT = 34


def spark(values: Sequence[float | None], look: Look, *, colour: str = NEUTRAL) -> go.Figure:
    """Return the sparkline of the values in order, from zero, with a gap where one is None.

    Show it with `config(lang, still=True)`: it has neither hover nor buttons.
    """
    places = list(range(len(values)))
    known = [i for i in places if values[i] is not None]
    last = known[-1:]
    line: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": places,
        "y": list(values),
        "connectgaps": False,
        "hoverinfo": "skip",
        "line": {"color": colour, "width": 1.75},
    }
    end: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": last,
        "y": [values[i] for i in last],
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {"color": colour, "size": 7, "opacity": 1, "line": {"width": 0}},
    }
    top = max((value for value in values if value is not None), default=0) or 1
    bare = {"visible": False, "fixedrange": True}
    layout = {
        "xaxis": bare | {"range": [-0.5, len(values) - 0.5]},
        "yaxis": bare | {"range": [0, top * 1.1]},
        "hovermode": False,
        "margin": {"l": 2, "r": 8, "t": 4, "b": 4},
    }
    return dress([line, end], look, Captions(""), height=HEIGHT - 8, layout=layout)
