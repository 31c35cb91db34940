"""Every file of ``tables/`` becomes what its name says (the grammar: ``reports/README.md``)."""

from functools import cache
from pathlib import Path

import pytest

from data.targets import targets
from etl.examine import Report
from etl.receipt import Outcome
from etl.targets import set_targets
from tests.etl.corpus import NAME, found
from tests.etl.sent import NOW, opened
from tests.etl.workbooks import cells_of, workbook

TABLES = Path(__file__).parent / "tables"
FILES = sorted(TABLES.rglob("*.csv"))
# These are about the bytes of a CSV; as cells of a workbook they are others or nothing.
CSV_ONLY = ("cells_count", "empty_file", "semicolons")
ids = [str(file.relative_to(TABLES)) for file in FILES]
each = pytest.mark.parametrize("file", FILES, ids=ids)


@cache
def sent_as(file: Path, *, book: bool) -> bytes:
    return workbook(cells_of(file)) if book else file.read_bytes()


def sent(store: Path, file: Path, *, book: bool = False) -> Outcome:
    report = Report(file.with_suffix(".xlsx" if book else ".csv").name, sent_as(file, book=book))
    return set_targets([report], store, now=NOW)[0]


def expected(file: Path) -> list[str]:
    named = NAME.fullmatch(file.stem)
    return sorted(named[1].split("+")) if named and file.parent.name != "accepted" else []


@pytest.mark.parametrize("book", [False, True], ids=["csv", "xlsx"])
@each
def test_what_is_found_is_what_the_name_says(file: Path, store: Path, *, book: bool) -> None:
    if book and file.stem.startswith(CSV_ONLY):
        pytest.skip("no workbook holds this")
    outcome = sent(store, file, book=book)
    told = found(outcome.problems, "error") + found(outcome.warnings, "warning")
    assert sorted(told) == expected(file)
    refused = "refused" in file.parts
    assert outcome.status == ("refused" if refused else "loaded")
    kept = opened(store).rows("SELECT count(*) FROM targets")[0][0]
    files = opened(store).rows("SELECT count(*) FROM target_files")[0][0]
    assert (kept > 0, files) == (not refused, int(not refused))


@pytest.mark.parametrize(
    "name", ["english", "ids-and-codes", "semicolons-under-a-title", "taken-away-of-nothing"]
)
def test_tables_that_are_alike_store_the_same(name: str, store: Path, tmp_path: Path) -> None:
    sent(store, TABLES / "accepted" / "plain.csv")
    other = tmp_path / "other"
    sent(other, TABLES / "accepted" / f"{name}.csv")
    assert targets(opened(other), 2026) == targets(opened(store), 2026) != ()
