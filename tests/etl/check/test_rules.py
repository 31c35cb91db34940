"""What must hold within a row and a slice, all problems at once."""

import pytest

from etl.problems import mend, message
from tests.etl.sent import Cells, checked, kinds

NIL = {"kind": "Không phát sinh", "title": ""}


def problems(*rows: Cells) -> list[tuple[str, int | None]]:
    return kinds(checked(*rows).problems)


def warnings(*rows: Cells) -> list[tuple[str, int | None]]:
    found = checked(*rows)
    assert not found.problems
    return kinds(found.warnings)


def test_everything_wrong_is_told_at_once_in_the_order_of_the_rows() -> None:
    found = problems(
        {"quantity": "-1", "date": "31/2/2021"},
        {"province": "", "status": "Hoãn"},
        {"title": "", "period": "2021"},
    )
    assert sorted(found, key=lambda p: (p[1], p[0])) == [
        ("count_negative", 2),
        ("date_impossible", 2),
        ("required_empty", 3),
        ("status_unknown", 3),
        ("period_not_month", 4),
        ("required_empty", 4),
    ]
    assert [row for _, row in found] == [2, 2, 3, 3, 4, 4]


def test_an_empty_cell_offers_the_nearest_text_above() -> None:
    empty = {"province": "", "period": ""}
    found = checked({"province": "Cao Bằng"}, empty, empty | {"title": "B"}).problems
    assert [(p.field, p.row, p.offers) for p in found] == [
        ("province", 3, ("Cao Bằng",)),
        ("period", 3, ("4/2021",)),
        ("province", 4, ("Cao Bằng",)),
        ("period", 4, ("4/2021",)),
    ]


def test_nothing_above_offers_nothing() -> None:
    (problem,) = checked({"kind": ""}, {}).problems
    assert (problem.kind, problem.row, problem.offers) == ("required_empty", 2, ())


@pytest.mark.parametrize(
    ("field", "limit"),
    [("title", 1000), ("note", 2000)]
    + [(f, 500) for f in ("organiser", "topic", "document_no", "source", "form", "role", "mode")],
)
def test_the_longest_text(field: str, limit: int) -> None:
    assert problems({field: "ệ" * limit}) == []
    (problem,) = checked({field: "ệ" * (limit + 1)}).problems
    assert (problem.kind, problem.field, problem.says) == (
        "text_too_long", field, {"limit": str(limit)},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "participants", "copies"),
    [
        ("meeting", True, False),
        ("training", True, False),
        ("publication", False, True),
        ("press", False, False),
        ("document", False, False),
        ("award", False, False),
        ("nil", False, False),
    ],
)
def test_figures_of_a_kind_that_has_none(kind: str, participants: bool, copies: bool) -> None:
    row = {"kind": kind, "participants": "5", "copies": "9"}
    expected = [("participants_unused", 2)] * (not participants)
    assert warnings(row) == expected + [("copies_unused", 2)] * (not copies)


def test_a_dash_is_no_figure_to_be_warned_about() -> None:
    assert warnings({"kind": "Văn bản", "participants": "-", "copies": "-"}) == []


@pytest.mark.parametrize(
    ("date", "status", "expected"),
    [
        ("1/4/2021", "", None),
        ("30/4/2021", "", None),
        ("31/3/2021", "", "date_outside_window"),
        ("1/5/2021", "", "date_outside_window"),
        ("27/3-1/4/2021", "", None),
        ("30/4-2/5/2021", "", None),
        ("2021", "", None),
        ("2020", "", "date_outside_window"),
        ("1/5/2021", "Kế hoạch", None),
        ("2022", "Kế hoạch", None),
        ("31/3/2021", "Kế hoạch", "date_outside_window"),
        ("1/5/2021", "Đang thực hiện", "date_outside_window"),
    ],
)
def test_the_window_of_a_period(date: str, status: str, expected: str | None) -> None:
    found = warnings({"date": date, "status": status})
    assert found == ([(expected, 2)] if expected else [])


def test_a_warning_about_the_window_says_its_ends() -> None:
    (warning,) = checked({"date": "1/5/2021"}).warnings
    assert warning.says == {"period": "4/2021", "first": "1/4/2021", "last": "30/4/2021"}


