"""Each distinct text is read once, in the light of its row's period and kind."""

from collections.abc import Callable

import pytest

from etl.check import column
from etl.check.columns import KINDS, VINTAGES
from tests.etl.sent import checked, kinds


def test_a_name_is_looked_up_in_the_vintage_of_its_row() -> None:
    found = checked(
        {"period": "6/2025", "province": "Bắc Kạn"}, {"period": "7/2025", "province": "Bắc Kạn"}
    )
    (problem,) = found.problems
    assert (problem.kind, problem.row, problem.offers) == (
        "province_dissolved", 3, ("Thái Nguyên",),
    )  # fmt: skip
    assert [VINTAGES[v] for v in found.columns.vintages] == [63, 34]


def test_without_a_period_a_name_of_either_vintage_is_known() -> None:
    assert kinds(checked({"period": "", "province": "Bắc Kạn"}).problems) == [("required_empty", 2)]
    both = checked({"period": "?", "province": "Xứ Lạ"}).problems
    assert {p.kind for p in both} == {"period_not_understood", "province_unknown"}


def test_a_form_is_looked_up_in_the_list_of_its_kind() -> None:
    found = checked(
        {"form": "Bản tin", "kind": "Xuất bản phẩm"},
        {"form": "Bản tin", "kind": "Báo chí"},
        {"form": "Bản tin", "kind": "Hội nghị"},
        {"form": "Bản tin", "kind": "Không phát sinh", "period": "5/2021"},
    )
    assert kinds(found.warnings) == [("form_unknown", 4)]
    assert [KINDS[k] for k in found.columns.kinds] == ["publication", "press", "meeting", "nil"]


def test_of_an_unknown_kind_no_form_is_doubted() -> None:
    found = checked({"kind": "Liên hoan", "form": "Dạ hội"})
    assert (kinds(found.problems), found.warnings) == ([("kind_unknown", 2)], ())


def test_only_the_channels_that_are_unknown_are_told() -> None:
    (warning,) = checked({"kind": "Báo chí", "channel": "Báo in; Loa phường; Tờ tin"}).warnings
    assert warning.says == {"unknown": "Loa phường; Tờ tin"}


def test_a_dash_is_asked_about_in_quantity_only() -> None:
    found = checked({"quantity": "-", "participants": "-", "copies": "—"})
    assert [(p.kind, p.field) for p in found.problems] == [("count_dash", "quantity")]


def test_a_text_is_read_once_however_often_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    typed = column.Cells.typed

    def counting(cells: column.Cells, reader: Callable[[str], column.Outcome]) -> column.Typed:
        def noting(text: str) -> column.Outcome:
            read.append(text)
            return reader(text)

        return typed(cells, noting)

    monkeypatch.setattr(column.Cells, "typed", counting)
    assert not checked(*({"title": f"Giao ban {i}", "quantity": "7"} for i in range(50))).problems
    assert (read.count("7"), read.count("4/2021"), read.count("Hội nghị")) == (1, 1, 1)
