"""Small, bare, with the last point marked."""

from collections.abc import Callable

import plotly.graph_objects as go

from pages.charts.look import Look
from pages.charts.spark import spark


def test_the_last_known_point_is_marked(checked: Callable[[go.Figure], go.Figure]) -> None:
    figure = checked(spark([3, None, 5, None], Look()))
    line, end = figure.data
    assert list(line.y) == [3, None, 5, None]
    assert (list(end.x), list(end.y)) == ([2], [5])
    assert figure.layout.xaxis.visible is False
    assert figure.layout.height < 50


def test_nothing() -> None:
    assert list(spark([], Look()).data[1].x) == []
