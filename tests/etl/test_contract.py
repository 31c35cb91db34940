"""Every line of the contract and every kind of problem has a report as CSV and as workbook."""

import tomllib
from fnmatch import fnmatchcase
from typing import Any

import pytest

from etl.problems import sayings
from tests.etl.corpus import ALL, REPORTS, findings, outcome

CONTRACT = tomllib.loads((REPORTS / "contract.toml").read_text(encoding="utf-8"))
LINES: list[dict[str, Any]] = CONTRACT["line"]
ENDINGS = {"both": {".csv", ".xlsx"}, "csv": {".csv"}, "xlsx": {".xlsx"}}
NAMED = [
    pytest.param(line["outcome"], how, pattern, id=f"{line['case'][:60]}: {pattern}")
    for line in LINES
    for how in ENDINGS
    for pattern in line.get(how, ())
]


def kinds(ending: str) -> set[str]:
    """The kinds of problems that the cases with this ending have in their names."""
    cases = (file for file in ALL if file.suffix == ending)
    return {finding.split("--")[0] for file in cases for finding in findings(file)}


@pytest.mark.parametrize(("becomes", "how", "pattern"), NAMED)
def test_a_line_of_the_contract_has_its_reports(becomes: str, how: str, pattern: str) -> None:
    cases = [f for f in ALL if fnmatchcase(str(f.relative_to(REPORTS).with_suffix("")), pattern)]
    assert {file.suffix for file in cases} == ENDINGS[how]
    assert {outcome(file) for file in cases} == {becomes}


def test_a_line_that_has_one_ending_alone_says_why() -> None:
    assert [line["case"] for line in LINES if ("csv" in line or "xlsx" in line) != ("why" in line)
    ] == []  # fmt: skip


def test_every_kind_of_problem_has_a_csv_and_a_workbook_or_a_reason() -> None:
    without = {ending: {*sayings()} - kinds(ending) for ending in (".csv", ".xlsx")}
    elsewhere = {*CONTRACT["elsewhere"]}
    assert without[".csv"] == elsewhere | {*CONTRACT["only_xlsx"]}
    assert without[".xlsx"] == elsewhere | {*CONTRACT["only_csv"]}
