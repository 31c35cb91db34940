"""Every province and both archipelagos are on the map, missing is hatched."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.charts.look import Captions, Look
from pages.charts.tiles import tiles

REFERENCE = Path(__file__).parents[3] / "data" / "reference"


def grid(scheme: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = pd.read_csv(REFERENCE / f"tilegrid{scheme}.csv", dtype={"code": "str"})
    islands = pd.read_csv(REFERENCE / "tilegrid_islands.csv", dtype={"parent_code": "str"})
    values = [float(i) for i in range(len(table))]
    return table.assign(short=table["name"], value=values), islands[islands["scheme"] == scheme]


@pytest.mark.parametrize("scheme", [34, 63])
@pytest.mark.parametrize("look", [Look(), Look(dark=True, narrow=True)])
def test_everyone_is_there(
    captions: Captions, checked: Callable[[go.Figure], go.Figure], scheme: int, look: Look
) -> None:
    figure = checked(tiles(*grid(scheme), look, captions))
    known = figure.data[0]
    assert len(known.x) == scheme + 2
    assert len(set(zip(known.x, known.base, strict=True))) == scheme + 2
    assert known.marker.color[0] == look.palette.scale[0]
    assert figure.layout.yaxis.scaleanchor == "x"


def test_archipelagos_belong_to_their_province(captions: Captions) -> None:
    known = tiles(*grid(34), Look(), captions).data[0]
    by_name = {text.split("<br>")[0]: i for i, text in enumerate(known.text)}
    parent, island = by_name["Đà Nẵng"], by_name["Hoàng Sa"]
    assert known.text[island] == "Hoàng Sa"
    assert known.marker.color[island] == known.marker.color[parent]
    assert known.customdata[island] == "48"
    assert "<b>Đà Nẵng</b>" in known.hovertext[island]


def test_missing_is_hatched_and_not_due_is_not(captions: Captions) -> None:
    table, islands = grid(34)
    table.loc[table["code"] == "48", "value"] = None
    table.loc[table["code"] == "01", "value"] = None
    table["state"] = ["not_due" if code == "01" else "" for code in table["code"]]
    known, missing, blank = tiles(table, islands, Look(), captions).data
    assert list(missing.customdata) == ["48", "48"]
    assert "—" in missing.text[0]
    assert missing.marker.pattern.shape == "/"
    assert list(blank.customdata) == ["01"]
    assert blank.marker.pattern.shape == ""
    assert "Chưa đến hạn" in blank.hovertext[0]
    assert len(known.x) == 33


def test_names_are_plain_text_and_qualifiers_shown(captions: Captions) -> None:
    table, islands = grid(34)
    table = table.assign(short="<b>", name="<b>", qualifier="≥", value=12.0)
    known = tiles(table, islands, Look(), captions).data[0]
    assert known.text[0].startswith("&lt;b&gt;<br>")
    assert "≥12<" in known.text[0]
    assert known.hovertext[0].startswith("<b>&lt;b&gt;</b><br>≥\xa012")
