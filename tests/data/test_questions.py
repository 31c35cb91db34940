"""Each question against a deliberately boring answer, and the figures that are known."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.catalog import catalog
from data.filters import CURRENT, REPORTED, Filters, QuestionError
from data.questions import Question, ask, on_rollup
from tests.data import boring
from tests.data.conftest import Asked

MEASURES = tuple(boring.MEASURES)
# A month after the last report, so that its period is over.
NOW = datetime(2025, 10, 15, tzinfo=UTC)
SPLITS = [
    (), ("province",), ("region",), ("period",), ("quarter",), ("half",), ("year",), ("kind",),
    ("form",), ("mode",), ("channel",), ("role",), ("status",), ("organiser",), ("topic",),
    ("province", "period"), ("period", "region", "kind"), ("channel", "form"), ("half", "mode"),
    ("topic", "channel"),
]  # fmt: skip
# Boundaries mean something where a territory is asked for.
DRAWN = [(by, REPORTED) for by in SPLITS] + [
    (by, CURRENT) for by in SPLITS if {"province", "region"} & set(by)
]
WHERE: list[dict[str, tuple[str, ...]]] = [
    {},
    {"mode": ("online",)},
    {"kind": ("meeting", "press")},
    {"status": ("planned", "done")},
    {"status": ("done", "ongoing"), "role": ("lead",)},
    {"channel": ("radio", "social")},
    {"organiser": ("tinh uy",)},
    {"topic": ("CHUYEN DOI SO", "-")},
    {"organiser": ("-",), "channel": ("-", "radio")},
    {"form": ("Tin, bài", "Hội thảo")},
    {"period": ("2025-06", "2025-08")},
    {"quarter": ("2025-Q2",), "region": ("Đông Nam Bộ",)},
]


def cell(value: object) -> str | None:
    return None if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]


def told(table: pd.DataFrame, question: Question) -> dict[boring.Key, list[tuple[int, str]]]:
    """Return the product's answer in the shape of the boring one."""
    found: dict[boring.Key, list[tuple[int, str]]] = {}
    for row in table.to_dict("records"):
        key = tuple(cell(row[f"k_{dimension}"]) for dimension in question.by)
        assert key not in found, "a key has one row"
        found[key] = [(row[m], row[f"{m}_qualifier"]) for m in question.measures]
    return found


def compare(
    asked: Asked,
    measures: tuple[str, ...],
    by: tuple[str, ...],
    where: dict[str, tuple[str, ...]],
    boundaries: str,
) -> None:
    question = Question(measures, by, Filters(where, boundaries=boundaries))
    expected = boring.answer(asked.rows, measures, by, where=where, boundaries=boundaries)
    assert told(ask(asked.warehouse, question), question) == expected


@pytest.mark.parametrize(("by", "boundaries"), DRAWN, ids=str)
def test_every_measure_of_the_five_reports(
    samples: Asked, by: tuple[str, ...], boundaries: str
) -> None:
    compare(samples, MEASURES, by, {}, boundaries)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_asked_alone(samples: Asked, measure: str) -> None:
    compare(samples, (measure,), ("province", "period"), {}, CURRENT)
    compare(samples, (measure,), ("form",), {}, REPORTED)


@pytest.mark.parametrize(("by", "boundaries"), DRAWN, ids=str)
def test_every_measure_around_the_merger(
    merger: Asked, by: tuple[str, ...], boundaries: str
) -> None:
    compare(merger, MEASURES, by, {}, boundaries)


@pytest.mark.parametrize("where", WHERE, ids=" ".join)
@pytest.mark.parametrize("by", [("province",), ("period", "kind")], ids=" ".join)
def test_every_filter(
    merger: Asked, by: tuple[str, ...], where: dict[str, tuple[str, ...]]
) -> None:
    compare(merger, MEASURES, by, where, REPORTED)
    compare(merger, ("items",), ("channel", *by), where, CURRENT)


def test_every_dimension_and_measure_of_the_catalog_is_asked_here() -> None:
    assert set(boring.DIMENSIONS) == set(catalog().dimensions)
    assert {*boring.MEASURES, *boring.REPORTING} == set(catalog().measures)


