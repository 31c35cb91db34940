"""Serve a Plotly Dash page: the numbers, charts and tables of a file, by one filter."""

import json
import sys
from pathlib import Path
from typing import Any

SHOWN = {"metric": "children", "plotly_chart": "figure", "dataframe": "data", "html": "src"}
LINE = {"display": "block", "width": "100%", "height": "26px"}
HIGH = {"overflowX": "auto", "maxHeight": "420px"}


def main(file: str, port: int) -> None:
    """Serve the page; its figures are ready in memory, so that a change only sends them."""
    from dash import Dash, Input, Output, dcc, html

    views: dict[str, list[dict[str, Any]]] = json.loads(Path(file).read_text(encoding="utf-8"))
    first = next(iter(views))
    app = Dash(__name__, serve_locally=True)
    app.layout = html.Div(
        [
            dcc.RadioItems(list(views), first, id="to", className="choices"),
            *(_part(at, each) for at, each in enumerate(views[first])),
        ],
        style={"maxWidth": "736px", "margin": "auto"},
    )

    def show(choice: str) -> list[Any]:
        return [each["given"] for each in views[choice]]

    parts = [Output(f"part{at}", _shown(each)) for at, each in enumerate(views[first])]
    app.callback(parts, Input("to", "value"), prevent_initial_call=True)(show)
    app.run(host="127.0.0.1", port=port, debug=False)


def _shown(each: dict[str, Any]) -> str:
    """Return what of a part changes with the choice."""
    return SHOWN[each["kind"]]


def _part(at: int, each: dict[str, Any]) -> Any:  # noqa: ANN401
    from dash import dash_table, dcc, html

    name, given = f"part{at}", each["given"]
    if each["kind"] == "metric":
        return html.Div(given, id=name)
    if each["kind"] == "html":
        return html.Img(src=given, id=name, style=LINE)
    if each["kind"] == "plotly_chart":
        return dcc.Graph(id=name, figure=given, config=each["config"])
    return dash_table.DataTable(
        given, [{"name": c, "id": c} for c in each["columns"]], id=name, style_table=HIGH
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
