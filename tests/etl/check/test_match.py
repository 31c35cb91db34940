"""Headers are matched by label, id or alias, whatever their case, accents and blanks."""

import pytest

from data.catalog import catalog
from etl.check.match import match
from tests.etl.sent import kinds

REQUIRED = ("province", "period", "kind", "title")


def named(*headers: str, filled: bool = True) -> tuple[dict[str, int], list[str], list[str]]:
    matched = match(headers, [filled] * len(headers), 1)
    return (
        dict(matched.position),
        [p.kind for p in matched.problems],
        [w.kind for w in matched.warnings],
    )


@pytest.mark.parametrize("id", catalog().columns)
def test_every_name_of_a_column_finds_it(id: str) -> None:
    for name in catalog().columns[id].names():
        for typed in (name, name.upper(), f"  {name.replace(' ', '   ')} :"):
            assert named(typed)[0] == {id: 0}


@pytest.mark.parametrize(
    ("alias", "id"),
    [("SL", "quantity"), ("Lượt người tham dự", "participants"), ("Số hiệu", "document_no")],
)
def test_aliases_of_the_contract(alias: str, id: str) -> None:
    assert named(*REQUIRED, alias)[0] == dict(zip((*REQUIRED, id), range(5), strict=True))


def test_each_missing_column_is_named_once() -> None:
    matched = match(["title", "SL"], [True, True], 4)
    assert kinds(matched.problems) == [("column_missing", 4)] * 3
    assert [p.field for p in matched.problems] == ["province", "period", "kind"]
    assert [p.column for p in matched.problems] == [
        "Tỉnh/Thành phố",
        "Kỳ báo cáo",
        "Loại hoạt động",
    ]


def test_a_column_twice_is_named_as_it_stands_the_second_time() -> None:
    matched = match([*REQUIRED, "Số lượng", "sl"], [True] * 6, 1)
    (problem,) = matched.problems
    assert (problem.kind, problem.column, problem.field) == ("column_twice", "sl", "quantity")


def test_an_unnamed_column_is_only_told_if_it_holds_something() -> None:
    assert named(*REQUIRED, "", filled=False)[2] == []
    (warning,) = match([*REQUIRED, ""], [True] * 5, 1).warnings
    assert (warning.kind, warning.says) == ("column_unnamed", {"position": "5"})


def test_an_unknown_column_is_told_even_if_it_is_empty() -> None:
    assert named(*REQUIRED, "Người lập", filled=False)[2] == ["column_unknown"]


def test_a_header_of_signs_only_is_unknown_and_matches_nothing() -> None:
    assert named(*REQUIRED, "***", "😀", "---")[1:] == ([], ["column_unknown"] * 3)