VALUES: dict[str, list[str]] = {
    "kind": ["meeting", "training", "publication", "press", "document", "award", "nil"],
    "mode": ["in_person", "online", "hybrid"],
    "channel": ["print", "online_news", "radio", "television", "website", "social", "bulletin"],
    "role": ["lead", "joint", "advisory", "received", "given"],
    "status": ["done", "ongoing", "planned"],
    "period": ["2025-04", "2025-06", "2025-07", "2025-09", "2024-01"],
    "quarter": ["2025-Q2", "2025-Q3"],
    "half": ["2025-H1", "2025-H2"],
    "year": ["2024", "2025"],
    "form": ["Tin, bài", "Hội thảo", "Giao ban báo chí", "Sách", "Không có hình thức này"],
    "organiser": ["Tỉnh ủy", "co quan bao chi tinh", "Không có đơn vị này", "-"],
    "topic": ["CHUYỂN ĐỔI SỐ", "an sinh xa hoi", "Không có chủ đề này", "-"],
    "region": ["Đông Nam Bộ", "Tây Nguyên", "Đồng bằng sông Hồng", "Bắc Trung Bộ"],
}
FILTERS = st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), max_size=3).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {
            dimension: st.lists(
                st.sampled_from(VALUES[dimension]), min_size=1, max_size=3, unique=True
            ).map(tuple)
            for dimension in chosen
        }
    )
)
ANY = {
    "measures": st.lists(st.sampled_from(MEASURES), min_size=1, max_size=4, unique=True).map(tuple),
    "by": st.lists(st.sampled_from(boring.DIMENSIONS), max_size=3, unique=True).map(tuple),
    "where": FILTERS,
    "boundaries": st.sampled_from([REPORTED, CURRENT]),
}


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(**ANY)
def test_any_question(
    merger: Asked,
    measures: tuple[str, ...],
    by: tuple[str, ...],
    where: dict[str, tuple[str, ...]],
    boundaries: str,
) -> None:
    compare(merger, measures, by, where, boundaries)


@pytest.mark.scale
@settings(max_examples=1_500, suppress_health_check=[HealthCheck.too_slow])
@given(**ANY)
def test_any_question_many_times(
    merger: Asked,
    measures: tuple[str, ...],
    by: tuple[str, ...],
    where: dict[str, tuple[str, ...]],
    boundaries: str,
) -> None:
    compare(merger, measures, by, where, boundaries)


KNOWN = {
    ("Bắc Kạn", "2021-04"): {
        "meetings": 6, "attendances": 150, "classes": 2, "titles": 1, "copies": 1890, "items": 1,
        "documents": 7,
    },
    ("Cao Bằng", "2024-10"): {
        "meetings": 1, "classes": 1, "titles": 1, "documents": 4, "awards": 1, "items": 0,
    },
    ("Cao Bằng", "2025-01"): {"documents": 1},
    ("Lâm Đồng", "2024-01"): {"meetings": 1, "awards": 13},
    ("Bắc Kạn", "2024-05"): {"meetings": 1, "documents": 1},
}  # fmt: skip


@pytest.mark.both
@pytest.mark.parametrize("boundaries", [REPORTED, CURRENT])
def test_the_figures_of_the_five_reports(samples: Asked, boundaries: str) -> None:
    filters = Filters(boundaries=boundaries)
    table = ask(samples.warehouse, Question(MEASURES, ("province", "period"), filters))
    heirs = {"Bắc Kạn": "Thái Nguyên"} if boundaries == CURRENT else {}
    expected = {
        (heirs.get(province, province), period): {m: figures.get(m, 0) for m in MEASURES}
        for (province, period), figures in KNOWN.items()
    }
    rows = table.set_index(["province", "period"])[list(MEASURES)].to_dict("index")
    assert rows == expected
    qualified = table[table.attendances_qualifier != ""]
    assert list(qualified.attendances) == [150]
    assert list(qualified.attendances_qualifier) == ["at_least"]


@pytest.mark.both
def test_a_figure_that_no_activity_states_is_told_from_zero(samples: Asked) -> None:
    table = ask(samples.warehouse, Question(("trainees", "copies", "awards"), ("period",)))
    rows = table.set_index("period")
    # Two classes in 2021-04 state no number of trainees; a book in 2024-10 no number of copies.
    assert not rows.trainees_stated["2021-04"]
    assert not rows.copies_stated["2024-10"]
    assert rows.copies_stated["2021-04"]
    # There is no class in 2024-01 and only a planned book in 2025-01: that is a plain zero.
    assert rows.trainees_stated["2024-01"]
    assert rows.copies_stated["2025-01"]
    assert list(rows.trainees) == [0] * 5


@pytest.mark.both
@pytest.mark.parametrize("by", [("period",), ("province", "period"), ("region",), ("year", "kind")])
def test_the_roll_up_answers_as_the_records_do(merger: Asked, by: tuple[str, ...]) -> None:
    forms = {str(row["form"]) for row in merger.rows if row["form"]}
    question = Question(MEASURES, by)
    everything = Filters({"form": tuple(forms)})
    assert on_rollup(question, [catalog().measures[m] for m in MEASURES])
    from_records = Question(MEASURES, by, everything)
    assert not on_rollup(from_records, [catalog().measures[m] for m in MEASURES])
    rolled, recorded = (
        told(ask(merger.warehouse, asked), asked) for asked in (question, from_records)
    )
    # A slice with nothing but a nil report has no form: it stands in the roll-up alone.
    assert all(cells == [(0, "")] * 9 for key, cells in rolled.items() if key not in recorded)
    assert {key: rolled[key] for key in recorded} == recorded


