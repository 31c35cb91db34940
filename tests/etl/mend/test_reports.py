"""Every refused report of the folder is mended on the page, or its sender is told how in Excel."""

from pathlib import Path

import pytest

from etl.line import Report, inspect
from etl.mend import broken_lines, layout_of, offending
from tests.etl.only_workbooks import CASES
from tests.etl.sent import NOW

REFUSED = Path(__file__).parents[1] / "reports" / "refused"
OF_COLUMNS = {"no_header", "column_missing", "column_twice"}
# What holds no rows to be shown: the sentence that goes with it says what to do where it was made.
TOLD = {
    "empty_file",
    "encoding_unknown",
    "formula_error",
    "formula_unkept",
    "letters_lost",
    "no_rows",
    "not_a_table",
    "not_csv",
    "targets_table",  # taken to where it belongs by a button of its own
    "workbook_damaged",
    "workbook_entities",
    "workbook_links",
    "workbook_locked",
    "workbook_macros",
    "workbook_sheets",
    "workbook_too_large",
}
MADE = {file.name: file.read_bytes for file in sorted(REFUSED.glob("*.csv"))} | {
    f"{name.removeprefix('refused/')}.xlsx": make
    for name, make in CASES.items()
    if name.startswith("refused/")
}


@pytest.mark.parametrize("name", MADE)
def test_a_refused_report_can_be_mended_here_or_its_sender_is_told(name: str) -> None:
    one = Report(name, MADE[name]())
    kinds = {problem.kind for problem in inspect(one, Path("no store"), now=NOW).problems}
    columns = layout_of(one) if kinds & OF_COLUMNS else None
    mended_here = bool(broken_lines(one) or columns or len(offending(one, now=NOW)))
    assert mended_here != bool(kinds & TOLD)
