"""A preview says what was understood and what sending would change, and stores nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from etl.line import Report, ingest
from etl.preview import Preview, preview
from etl.shown import ROW, label
from tests.etl.sent import NOW, Cells, opened, report, sent


def previewed(store: Path, *rows: Cells) -> Preview:
    return preview(report(*rows), store, now=NOW)


def shown(seen: Preview, id: str) -> list[str]:
    return list(seen.first_rows[label(id)])


def test_nothing_is_stored(store: Path) -> None:
    assert previewed(store, {}).outcome.status == "clean"
    assert not store.exists()


def test_headers_are_matched_with_columns(store: Path) -> None:
    data = "Số lượng,Tỉnh/Thành phố,Kỳ báo cáo,Loại hoạt động,Nội dung,Nhiệt độ\n1,Hà Nội,4/2021,"
    seen = preview(Report("a.csv", f"{data}Hội nghị,A,3".encode()), store, now=NOW)
    assert seen.headers == (
        ("Số lượng", "quantity"), ("Tỉnh/Thành phố", "province"), ("Kỳ báo cáo", "period"),
        ("Loại hoạt động", "kind"), ("Nội dung", "title"), ("Nhiệt độ", None),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("id", "text", "expected"),
    [
        ("province", "bac can", "Bắc Kạn"),
        ("province", "06", "Bắc Kạn"),
        ("period", "tháng 04 năm 2021", "4/2021"),
        ("kind", "meeting", "Hội nghị"),
        ("quantity", "1.890 hội nghị", "1890"),
        ("quantity", "", "1"),
        ("quantity", "1,890", "1,890"),
        ("quantity", "-", "-"),
        ("participants", "hơn 150", "≥ 150"),
        ("participants", "gần 150", "≤ 150"),
        ("participants", "-", ""),
        ("date", "05.04.2021", "5/4/2021"),
        ("date", "27-28/4/2021", "27/4/2021 – 28/4/2021"),
        ("date", "tháng 4/2021", "4/2021"),
        ("date", "2021", "2021"),
        ("date", "31/2/2021", "31/2/2021"),
        ("status", "", "Đã thực hiện"),
        ("status", "sắp xong", "sắp xong"),
        ("channel", "print; Truyền hình;Loa", "Báo in; Truyền hình; Loa"),
        ("role", "khách", "khách"),
        ("title", "=SUM(A1)", "=SUM(A1)"),
        ("province", "Atlantis", "Atlantis"),
        ("period", "13/2021", "13/2021"),
    ],
)
def test_rows_are_shown_as_understood_and_else_as_typed(
    store: Path, id: str, text: str, expected: str
) -> None:
    assert shown(previewed(store, {id: text}), id) == [expected]


def test_the_first_rows_are_shown_of_the_columns_there_are(store: Path) -> None:
    seen = previewed(store, *({"title": f"T{n}"} for n in range(30)))
    assert list(seen.first_rows[ROW]) == list(range(2, 22))
    assert list(seen.first_rows.columns) == [
        ROW, "Tỉnh/Thành phố", "Kỳ báo cáo", "Loại hoạt động", "Nội dung",
    ]  # fmt: skip


def test_totals_are_those_of_what_was_done(store: Path) -> None:
    seen = previewed(
        store,
        {"quantity": "2", "participants": "150"},
        {"title": "B", "quantity": "3", "participants": "hơn 10"},
        {"title": "C", "quantity": "5", "status": "Kế hoạch"},
        {"kind": "Xuất bản phẩm", "title": "D"},
    )
    assert seen.totals == (("meetings", 5, ""), ("attendances", 160, "at_least"), ("titles", 1, ""))


def test_of_a_refused_report_there_are_rows_but_no_totals(store: Path) -> None:
    sent(store, report({}))
    seen = previewed(store, {"quantity": "x"})
    assert (seen.outcome.status, seen.totals, seen.changes) == ("refused", (), ())
    assert shown(seen, "quantity") == ["x"]


def test_of_what_is_no_table_only_the_outcome_is_told(store: Path) -> None:
    seen = preview(Report("a.csv", b""), store, now=NOW)
    assert (seen.outcome.status, seen.headers, len(seen.first_rows)) == ("refused", (), 0)


def test_the_same_bytes_again_have_nothing_to_show(store: Path) -> None:
    sent(store, report({}))
    seen = previewed(store, {})
    assert (seen.outcome.status, seen.changes) == ("unchanged", ())


def test_rows_added_removed_and_changed_are_told_for_slices_that_are_loaded(store: Path) -> None:
    elsewhere = {"province": "Cao Bằng"}
    old = [
        {"title": "Giao ban", "quantity": "1", "date": "5/4/2021"},
        {"title": "Sơ kết"},
        {"title": "Lớp A", "kind": "Tập huấn"},
        {"title": "Như cũ"},
    ]
    (before,) = sent(store, report(*old, sender="Lan"))
    seen = previewed(
        store,
        {"title": "Như cũ"},
        {"title": "GIAO BAN", "quantity": "2", "date": "5/4/2021"},
        {"title": "Sơ kết", "date": "6/4/2021"},
        {"title": "Lớp A", "kind": "Tập huấn"},
        elsewhere,
    )
    (change,) = seen.changes
    assert (change.slice.province, change.upload, change.sender) == (
        "Bắc Kạn", before.upload, "Lan",
    )  # fmt: skip
    assert change.at == NOW
    assert change.differences.added[[ROW, "Nội dung"]].to_numpy().tolist() == [[4, "Sơ kết"]]
    assert change.differences.removed[[ROW, "Nội dung"]].to_numpy().tolist() == [[3, "Sơ kết"]]
    assert change.differences.changed.to_numpy().tolist() == [
        [3, "GIAO BAN", "Nội dung", "Giao ban", "GIAO BAN"],
        [3, "GIAO BAN", "Số lượng", "1", "2"],
    ]
    assert [(one.province, upload) for one, upload in seen.base] == [
        ("Bắc Kạn", before.upload), ("Cao Bằng", None),
    ]  # fmt: skip


def test_activities_alike_are_matched_one_to_one(store: Path) -> None:
    rows = [{"title": "Giao ban", "participants": n} for n in ("1", "2", "3")]
    sent(store, report(*rows))
    (change,) = previewed(store, rows[2], rows[0], {**rows[1], "participants": "9"}).changes
    assert change.differences.changed.to_numpy().tolist() == [
        [4, "Giao ban", "Lượt người", "2", "9"]
    ]
    assert len(change.differences.added) == len(change.differences.removed) == 0


def test_a_loaded_slice_where_nothing_differs_is_told_too(store: Path) -> None:
    sent(store, report({}))
    (change,) = previewed(store, {"quantity": "1"}).changes
    assert (
        not len(change.differences.added)
        + len(change.differences.removed)
        + len(change.differences.changed)
    )


def test_a_demonstration_takes_no_report(store: Path) -> None:
    ingest([report({})], store, now=NOW, demonstration=True)
    seen = previewed(store, {"title": "B"})
    assert [p.kind for p in seen.outcome.problems] == ["demonstration_store"]


def test_what_is_seen_as_current_lets_the_sending_through(store: Path) -> None:
    sent(store, report({"title": "A"}))
    base = previewed(store, {"title": "B"}).base
    (outcome,) = ingest([report({"title": "B"})], store, now=NOW + timedelta(hours=1), base=base)
    assert outcome.status == "loaded"
    assert opened(store).rows("SELECT title FROM records") == [("B",)]


def test_steps_are_told(store: Path) -> None:
    steps: list[tuple[object, ...]] = []
    preview(report({}), store, now=NOW, progress=lambda *told: steps.append(told))
    assert steps == [("read",), ("check", 0, 1), ("compare", 0, 1)]