@pytest.mark.both
def test_boundaries_keep_every_sum_and_lose_no_province(merger: Asked) -> None:
    by_period, current = (
        ask(merger.warehouse, Question(MEASURES, by, Filters(boundaries=CURRENT)))
        for by in (("period",), ("province", "period"))
    )
    reported = ask(merger.warehouse, Question(MEASURES, ("province", "period")))
    for table in (reported, current):
        sums = table.groupby("period")[list(MEASURES)].sum()
        pd.testing.assert_frame_equal(sums, by_period.set_index("period")[list(MEASURES)])
    assert current.k_province.nunique() == 34
    assert reported[reported.period < "2025-07"].k_province.nunique() == 63
    assert reported[reported.period >= "2025-07"].k_province.nunique() == 34


@pytest.mark.both
@pytest.mark.parametrize("boundaries", [REPORTED, CURRENT])
@pytest.mark.parametrize(
    "by",
    [(), ("province",), ("region",), ("period",), ("half", "province"), ("year",)],
    ids=" ".join,
)
def test_the_reporting_measures(merger: Asked, by: tuple[str, ...], boundaries: str) -> None:
    question = Question(boring.REPORTING, by, Filters(boundaries=boundaries))
    table = ask(merger.warehouse, question, now=NOW)
    periods = [f"2025-{month:02d}" for month in range(4, 10)]
    expected = boring.reporting(merger.rows, periods, by, boundaries=boundaries)
    found = {
        key: tuple(number for number, _ in cells) for key, cells in told(table, question).items()
    }
    assert found == expected


def test_expected_reports_go_on_where_nobody_reports(merger: Asked) -> None:
    question = Question(("reports_expected", "reports_received", "items"), ("period",))
    table = ask(merger.warehouse, question, now=datetime(2026, 1, 3, tzinfo=UTC))
    assert list(table.period)[-3:] == ["2025-10", "2025-11", "2025-12"]
    assert list(table.reports_expected) == [63] * 3 + [34] * 6
    assert list(table.reports_received)[-3:] == list(table["items"])[-3:] == [0, 0, 0]
    some = Question(("reports_expected",), ("period",), Filters(first="2025-06", last="2025-07"))
    assert list(ask(merger.warehouse, some, now=NOW).reports_expected) == [63, 34]


def test_a_period_that_runs_is_asked_about_once_somebody_has_reported(samples: Asked) -> None:
    before = datetime(2025, 1, 10, tzinfo=UTC)
    question = Question(("reports_expected",), ("period",))
    assert list(ask(samples.warehouse, question, now=before).period)[-1] == "2025-01"


@pytest.mark.both
def test_provinces_stand_in_the_order_of_the_vietnamese_alphabet(merger: Asked) -> None:
    table = ask(
        merger.warehouse, Question(("meetings",), ("province",), Filters(boundaries=CURRENT))
    )
    names = list(table.province)
    assert len(names) == 34
    alphabet = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    firsts = [name[0].lower() for name in names]
    assert firsts == sorted(firsts, key=alphabet.index)
    assert names.index("Cà Mau") < names.index("Cao Bằng") < names.index("Cần Thơ")
    assert names.index("Đà Nẵng") < names.index("Đắk Lắk") < names.index("Điện Biên")


def test_any_aggregate_may_be_an_indicator(samples: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sum of sums, or one with a filter of its own, counts what was done and nothing else."""
    known = catalog()
    given = replace(known.measures["awards"], sql="sum(quantity) FILTER (WHERE role = 'given')")
    both = replace(known.measures["items"], sql="sum(quantity) + count(*)")
    changed = replace(known, measures={**known.measures, "awards": given, "items": both})
    monkeypatch.setattr("data.questions.catalog", lambda: changed)
    table = ask(samples.warehouse, Question(("awards", "items"), ("period",))).set_index("period")
    assert dict(table.awards) == {
        "2021-04": 0, "2024-01": 13, "2024-05": 0, "2024-10": 0, "2025-01": 0,
    }  # fmt: skip
    # 2024-05 and 2025-01 hold planned press items only.
    assert list(table["items"]) == [2, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (Question(("meeting",)), "meeting: .* unknown. meetings"),
        (Question(("meetings",), ("month",)), "month: .* unknown. province"),
        (Question(("meetings",), (), Filters({"title": ("x",)})), "title: .* not a dimension"),
        (Question(("reports_received",), ("form",)), "cannot be split by form"),
        (Question(("reports_on_time",), (), Filters({"kind": ("press",)})), "split by kind"),
        (Question(("reports_expected",), (), Filters(search="x")), "cannot be split by search"),
    ],
)
def test_a_question_about_nothing_is_refused(
    samples: Asked, question: Question, sentence: str
) -> None:
    with pytest.raises(QuestionError, match=sentence):
        ask(samples.warehouse, question)


def test_without_dimensions_there_is_one_row(samples: Asked) -> None:
    nowhere = Filters(first="2030-01")
    table = ask(samples.warehouse, Question(("meetings", "reports_expected"), (), nowhere), now=NOW)
    assert table.to_dict("records") == [
        {
            "meetings": 0, "meetings_qualifier": "", "meetings_stated": True,
            "reports_expected": 0, "reports_expected_qualifier": "",
            "reports_expected_stated": True,
        }
    ]  # fmt: skip
    assert ask(samples.warehouse, Question(("meetings",), ("form",), nowhere)).empty
