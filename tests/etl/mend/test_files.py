"""Each bad file of the folder is refused, mended as its TOML says, and then loaded whole."""

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

from etl.line import Report, inspect
from etl.mend import layout_of, mended, with_columns, with_lines
from etl.read import read
from etl.sheet import Sheet
from tests.etl.sent import NOW, kinds
from tests.etl.workbooks import workbook

FILES = sorted(Path(__file__).with_name("files").glob("*.toml"))
HEADED = [file for file in FILES if {"places", "fills"} & set(tomllib.loads(file.read_text()))]


def of_csv(file: Path) -> Report:
    return Report(f"{file.stem}.csv", file.with_suffix(".csv").read_bytes())


def of_workbook(file: Path) -> Report:
    text = file.with_suffix(".csv").read_text()
    delimiter = max(",;|", key=text.splitlines()[-1].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return Report(f"{file.stem}.xlsx", workbook(list(rows)))


def with_chosen(report: Report, asked: dict[str, Any]) -> Report:
    """Choose the columns that the page would offer, but for those that the TOML names."""
    layout = layout_of(report)
    assert layout
    headers = [column.header for column in layout.columns]
    chosen = {
        id: headers.index(at) if isinstance(at, str) else at
        for id, at in asked.get("places", {}).items()
    }
    fills = asked.get("fills", {})
    assert layout.header_row == asked.get("header_row", layout.header_row)
    return with_columns(
        report, {**layout.places, **chosen}, fills, header_row=layout.header_row
    )  # fmt: skip


def with_all(report: Report, asked: dict[str, Any]) -> Report:
    if "lines" in asked:
        report = with_lines(report, {int(at): text for at, text in asked["lines"].items()})
    if "cells" in asked:
        report = mended(report, {(row, name): text for row, name, text in asked["cells"]}, now=NOW)
    return with_chosen(report, asked) if {"places", "fills"} & set(asked) else report


def is_mended(report: Report, asked: dict[str, Any]) -> None:
    before = inspect(report, Path("no store"), now=NOW)
    assert [kind for kind, _ in kinds(before.problems)] == asked["refused"]
    new = with_all(report, asked)
    after = inspect(new, Path("no store"), now=NOW)
    assert kinds(after.problems) == []
    assert (after.status, after.rows) == ("clean", len(asked["rows"]))
    assert new.mends
    assert after.notes[: len(new.mends)] == new.mends
    sheet = read(new.data, frozenset({"tinhthanhpho", "tinh", "noidung", "kybaocao", "ky", "loai"}))
    assert isinstance(sheet, Sheet)
    assert sheet.rows.tolist() == asked["rows"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_bad_csv_is_mended(file: Path) -> None:
    is_mended(of_csv(file), tomllib.loads(file.read_text()))


@pytest.mark.parametrize("file", HEADED, ids=lambda file: file.stem)
def test_a_bad_workbook_is_mended(file: Path) -> None:
    is_mended(of_workbook(file), tomllib.loads(file.read_text()))
