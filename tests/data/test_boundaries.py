"""The merger moves figures between provinces and loses none: 34 sum to what 63 do, each month."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from data.catalog import catalog
from data.filters import CURRENT, REPORTED, Filters
from data.periods import MERGER, shift, span
from data.questions import Question, ask
from data.warehouse import Warehouse

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
MONTHS = span("2023-11", "2026-10")
MEASURES = tuple(catalog().measures)
TRAITS = ("kind", "status", "form", "mode", "channel", "role", "organiser", "topic")
SPLIT = tuple(id for id, measure in catalog().measures.items() if measure.kind)


def asked(
    warehouse: Warehouse, measures: tuple[str, ...], *by: str, boundaries: str = REPORTED
) -> pd.DataFrame:
    filters = Filters(boundaries=boundaries, first=MONTHS[0], last=MONTHS[-1])
    return ask(warehouse, Question(measures, by, filters), now=NOW)


def sums(table: pd.DataFrame, measure: str) -> dict[str, int]:
    return {
        str(period): int(value) for period, value in table.groupby("period")[measure].sum().items()
    }


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("place", ["province", "region"])
def test_each_month_sums_to_the_same_over_34_as_over_63(
    demonstration: Warehouse, measure: str, place: str
) -> None:
    whole = sums(asked(demonstration, (measure,), "period"), measure)
    reported = asked(demonstration, (measure,), "period", place)
    current = asked(demonstration, (measure,), "period", place, boundaries=CURRENT)
    assert list(whole) == MONTHS
    assert all(whole.values()), "an empty month would prove nothing"
    assert sums(reported, measure) == sums(current, measure) == whole


@pytest.mark.parametrize("measure", MEASURES)
def test_no_more_than_the_provinces_of_its_time_make_a_month(
    demonstration: Warehouse, measure: str
) -> None:
    counted = {
        boundaries: asked(demonstration, (measure,), "period", "province", boundaries=boundaries)
        .groupby("period")["k_province"]
        .nunique()
        for boundaries in (REPORTED, CURRENT)
    }
    assert counted[CURRENT].max() <= 34
    assert counted[REPORTED][: shift(MERGER, -1)].min() > 34
    assert counted[REPORTED][MERGER:].max() <= 34


@pytest.mark.parametrize("trait", TRAITS)
def test_a_part_of_a_month_sums_to_the_same_over_34_as_over_63(
    demonstration: Warehouse, trait: str
) -> None:
    def parts(*by: str, boundaries: str = REPORTED) -> list[tuple[object, ...]]:
        table = asked(demonstration, SPLIT, *by, boundaries=boundaries)
        key = f"k_{trait}"
        table[key] = table[key].fillna("-")
        summed = table.groupby(["k_period", key])[list(SPLIT)].sum().reset_index()
        return [tuple(row) for row in summed.itertuples(index=False)]

    whole = parts("period", trait)
    assert whole
    assert parts("period", trait, "province") == whole
    assert parts("period", trait, "province", boundaries=CURRENT) == whole


@pytest.mark.parametrize("boundaries", [REPORTED, CURRENT])
def test_a_sum_is_no_surer_than_its_parts(demonstration: Warehouse, boundaries: str) -> None:
    """The sign before a month's sum (≥, ≤, ≈) is made of those before its provinces'."""
    each = asked(demonstration, SPLIT, "period", "province", boundaries=boundaries)
    whole = asked(demonstration, SPLIT, "period").set_index("period")
    for measure in SPLIT:
        signs = each[each[f"{measure}_stated"]].groupby("period")[f"{measure}_qualifier"].agg(set)
        for period, found in signs.items():
            stated = found - {""}
            sign = stated.pop() if len(stated) == 1 else "about" if stated else ""
            assert whole[f"{measure}_qualifier"].loc[str(period)] == sign, (measure, period)
