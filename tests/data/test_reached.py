"""A target stands beside its indicator, and a share only where both sides are whole."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data.catalog import catalog
from data.filters import CURRENT, Filters, QuestionError
from data.pivot import Shape, is_additive, pivot
from data.provinces import provinces
from data.questions import Question
from data.questions import ask as ask_reports
from data.reached import ask, checked
from data.warehouse import Warehouse, newest
from etl.line import Report, ingest
from etl.targets import set_targets
from tests.data.conftest import Asked, sent

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
AT = datetime(2026, 9, 1, tzinfo=UTC)
MEASURES = ("meetings_target", "meetings_reached")
OF_2026 = {"year": ("2026",)}


def store_of(folder: Path, targets: list[str], *reports: str) -> Warehouse:
    """Return a store with rows of reports (place,period,quantity) and of targets."""
    rows = [f"{p},{month},Hội nghị,A,{n}," for p, month, n in (r.split(",") for r in reports)]
    assert {o.status for o in ingest([sent(*rows, at=AT)], folder, now=NOW)} == {"loaded"}
    table = "\n".join(["Năm,Tỉnh,Chỉ tiêu,Mức giao", *targets])
    (outcome,) = set_targets([Report("t.csv", table.encode())], folder, now=NOW)
    assert outcome.status == "loaded"
    warehouse = newest(folder)
    assert warehouse
    return warehouse


def answered(
    warehouse: Warehouse, by: tuple[str, ...] = (), **where: tuple[str, ...]
) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Return target and share reached, by the names of their row."""
    return told(ask(warehouse, Question(MEASURES, by, Filters(where)), now=NOW), by)


def told(table: pd.DataFrame, by: tuple[str, ...]) -> dict[tuple[object, ...], tuple[object, ...]]:
    rows = zip(*(table[name].tolist() for name in (*by, *MEASURES)), strict=True)
    return {tuple(row[: len(by)]): tuple(row[len(by) :]) for row in rows}


def test_a_province_reaches_its_own_target_never_the_countrys(store: Path) -> None:
    targets = ["2026,,Hội nghị,1000", "2026,Hà Nội,Hội nghị,60"]
    warehouse = store_of(store, targets, "Hà Nội,1/2026,20", "Hà Nội,2/2026,39", "Huế,1/2026,5")
    assert answered(warehouse) == {(): (1000, 6)}
    found = answered(warehouse, ("province",))
    assert found["Hà Nội",] == (60, 98)
    assert found["Huế",] == (None, None)
    assert answered(warehouse, province=("Hà Nội",)) == {(): (60, 98)}


def test_a_sum_with_a_place_missing_is_no_target(store: Path) -> None:
    names = [unit.name for unit in provinces(34).values()]
    targets = [f"2026,{name},Hội nghị,10" for name in names[1:]]
    warehouse = store_of(store, targets, "Hà Nội,1/2026,20")
    assert answered(warehouse) == {(): (None, None)}
    whole = store_of(store, [f"2026,{names[0]},Hội nghị,10"], "Hà Nội,2/2026,0")
    assert answered(whole) == {(): (340, 5)}


def test_what_is_almost_reached_is_not_reached(store: Path) -> None:
    warehouse = store_of(store, ["2026,Hà Nội,Hội nghị,1000"], "Hà Nội,1/2026,999")
    assert answered(warehouse, ("province",))["Hà Nội",] == (1000, 99)


def test_a_target_stands_before_the_first_report_and_its_share_does_not(store: Path) -> None:
    warehouse = store_of(store, ["2026,Huế,Hội nghị,50"], "Hà Nội,1/2026,9")
    assert answered(warehouse, ("province",))["Huế",] == (50, None)


def test_a_share_counts_from_january_whatever_is_looked_at(store: Path) -> None:
    reports = ("Hà Nội,12/2025,7", "Hà Nội,1/2026,20", "Hà Nội,3/2026,30")
    warehouse = store_of(store, ["2026,Hà Nội,Hội nghị,100"], *reports)
    filters = Filters({"province": ("Hà Nội",)}, first="2026-03", last="2026-03")
    table = ask(warehouse, Question(("meetings", *MEASURES), (), filters), now=NOW)
    assert table[["meetings", *MEASURES]].to_numpy().tolist() == [[30, 100, 50]]


def test_targets_of_several_years_are_not_added(store: Path) -> None:
    targets = ["2025,,Hội nghị,100", "2026,,Hội nghị,200"]
    warehouse = store_of(store, targets, "Hà Nội,12/2025,7", "Hà Nội,1/2026,20")
    assert answered(warehouse) == {(): (None, None)}
    assert answered(warehouse, year=("2025..2026",)) == {(): (None, None)}
    assert answered(warehouse, ("year",)) == {("2025",): (100, 7), ("2026",): (200, 10)}
    assert answered(warehouse, **OF_2026) == {(): (200, 10)}


