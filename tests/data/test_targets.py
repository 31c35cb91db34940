"""What places are to reach together: a target of their own, or a sum that is whole."""

import pytest

from data.filters import CURRENT, Filters
from data.provinces import provinces
from data.targets import COUNTRY, Goal, Target, goal, places_of, vintage_in


def given(*codes: str, value: int = 10, measure: str = "meetings") -> list[Target]:
    return [Target(code, measure, value, "") for code in codes]


ALL = tuple(provinces(34))
EVERYWHERE = places_of(Filters(), 2026)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], None),
        (given("01", measure="classes"), None),
        (given(COUNTRY), Goal(10, 1, 1)),
        (given(*ALL), Goal(340, 34, 34)),
        (given(COUNTRY, value=7) + given(*ALL), Goal(7, 1, 1)),
        (given(*ALL[1:]), Goal(None, 33, 34)),
        (given("01"), Goal(None, 1, 34)),
    ],
)
def test_the_country_has_its_own_target_or_the_whole_sum(
    found: list[Target], expected: Goal | None
) -> None:
    assert goal(found, "meetings", EVERYWHERE) == expected


def test_a_province_never_takes_the_target_of_the_country() -> None:
    here = places_of(Filters(where={"province": ("Hà Nội",)}), 2026)
    assert here == {"01"}
    assert goal(given(COUNTRY), "meetings", here) is None
    assert goal(given(COUNTRY, "01"), "meetings", here) == Goal(10, 1, 1)


def test_a_year_has_the_provinces_of_its_january() -> None:
    assert (vintage_in(2025), vintage_in(2026)) == (63, 34)
    assert len(places_of(Filters(), 2025)) == 64
    # On today's boundaries a province of 2025 is all that became part of it.
    now = Filters(where={"province": ("Thái Nguyên",)}, boundaries=CURRENT)
    assert places_of(now, 2025) == {"19", "06"}
    assert goal(given("19"), "meetings", places_of(now, 2025)) == Goal(None, 1, 2)
    then = Filters(where={"province": ("Thái Nguyên",)})
    assert places_of(then, 2025) == {"19"}


def test_a_region_is_the_sum_of_its_provinces() -> None:
    region = provinces(34)["01"].region
    codes = places_of(Filters(where={"region": (region,)}), 2026)
    assert codes == {code for code, unit in provinces(34).items() if unit.region == region}
    both = Filters(where={"region": (region,), "province": ("Hà Nội", "Cà Mau")})
    assert places_of(both, 2026) == {"01"}
