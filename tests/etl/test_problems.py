"""Every problem has its words in both languages, and they read as sentences."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.definition import LANGUAGES, DefinitionError
from etl import problems
from etl.problem import Problem
from etl.problems import as_json, mend, message, read_sayings, sayings, severity, where

ETL = Path(problems.__file__).parent
# The functions whose first argument is the kind of a problem.
TELLERS = ("Problem", "Reason", "NotFound", "at_rows")
GIVEN = {
    name: name.upper()
    for name in re.findall(r"\{([a-z_]+)\}", problems.FILE.read_text(encoding="utf-8"))
}
FULL = {
    "row": 12,
    "column": "Số lượng",
    "field": "quantity",
    "value": "1,890",
    "offers": ("1890", "1", "2"),
    "says": {name: text for name, text in GIVEN.items() if name not in problems.PLACEHOLDERS},
}


def kinds_in_source() -> set[tuple[str, str]]:
    """Every kind written as a literal where a problem is told, with the file that tells it."""
    return {
        (file.name, kind)
        for file in (*ETL.rglob("*.py"), ETL.parent / "data" / "provinces.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in TELLERS
        for kind in literals(call.args[:1] + [k.value for k in call.keywords if k.arg == "kind"])
    }


def literals(arguments: list[ast.expr]) -> Iterator[str]:
    """The kinds in an argument, both of a conditional; not the ending of a composed one."""
    for leaf in (leaf for argument in arguments for leaf in ast.walk(argument)):
        if isinstance(leaf, ast.Constant) and re.fullmatch("[a-z][a-z_]{3,}", str(leaf.value)):
            yield str(leaf.value)


def test_every_kind_that_is_told_has_its_words() -> None:
    missing = {(file, kind) for file, kind in kinds_in_source() if kind not in sayings()}
    assert not missing


def test_the_kinds_of_values_are_found_in_the_source() -> None:
    told = {kind for _, kind in kinds_in_source()}
    assert {"count_ambiguous", "date_impossible", "period_future"} <= told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", sayings())
def test_every_problem_reads_as_sentences(kind: str, lang: str) -> None:
    bare = Problem(kind, column="Số lượng", value="1,890")
    for problem in (Problem(kind, **FULL), bare):  # type: ignore[arg-type]
        for text in (message(problem, lang), mend(problem, lang)):
            assert text.endswith(".")
            assert text[0].isupper() or text[0] in "“"
            assert not re.search(r"[{}\[\]!]|  | [.,;:]|\.\.|None", text), text
            assert len(text) <= 250, text
    assert "…" not in message(Problem(kind, **FULL), lang)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sayings())
def test_a_problem_that_says_no_more_than_its_cell_still_reads_well(kind: str) -> None:
    # What the finder must always give; everything else stands in brackets.
    required = {"count_ambiguous": 2, "cells_count": 2}
    for lang in LANGUAGES:
        assert message(Problem(kind, value="x", column="y"), lang).count("…") == required.get(
            kind, 0
        )


def test_offers_are_joined_as_a_person_would() -> None:
    problem = Problem("count_ambiguous", **FULL)  # type: ignore[arg-type]
    assert mend(problem, "vi") == "Ghi rõ một số nguyên, không có dấu phẩy: 1890, 1 hoặc 2."
    assert mend(problem, "en") == "Write one whole number without a comma: 1890, 1 or 2."


def test_both_readings_of_a_count_are_named() -> None:
    said = Problem(
        "count_ambiguous", value="1,890", says={"as_thousands": "1890", "as_fraction": "1,89"}
    )
    assert message(said, "vi") == "“1,890” có thể hiểu là 1890 hoặc 1,89."


def test_the_optional_part_is_left_out() -> None:
    assert mend(Problem("count_scale", value="vài chục"), "vi") == "Ghi đủ bằng chữ số."


def test_a_long_or_unprintable_value_is_shown_short_and_plain() -> None:
    said = message(Problem("kind_unknown", value="a\x00\u202eb" + "x" * 500), "vi")
    assert "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}bx" in said
    assert len(said) < 150
    assert "…”" in said


def test_long_lists_of_offers_are_not_cut() -> None:
    offers = tuple(f"Loại hoạt động thứ {n}" for n in range(9))
    assert mend(Problem("kind_unknown", value="x", offers=offers), "vi").endswith(
        "hoặc Loại hoạt động thứ 8."
    )


def test_braces_in_a_report_are_only_text() -> None:
    assert "“{column}[x]”" in message(
        Problem("kind_unknown", column="A", value="{column}[x]"), "vi"
    )


def test_another_language_is_answered_in_vietnamese() -> None:
    problem = Problem("empty_file")
    assert message(problem, "fr") == message(problem, "vi") == "Tệp trống."


def test_where_names_row_and_column() -> None:
    assert where(Problem("x", row=12, column="Số lượng"), "vi") == "dòng 12, cột Số lượng"
    assert where(Problem("x", row=12), "en") == "row 12"
    assert where(Problem("x"), "vi") == ""


def test_json_has_exactly_the_keys_of_the_contract() -> None:
    problem = Problem("column_twice", row=1, column="SL", field="quantity")
    assert as_json(problem, "en") == {
        "kind": "column_twice",
        "row": 1,
        "column": "SL",
        "field": "quantity",
        "value": None,
        "message": "The column “SL” means the same as another column of the table.",
        "mend": "Keep only one of the two.",
    }
    assert as_json(problem)["mend"] == "Chỉ giữ một trong hai cột."


def test_severity() -> None:
    assert severity("count_ambiguous") == "error"
    assert severity("date_outside_window") == "warning"
    with pytest.raises(DefinitionError, match=r"problems\.toml: no_such: "):
        severity("no_such")


GOOD = """
[k]
severity = "error"
says = ["more"]
vi.message = "{value} {more}."
vi.mend = "Ghi[ {offers}]."
en.message = "{value}."
en.mend = "Write."
"""


@pytest.mark.parametrize(
    ("was", "becomes", "key"),
    [
        ('en.mend = "Write."', "", "k.en.mend"),
        ('en.mend = "Write."', 'en.mend = " "', "k.en.mend"),
        ('"error"', '"grave"', "k.severity"),
        ('severity = "error"', "", "k.severity"),
        ("{more}.", "{less}.", "k.vi.message"),
        ("{more}.", "{more.", "k.vi.message"),
        ("[ {offers}]", "[ {offers}", "k.vi.mend"),
        ("[ {offers}]", "[a[ {offers}]]", "k.vi.mend"),
        ("says", "said", "k.said"),
        ("[k]", "[[k]]", "k"),
        ('en.message = "{value}."\nen.mend = "Write."', 'en = "Write."', "k.en.message"),
        ("[k]", "[k", "file"),
    ],
)
def test_a_broken_file_fails_with_its_name_and_key(
    tmp_path: Path, was: str, becomes: str, key: str
) -> None:
    assert was in GOOD
    file = tmp_path / "sayings.toml"
    file.write_text(GOOD.replace(was, becomes), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        read_sayings(file)
    assert (error.value.file, error.value.key) == ("sayings.toml", key)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sayings.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert read_sayings(file)["k"].mend.vi == "Ghi[ {offers}]."
