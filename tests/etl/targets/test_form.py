"""A filled form of targets loads without a word, and offers what a year may hold."""

import io
from pathlib import Path

import openpyxl
import pytest

from data.targets import targets
from etl.examine import Report
from etl.targets import set_targets
from etl.targets.form import target_form
from etl.template import csv_form, xlsx_form
from tests.etl.sent import NOW, opened

FILLED = ("Hà Nội", "Lớp tập huấn", 60)


def filled(suffix: str) -> bytes:
    if suffix == "csv":
        row = ",".join(map(str, FILLED))
        return csv_form(target_form(2026)).decode().replace("2026,,,,", f"2026,{row},").encode()
    book = openpyxl.load_workbook(io.BytesIO(xlsx_form(target_form(2026))))
    for column, text in enumerate(FILLED, start=2):
        book.worksheets[0].cell(2, column, text)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_filled_form_is_loaded(store: Path, suffix: str) -> None:
    (outcome,) = set_targets([Report(f"a.{suffix}", filled(suffix))], store, now=NOW)
    assert (outcome.status, outcome.problems, outcome.warnings) == ("loaded", (), ())
    assert [target[:3] for target in targets(opened(store), 2026)] == [("01", "classes", 60)]


@pytest.mark.parametrize(("year", "places"), [(2025, 64), (2026, 35)])
def test_it_offers_the_places_of_its_year_and_the_measures(year: int, places: int) -> None:
    offered = target_form(year).offered
    assert len(offered["province"]) == places
    assert offered["province"][0] == "Cả nước"
    assert offered["measure"][0] == "Hội nghị"
