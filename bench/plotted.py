"""Draw the pages beside their twins as a picture for the documents, with our own Plotly."""

from pathlib import Path
from typing import Any

from plotly.offline import get_plotlyjs

from bench.chromium import chromium

SERIES = (
    ("rerun on the server, to as many parts", "rerun_ms", "dressed", "#2277f1"),
    ("first chart, to the bare page", "first_s", "bare", "#007069"),
    ("click to last chart, to the bare page", "redrawn_ms", "bare", "#d87a18"),
    ("click to last chart, to Dash", "redrawn_ms", "dash", "#a14c1d"),
)
ROW, WIDTH = 34, 820
DRAW = """async ([data, layout]) => {
    const place = document.body.appendChild(document.createElement("div"));
    await Plotly.newPlot(place, data, layout);
    const {width, height} = layout;
    return (await Plotly.toImage(place, {format: "svg", width, height})).split(",", 2)[1];
}"""


def ratios(found: dict[str, Any], part: str, other: str) -> dict[str, float]:
    """Return how many times what the other needs we need, by page."""
    return {
        page: each[part]["ours"] / each[part][other]
        for page, each in found.items()
        if each[part].get(other)
    }


def plot(found: dict[str, Any], file: Path) -> None:
    """Write the ratios of every page into an SVG file."""
    # Drawn by the browser that measured: no other program that draws is needed.
    with chromium() as browser:
        page = browser.new_page()
        page.add_script_tag(content=get_plotlyjs())
        said = page.evaluate("svg => decodeURIComponent(svg)", page.evaluate(DRAW, figure(found)))
    file.write_text(f"{said}\n", encoding="utf-8")


def figure(found: dict[str, Any]) -> list[Any]:
    """Return data and layout: a row for each page, a mark for each ratio, the goals as lines."""
    data = []
    for name, part, other, colour in SERIES:
        by_page = ratios(found, part, other)
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": name,
                "x": [round(ratio, 2) for ratio in by_page.values()],
                "y": list(by_page),
                "marker": {"color": colour, "size": 10},
            }
        )
    grid = {"gridcolor": "#e4e4e0", "zeroline": False}
    goals = [
        {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper",
         "line": {"color": "#6b6f76", "width": 1, "dash": dash}}
        for at, dash in ((1, "solid"), (1.25, "dot"), (1.5, "dash"))
    ]  # fmt: skip
    layout = {
        "width": WIDTH,
        "height": ROW * len(found) + 170,
        "font": {"family": "sans-serif", "size": 13, "color": "#15171b"},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "margin": {"l": 110, "r": 20, "t": 110, "b": 50},
        "title": {"text": "What our pages need, in times of what others need", "x": 0.02},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "xaxis": {**grid, "rangemode": "tozero", "title": {"text": "times"}},
        "yaxis": {**grid, "autorange": "reversed"},
        "shapes": goals,
    }
    return [data, layout]
