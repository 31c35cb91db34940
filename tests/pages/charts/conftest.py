"""Captions and a check that Plotly itself accepts every figure."""

from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from pages.charts.look import Captions


def month(period: str) -> str:
    """T7 for 2025-07."""
    return f"T{int(period[5:])}"


@pytest.fixture
def captions() -> Captions:
    """The words of a chart of meetings."""
    return Captions(
        title="Hội nghị giảm 12 %",
        subtitle="Số hội nghị, kỳ 10/2026",
        unit="hội nghị",
        tick=month,
        period=lambda period: f"Kỳ {int(period[5:])}/{period[:4]}",
        states={"missing": "Chưa báo cáo", "late": "Trễ {days} ngày", "not_due": "Chưa đến hạn"},
        partial="Chưa đủ tỉnh báo cáo",
        merger="Sáp nhập 1/7/2025",
        before="Cùng kỳ năm trước",
        others="{n} tỉnh khác",
        share="tổng số",
    )


@pytest.fixture
def checked() -> Callable[[go.Figure], go.Figure]:
    """Build the figure again with Plotly's checks, which production leaves out."""
    return lambda figure: go.Figure(figure.to_dict())
