"""The wall shows one indicator after the other, and holds one when it is asked to."""

import pytest

from pages.parts import turning
from pages.parts.turning import PACE
from tests.pages.conftest import Opens
from tests.pages.test_pages import said


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moments = [0.0]
    monkeypatch.setattr(turning.time, "time", lambda: moments[0])
    return moments


def test_indicators_take_turns_until_one_is_held(opens: Opens, clock: list[float]) -> None:
    at = opens("wall")
    assert not at.exception
    titles = []
    for moment in (0, PACE - 1, PACE, 6 * PACE):
        clock[0] = moment
        at.run()
        titles.append(charts(at))
    assert titles[0] == titles[1] == titles[3]
    assert titles[0] != titles[2]
    at.toggle(key="wall_hold").set_value(True).run()
    clock[0] = 8 * PACE
    at.run()
    assert charts(at) == titles[0]


def charts(at) -> list[str]:  # noqa: ANN001
    """What the charts are read as, without the lines in the cards."""
    return [chart.proto.alt for chart in at.get("plotly_chart") if ". " in chart.proto.alt]


def test_an_empty_wall_says_what_to_do(opens: Opens) -> None:
    assert "python -m etl load" in said(opens("wall", "empty"))
