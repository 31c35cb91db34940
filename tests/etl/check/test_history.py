"""What is said about a report beside those that are loaded already."""

from pathlib import Path

import pytest

from data.fold import fold
from data.periods import span
from etl import locks
from etl.line import Report, inspect
from etl.uploads import undo
from tests.etl.sent import NOW, Cells, kinds, opened, report, sent

DATED = {"title": "Hội thảo Hòa bình", "date": "5/4/2021", "document_no": "7-KH/TU"}
OTHER = {"period": "5/2021"}


def warned(store: Path, row: Cells) -> list[tuple[str, int | None]]:
    found = inspect(report(row), store, now=NOW)
    assert found.status == "clean"
    return [w for w in kinds(found.warnings) if w[0] != "date_outside_window"]


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one report; it is only looked at."""
    folder = tmp_path_factory.mktemp("dated")
    sent(folder, report(DATED), report({"title": "Đặng đ đường", "province": "Lâm Đồng"}))
    return folder


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"title": "HỘI THẢO HOÀ BÌNH"}, True),
        ({"title": "hội-thảo: hòa bình."}, True),
        ({"title": "Hội thảo Hòa bình 2"}, False),
        ({"date": "6/4/2021"}, False),
        ({"date": "5-6/4/2021"}, True),
        ({"date": ""}, False),
        ({"document_no": "8-KH/TU"}, False),
        ({"document_no": ""}, False),
        ({"kind": "Tập huấn"}, False),
        ({"province": "Cao Bằng"}, False),
        ({"quantity": "5", "organiser": "Sở", "status": "Kế hoạch"}, True),
    ],
)
def test_the_same_activity_in_another_period(dated: Path, change: Cells, same: bool) -> None:
    assert warned(dated, DATED | OTHER | change) == [("same_activity", 2)] * same


def test_the_warning_names_the_period_and_upload(store: Path) -> None:
    first, _ = sent(store, report(DATED), report(DATED | {"period": "6/2021"}))
    _, warning = inspect(report(DATED | OTHER), store, now=NOW).warnings
    assert warning.kind == "same_activity"
    assert warning.says == {"period": "04/2021", "upload": first.upload}


def test_the_slice_that_is_replaced_does_not_count(dated: Path) -> None:
    assert warned(dated, DATED | {"note": "sửa"}) == []


def test_a_province_that_the_merger_left_alone_is_the_same(store: Path) -> None:
    before = DATED | {"province": "Cao Bằng", "period": "6/2025", "date": "5/6/2025"}
    sent(store, report(before))
    assert warned(store, before | {"period": "7/2025"}) == [("same_activity", 2)]


def test_a_merged_province_is_another(store: Path) -> None:
    before = DATED | {"province": "Thái Nguyên", "period": "6/2025", "date": "5/6/2025"}
    sent(store, report(before))
    assert warned(store, before | {"period": "7/2025"}) == []


@pytest.mark.parametrize(
    "other", ["ĐẶNG Ð đường", "đặng đ Đường", "Đặng-đ, “đường”", "Đặng đ đường"]
)
def test_titles_are_folded_as_everywhere_else(dated: Path, other: str) -> None:
    assert fold(other) == fold("Đặng đ đường")
    assert warned(dated, OTHER | {"title": other, "province": "Lâm Đồng"}) == [("same_activity", 2)]


def history(store: Path, *quantities: int, first: str = "2020-01") -> None:
    months = span(first, "2026-10")
    rows = [
        {"period": month, "title": f"Giao ban {month}", "quantity": str(quantity)}
        for month, quantity in zip(months, quantities, strict=False)
    ]
    sent(store, report(*rows))


@pytest.mark.parametrize(
    ("usual", "now", "told"),
    [
        ([10, 11, 9, 10, 12, 8], "100", True),
        ([10, 11, 9, 10, 12, 8], "13", False),
        ([10, 11, 9, 10, 12], "100", False),
        ([10] * 6, "16", False),
        ([10] * 6, "17", True),
        ([100, 110, 90, 100, 120, 80], "0", True),
        ([1, 50, 3, 90, 7, 20], "100", False),
    ],
)
def test_a_total_far_from_the_own_history(
    store: Path,
    usual: list[int],
    now: str,
    told: bool,
) -> None:
    history(store, *usual)
    row = {"period": "9/2021", "title": "Giao ban 9", "quantity": now}
    assert warned(store, row) == [("quantity_outlier", 2)] * told


def test_the_warning_says_what_is_usual(store: Path) -> None:
    history(store, 10, 11, 9, 10, 12, 8)
    rows = [{"period": "9/2021", "title": t, "quantity": q} for t, q in (("A", "1"), ("B", "200"))]
    (warning,) = inspect(report(*rows), store, now=NOW).warnings
    assert (warning.row, warning.value) == (3, "200")
    assert warning.says == {"kind": "hội nghị", "total": "201", "usual": "10", "months": "6"}


def test_plans_and_other_kinds_and_the_month_itself_are_no_history(store: Path) -> None:
    history(store, 10, 11, 9, 10, 12, 8)
    month = {"period": "3/2020", "title": "A", "quantity": "100"}
    assert warned(store, month) == []
    assert warned(store, month | {"period": "9/2021", "kind": "Tập huấn"}) == []
    assert warned(store, month | {"period": "9/2021", "status": "Kế hoạch"}) == []


def test_a_locked_slice_is_told_at_its_first_row_with_the_reason(store: Path) -> None:
    locks.lock(store, "2021-04", why="đã chốt", actor="Lan")
    rows = [{"period": "5/2021"}, {}, {"title": "B"}, {"province": "Cao Bằng"}]
    found = inspect(report(*rows), store, now=NOW)
    assert found.status == "refused"
    assert kinds(found.problems) == [("locked_period", 3), ("locked_period", 5)]
    assert found.problems[0].says == {"province": "Bắc Kạn", "period": "04/2021", "why": "đã chốt"}


def test_a_lock_is_told_beside_the_other_problems(store: Path) -> None:
    locks.lock(store, "2021-04", why="đã chốt", actor="Lan")
    found = inspect(report({"quantity": "-1"}), store, now=NOW)
    assert {kind for kind, _ in kinds(found.problems)} == {"locked_period", "count_negative"}


def test_the_same_bytes_are_unchanged_only_while_all_of_them_is_current(store: Path) -> None:
    two = report({}, {"province": "Cao Bằng"}, name="hai.csv", sender="Lan")
    (first,) = sent(store, two)
    (again,) = sent(store, Report("khác.csv", two.data))
    assert (again.status, again.upload, again.rows, len(again.slices)) == (
        "unchanged", first.upload, 2, 2,
    )  # fmt: skip
    assert again.earlier
    assert (again.earlier.sender, again.earlier.at) == ("Lan", NOW)
    (other,) = sent(store, report({"title": "B"}))
    assert [o.status for o in sent(store, two)] == ["loaded"]
    assert other.upload
    version = opened(store).version
    assert [o.status for o in sent(store, two)] == ["unchanged"]
    assert opened(store).version == version


def test_the_same_bytes_after_an_undo_are_loaded_again(store: Path) -> None:
    (first,) = sent(store, report({}))
    undo(store, first.upload or "", actor="Lan")
    assert [o.status for o in sent(store, report({}))] == ["loaded"]
