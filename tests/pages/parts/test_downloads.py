"""What leaves a page is the same in every format, says its source, and is marked if synthetic."""

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.filters import Filters
from data.records import records
from data.warehouse import newest
from pages.charts.look import Look
from pages.parts.choice import Choice
from pages.parts.downloads import Leaving, made
from pages.parts.records import typed
from pages.parts.scope import Span, scope_of
from pages.parts.view import View

TABLE = pd.DataFrame({"Tỉnh": ["Lào Cai", "=1"], "Hội nghị": [150, 3]})
SAID = [("Câu hỏi", "Hội nghị theo tỉnh")]


@pytest.fixture
def view(request: pytest.FixtureRequest) -> View:
    stores: dict[str, Path] = request.getfixturevalue("made")
    warehouse = newest(stores[getattr(request, "param", "five")])
    assert warehouse
    assert warehouse.periods
    known = Span(*warehouse.periods)
    return View(warehouse, scope_of("vi", Choice(), known, known.last), Look())


def leaving() -> Leaving:
    return Leaving("bang", lambda: TABLE, SAID, lambda: {(0, "Hội nghị"): "≥"})


def test_every_format_has_the_same_figures(view: View) -> None:
    csv = pd.read_csv(io.BytesIO(made(view, leaving(), "csv")))
    parquet = pd.read_parquet(io.BytesIO(made(view, leaving(), "parquet")))
    sheet = openpyxl.load_workbook(io.BytesIO(made(view, leaving(), "xlsx")))["Số liệu"]
    assert list(csv["Hội nghị"]) == list(parquet["Hội nghị"]) == [150, 3]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [150, 3]
    assert csv["Hội nghị (≥ ≤ ≈)"].fillna("").tolist() == ["≥", ""]
    assert list(csv["Tỉnh"]) == ["Lào Cai", "'=1"]
    assert sheet["A3"].value == "'=1"


@pytest.mark.parametrize(
    ("view", "marked"), [("five", False), ("demonstration", True)], indirect=["view"]
)
def test_the_source_says_version_and_synthetic_figures(view: View, marked: bool) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(view, leaving(), "xlsx")))
    said = {row[0].value: row[1].value for row in book["Nguồn"].iter_rows()}
    assert said["Câu hỏi"] == "Hội nghị theo tỉnh"
    assert said["Phiên bản số liệu"] == str(view.warehouse.version)
    assert ("số liệu minh họa" in str(said.get("Lưu ý"))) is marked
    assert ("minh họa" in [c.value for c in book["Số liệu"][1]]) is marked


def test_records_leave_with_real_months_and_days(view: View) -> None:
    rows = records(view.warehouse, Filters({"kind": ("meeting",)}))
    table = typed(view, ("title", "date", "quantity"), rows)
    data = made(view, Leaving("hoat-dong", lambda: table), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Số liệu"]
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert cells["Kỳ báo cáo"].is_date
    assert any(row[5].is_date for row in sheet.iter_rows(min_row=2))
    assert cells["Đến ngày"]
    assert made(view, Leaving("hoat-dong", lambda: table), "parquet")


def test_the_source_says_in_which_boundaries_a_table_is(view: View) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(made(view, leaving()._replace(boundaries="current"), "xlsx"))
    )
    said = {row[0].value: row[1].value for row in book["Nguồn"].iter_rows()}
    assert said["Địa giới"] == "34 hiện nay"
