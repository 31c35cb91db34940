"""The dictionary is made from the catalog: every measure has all that a reader may ask."""

import pytest

from data.catalog import catalog
from pages.parts.terms import (
    dimensions_found,
    formula_said,
    formula_sql,
    help_by_label,
    measures_found,
    source_columns,
)

MEASURES = catalog().measures.values()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.id)
def test_every_measure_has_formula_and_columns(measure, lang: str) -> None:  # noqa: ANN001
    assert formula_said(measure, lang).endswith(".")
    assert formula_sql(measure)
    assert [c.id for c in source_columns(measure)][:2] == ["province", "period"]
    assert help_by_label(lang)[measure.label.in_(lang)].startswith(measure.definition.in_(lang))


def test_a_sum_is_said_with_the_labels_of_the_report() -> None:
    attendances = catalog().measures["attendances"]
    assert formula_said(attendances, "vi") == (
        "Cộng cột “Lượt người” của các dòng loại “Hội nghị” có trạng thái “Đã thực hiện”."
    )
    assert formula_sql(attendances).splitlines()[0] == "SELECT sum(participants)"
    assert [c.id for c in source_columns(attendances)] == [
        "province", "period", "kind", "participants", "status",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", list(catalog().measures)),
        ("hoc vien", ["trainees"]),
        ("DU HOI NGHI", ["attendances"]),
        ("HN BCV", ["meetings", "attendances"]),
        ("%", list(catalog().measures)),
        ("không có chữ này", []),
    ],
)
def test_the_search_needs_no_accents(asked: str, found: list[str]) -> None:
    assert [m.id for m in measures_found(asked)] == found


def test_a_dimension_is_found_by_what_is_said_of_it() -> None:
    assert list(dimensions_found("hinh thuc"))[0] == "form"
    assert "channel" in dimensions_found("published")
