"""The synthetic targets load without a word and show every form a target can have."""

from pathlib import Path

import pytest

from data.filters import Filters
from data.provinces import provinces
from data.targets import Goal, goal, places_of, targets
from etl.demo.targets import BY_REGION, REGION, target_table
from etl.examine import Report
from etl.targets import set_targets
from tests.etl.sent import NOW, opened

LAST = "2026-10"


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert target_table(last=LAST) == target_table(last=LAST)
    assert target_table(last=LAST, seed=1)[1] != target_table(last=LAST)[1]


@pytest.mark.parametrize("year", [2025, 2026])
def test_there_is_a_country_a_whole_sum_and_a_part_of_one(store: Path, year: int) -> None:
    (outcome,) = set_targets([Report(*target_table(last=LAST))], store, now=NOW, demonstration=True)
    assert (outcome.status, outcome.problems) == ("loaded", ())
    found, everywhere = targets(opened(store), year), places_of(Filters(), year)
    vintage = 63 if year == 2025 else 34
    whole = {measure: goal(found, measure, everywhere) for measure in ("meetings", "titles")}
    assert {m: g and (g.value is not None, g.all) for m, g in whole.items()} == {
        "meetings": (True, vintage),
        "titles": (True, 1),
    }
    region = sum(unit.current_region == REGION for unit in provinces(vintage).values())
    assert goal(found, BY_REGION, everywhere) == Goal(None, region, vintage)
    assert goal(found, "awards", everywhere) is None


def test_some_provinces_have_theirs_and_the_country_none() -> None:
    _, table = target_table(last=LAST, among=["Bắc Kạn"])
    lines = table.decode().splitlines()[1:]
    assert {line.split(",")[1] for line in lines} == {"Thái Nguyên", "Bắc Kạn"}
    assert all(line.endswith("Số liệu minh họa") for line in lines)
