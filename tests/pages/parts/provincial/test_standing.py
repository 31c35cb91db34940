"""Where a province stands is claimed only beside enough others, and only what the figures say."""

from dataclasses import replace

import pytest

from pages.parts.provincial.standing import Standing
from pages.parts.provincial.strongest import strongest, weakest

OTHERS = (1, 2, 2, 4, 9)


def standing(own: int | None, others: tuple[int, ...] = OTHERS) -> Standing:
    return Standing(own=own, others=others, near=others[:2], exact=True)


@pytest.mark.parametrize(("own", "rank"), [(10, 1), (9, 1), (3, 3), (0, 6)])
def test_the_rank_is_one_more_than_those_with_more(own: int, rank: int) -> None:
    assert (standing(own).rank, standing(own).all) == (rank, 6)


def test_an_equal_figure_shares_its_rank() -> None:
    assert standing(2).shared
    assert not standing(3).shared


def test_the_medians_count_the_province_itself() -> None:
    assert standing(3).median == 2.5
    assert standing(3).median_region == 2


def test_without_its_own_figure_there_is_a_median_and_no_rank() -> None:
    assert standing(None).rank is None
    assert standing(None).median == 2


def test_too_few_provinces_say_nothing() -> None:
    few = standing(3, OTHERS[:3])
    assert (few.rank, few.median, few.median_region) == (None, None, None)


def test_a_province_alone_in_its_region_has_no_median_there() -> None:
    assert replace(standing(3), near=()).median_region is None


def test_the_strongest_are_above_the_median_and_the_weakest_below() -> None:
    known = {"a": standing(10), "b": standing(2), "c": standing(0), "d": standing(4)}
    assert strongest(known) == ["a", "d"]
    assert weakest(known) == ["c"]


def test_all_alike_stand_out_in_nothing() -> None:
    same = {"a": standing(2, (2,) * 5)}
    assert strongest(same) == weakest(same) == []


def test_at_most_three_are_named_the_best_rank_first() -> None:
    known = {str(own): standing(own) for own in (3, 5, 8, 9, 10)}
    assert strongest(known) == ["10", "9", "5"]
