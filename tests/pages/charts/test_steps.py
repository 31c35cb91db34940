"""Zero has a step of its own and more is never paler."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.charts.look import Look
from pages.charts.steps import steps

FIGURES = st.lists(st.none() | st.just(0) | st.floats(0.01, 1e7), max_size=80)


@given(FIGURES)
def test_more_is_never_paler(values: list[float | None]) -> None:
    found = steps(values, Look())
    known = sorted(value for value in values if value is not None)
    places = [found.of(value) for value in known]
    assert places == sorted(places)
    assert all((place == 0) == (value == 0) for place, value in zip(places, known, strict=True))
    assert len(found.fills) == len(found.bounds) + 1
    assert len(set(found.fills)) == len(found.fills)


def test_few_figures_each_have_their_step() -> None:
    assert steps([1, 3, 2, 3, 0], Look()).bounds == (1, 2, 3)


@pytest.mark.parametrize("values", [[], [0, 0], [None]])
def test_only_zero(values: list[float | None]) -> None:
    found = steps(values, Look())
    assert found.fills == (Look().palette.scale[0],)
    assert found.of(0) == 0


def test_one_great_city_does_not_swallow_the_rest() -> None:
    found = steps([*range(1, 60), 100_000], Look())
    assert len({found.of(value) for value in range(1, 60)}) >= 5