def test_a_territory_that_did_not_last_the_year_has_no_share(store: Path) -> None:
    targets = ["2025,Thái Nguyên,Hội nghị,100", "2025,Bắc Kạn,Hội nghị,50", "2025,Huế,Hội nghị,40"]
    reports = ("Bắc Kạn,6/2025,30", "Thái Nguyên,7/2025,45", "Huế,6/2025,10", "Huế,7/2025,10")
    warehouse = store_of(store, targets, *reports)
    question = Question(MEASURES, ("province",))
    table = ask(warehouse, question, now=NOW).set_index("k_province")
    assert table.loc[["63:06", "34:19", "34:46"], list(MEASURES)].to_numpy().tolist() == [
        [50, None], [None, None], [40, 50],
    ]  # fmt: skip
    current = ask(
        warehouse, Question(MEASURES, ("province",), Filters(boundaries=CURRENT)), now=NOW
    )
    assert told(current, ("province",))["Thái Nguyên",] == (150, 50)
    assert answered(warehouse, province=("Thái Nguyên",)) == {(): (100, None)}


def test_a_region_is_the_sum_of_its_provinces(store: Path) -> None:
    region = provinces(34)["01"].region
    units = [unit for unit in provinces(34).values() if unit.region == region]
    targets = [f"2026,{unit.name},Hội nghị,10" for unit in units]
    warehouse = store_of(store, targets, "Hà Nội,1/2026,20")
    found = answered(warehouse, ("region",))
    assert found.pop((region,)) == (10 * len(units), 200 // len(units))
    assert set(found.values()) == {(None, None)}


def test_a_lower_bound_of_the_figure_is_one_of_the_share(store: Path) -> None:
    warehouse = store_of(store, ["2026,Hà Nội,Hội nghị,100"], "Hà Nội,1/2026,hơn 20")
    table = ask(warehouse, Question(MEASURES, ("province",), Filters(OF_2026)), now=NOW)
    row = table.set_index("province").loc["Hà Nội"]
    assert (row["meetings_reached"], row["meetings_reached_qualifier"]) == (20, "at_least")
    assert row["meetings_target_qualifier"] == ""


@pytest.mark.parametrize("dimension", ["period", "quarter", "half", "kind", "form", "topic"])
def test_a_target_is_of_a_whole_year(dimension: str) -> None:
    with pytest.raises(QuestionError, match=f"split by {dimension}"):
        checked(Question(("meetings", "meetings_target"), (dimension,)))


def test_a_target_is_not_searched_in_and_an_unknown_one_is_named() -> None:
    with pytest.raises(QuestionError, match="search"):
        checked(Question(MEASURES, (), Filters(search="x")))
    with pytest.raises(QuestionError, match="reports_on_time_target"):
        checked(Question(("reports_on_time_target",)))


def test_a_question_without_targets_is_answered_as_before(samples: Asked) -> None:
    question = Question(("meetings",), ("province",))
    pd.testing.assert_frame_equal(
        ask(samples.warehouse, question, now=NOW), ask_reports(samples.warehouse, question, now=NOW)
    )
    empty = ask(samples.warehouse, Question(MEASURES, ("year",)), now=NOW)
    assert not empty[[f"{id}_stated" for id in MEASURES]].to_numpy().any()


def test_each_total_of_a_pivot_is_a_target_of_its_own(store: Path) -> None:
    targets = ["2026,,Hội nghị,1000", "2026,Hà Nội,Hội nghị,60"]
    warehouse = store_of(store, targets, "Hà Nội,1/2026,30", "Huế,1/2026,70")
    shape = Shape(MEASURES, ("region", "province"), ("year",))
    table = pivot(shape, lambda question: ask(warehouse, question, now=NOW))
    assert [table.cell((), (), id).value for id in MEASURES] == [1000, 10]
    hanoi = next(line.key for line in table.lines if line.names[-1] == "Hà Nội")
    assert [table.cell(hanoi, ("2026",), id).value for id in MEASURES] == [60, 50]
    assert table.cell(hanoi[:1], (), MEASURES[0]).state == "unstated"
    silent = next(line.key for line in table.lines if line.names[-1] == "Cà Mau")
    assert table.cell(silent, (), MEASURES[1]).state == "missing"


def test_each_indicator_has_a_target_and_a_share_behind_it() -> None:
    known = list(catalog().askable)
    for id, measure in catalog().measures.items():
        behind = known[known.index(id) + 1 :][:2]
        assert (behind == [f"{id}_target", f"{id}_reached"]) == bool(measure.kind)
    assert not is_additive("meetings_target", "province")
    assert catalog().goals["meetings_target"].unit == catalog().measures["meetings"].unit