@pytest.mark.parametrize(
    ("date", "far"),
    [("30/4/2026", False), ("1/5/2026", True), ("1/4/2016", False), ("31/3/2016", True),
     ("2016", False), ("2015", True), ("2026", False), ("2027", True)],
)  # fmt: skip
def test_more_than_five_years_off_is_refused(date: str, far: bool) -> None:
    assert problems({"date": date, "status": "Kế hoạch"}) == [("date_far", 2)] * far


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"quantity": "1"}, {}),
        ({"quantity": "01 cuộc"}, {"quantity": "1"}),
        ({"status": "Đã thực hiện"}, {"status": ""}),
        ({"date": "5/4/2021"}, {"date": "ngày 05-04-2021"}),
        ({"province": "06"}, {"province": "bac kan"}),
        ({"kind": "meeting"}, {}),
        ({"mode": "Trực tuyến"}, {"mode": "online"}),
        ({"channel": "Báo in; Phát thanh"}, {"channel": "print;radio"}),
        ({"participants": "-"}, {"participants": ""}),
        ({"participants": "hơn 150"}, {"participants": "trên 150 người"}),
        (NIL | {"quantity": "5"}, NIL),
    ],
)
def test_two_rows_that_would_be_stored_alike(first: Cells, second: Cells) -> None:
    found = checked(first, second | {"note": ""}).problems
    assert kinds(found) == [("rows_alike", 3)]
    assert found[0].says == {"other": "2"}


@pytest.mark.parametrize(
    "second",
    [
        {"title": "giao ban"},
        {"title": "Giao  ban"},
        {"quantity": "2"},
        {"participants": "0"},
        {"date": "4/2021"},
        {"status": "Kế hoạch"},
        {"province": "Cao Bằng"},
        {"period": "5/2021"},
        {"note": "lần hai"},
        {"role": "khách"},
    ],
)
def test_two_rows_that_differ_in_anything_stored(second: Cells) -> None:
    assert problems({}, second) == []


def test_a_qualifier_makes_a_row_another() -> None:
    assert problems({"participants": "150"}, {"participants": "hơn 150"}) == []


def test_three_rows_alike_name_the_first() -> None:
    found = checked({}, {"title": "B"}, {}, {}).problems
    assert [(p.row, p.says["other"]) for p in found] == [(4, "2"), (5, "2")]


@pytest.mark.parametrize("word", ["Tổng", "TỔNG CỘNG", "tổng số", "Cộng", "Cộng chung:", "Total"])
def test_a_total_row_is_told_once_and_nothing_else_about_it(word: str) -> None:
    total = {"province": word, "period": "", "kind": "", "title": "", "quantity": "1,890"}
    (problem,) = checked({}, total).problems
    assert (problem.kind, problem.row, problem.value) == ("total_row", 3, word)
    assert mend(problem, "vi")
    assert word in message(problem, "vi")


def test_a_total_may_stand_behind_empty_cells() -> None:
    total = {"province": "", "period": "", "kind": "", "title": "Tổng cộng"}
    assert problems({}, total) == [("total_row", 3)]


@pytest.mark.parametrize("title", ["Tổng", "Tổng kết công tác", "Cộng đồng"])
def test_a_title_behind_other_texts_is_no_total(title: str) -> None:
    assert problems({"title": title}) == []


@pytest.mark.parametrize("word", ["Tổng kết", "Tổng số lượng", "Cộng hòa", "Tổng:1"])
def test_only_the_whole_word_is_a_total(word: str) -> None:
    assert problems({"province": word}) == [("province_unknown", 2)]


def test_nil_together_with_activities_of_its_slice() -> None:
    found = checked(NIL, {}, NIL | {"period": "5/2021"}, {"period": "6/2021"}).problems
    assert kinds(found) == [("nil_with_activities", 2)]
    assert found[0].says == {"province": "Bắc Kạn", "period": "04/2021"}


def test_a_planned_activity_is_one_too() -> None:
    assert problems({"status": "Kế hoạch"}, NIL) == [("nil_with_activities", 3)]


@pytest.mark.parametrize("title", ["Tổng cộng", "TỔNG SỐ:", "cộng", "Total"])
def test_an_activity_titled_like_a_total_is_doubted(title: str) -> None:
    assert warnings({}, {"title": title}) == [("title_total", 3)]


@pytest.mark.parametrize("title", ["Tổng kết năm", "Cộng tác viên", "Tổng cộng 3 cuộc"])
def test_a_title_that_only_begins_like_a_total_is_not(title: str) -> None:
    assert warnings({}, {"title": title}) == []
