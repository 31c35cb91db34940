"""No file that leaves the dashboard holds a formula or a link, whoever opens it with what."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
import streamlit as st
from click.testing import CliRunner

from data.__main__ import main
from etl.examine import Report
from etl.line import inspect
from etl.returned import as_csv, as_xlsx
from tests.hostile.conftest import Opens
from tests.hostile.spreadsheet import SEMICOLONS, formulas, office
from tests.hostile.store import NOW, TEXTS, refused, table
from tests.hostile.test_pages import SCENES
from tests.pages.clerk import Clerk

Files = Mapping[str, bytes]
STARTS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")
LEAVING = (
    "meetings", "press", "awards", "searched", "one province", "explore form mode table",
    "explore topic channel table",
)  # fmt: skip


@pytest.fixture
def leaves(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Files]:
    """`leaves("meetings")` opens a scene and makes every file that can be taken from it."""

    def take(scene: str) -> Files:
        files: dict[str, bytes] = {}

        def keep(_label: str, data: Any, file_name: str, **_more: Any) -> bool:  # noqa: ANN401
            files[file_name] = data() if callable(data) else data
            return False

        monkeypatch.setattr(st, "download_button", keep)
        page, query = SCENES[scene]
        assert not opens(page, **query).exception
        return files

    return take


def cells_of_csv(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


@pytest.mark.parametrize("scene", LEAVING)
def test_no_cell_of_an_export_is_a_formula(leaves: Callable[[str], Files], scene: str) -> None:
    files = leaves(scene)
    assert {name.rpartition(".")[2] for name in files} >= {"csv", "xlsx", "parquet"}
    for name, data in files.items():
        assert harmful(name, data) == [], name


def harmful(name: str, data: bytes) -> list[str]:
    """Return the cells that a spreadsheet could run; Parquet has types, and a text is a text."""
    if name.endswith(".csv"):
        return runs(cells_of_csv(data))
    if name.endswith(".parquet"):
        pq.read_table(io.BytesIO(data)).validate(full=True)
        return []
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    linked = [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]
    # A cell that is formatted as text stays one, even when it is typed into.
    texts = [c.value for c in cells if isinstance(c.value, str) and c.number_format != "@"]
    return linked + runs(texts)


def runs(cells: list[str]) -> list[str]:
    """Return the texts of cells that begin like a formula; a plain number or dash is none."""
    return [cell for cell in cells if STARTS.match(cell) and not re.fullmatch(r"-?[\d.]*", cell)]


READ_ONLY = 0  # in a table that is typed into, a text must stay what is sent


def shown_cells(at: Any) -> list[str]:  # noqa: ANN401
    """Return the texts in the tables of a page: the browser saves or copies them as they are."""
    frames = [one.value for one in at.dataframe if one.proto.editing_mode == READ_ONLY]
    headers = [str(name) for frame in frames for name in frame.columns]
    return headers + [c for f in frames for column in f for c in f[column] if isinstance(c, str)]


@pytest.mark.parametrize("scene", [*LEAVING, "journal", "explore organiser role table"])
def test_no_cell_of_a_table_on_a_page_is_a_formula(opens: Opens, scene: str) -> None:
    page, query = SCENES[scene]
    assert runs(shown_cells(opens(page, **query))) == []


def test_no_cell_of_the_tables_on_the_desk_is_a_formula(opens: Opens) -> None:
    clerk = Clerk(opens("upload"))
    clerk.puts(*((text, report.data) for text, report in zip(FORMULAS, refused(), strict=False)))
    assert runs(shown_cells(clerk.at)) == []


FORMULAS = ("=1+1", "@SUM(1)")


def given_back() -> Files:
    """Refused files as they are given back with their errors."""
    headers = {f"unknown {n}": text for n, text in enumerate(TEXTS)}
    files = {}
    for n, report in enumerate([*refused(), Report("x.csv", table({}, columns=headers))]):
        outcome = inspect(report, Path("nowhere"), now=NOW)
        told = (*outcome.problems, *outcome.warnings)
        files[f"back-{n}.csv"] = as_csv(report, told, "vi")
        files[f"back-{n}.xlsx"] = as_xlsx(report, told, "vi")
    return files


def from_the_shell() -> Files:
    files = {}
    for asked in ("records", "ask meetings --by form --by organiser"):
        out = CliRunner().invoke(main, [*asked.split(), "--format", "csv"])
        assert out.exit_code == 0, out.output
        files[f"{asked.split()[0]}-shell.csv"] = out.output.encode("utf-8-sig")
    return files


def test_no_cell_of_a_file_given_back_is_a_formula() -> None:
    for name, data in given_back().items():
        assert harmful(name, data) == [], name


def test_no_cell_from_the_shell_is_a_formula(opens: Opens) -> None:
    opens("dictionary")
    for name, data in from_the_shell().items():
        assert harmful(name, data) == [], name


@pytest.mark.skipif(office() is None, reason="LibreOffice is not on this machine (soffice)")
def test_libreoffice_finds_no_formula(leaves: Callable[[str], Files], tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    scenes = [leaves(scene) for scene in LEAVING]
    for at, files in enumerate([*scenes, given_back(), from_the_shell()]):
        for name, data in files.items():
            (folder / f"{at}-{name.replace('.', '-', name.count('.') - 1)}").write_bytes(data)
    for file in folder.glob("*.xlsx"):
        file.rename(file.with_stem(f"{file.stem}-book"))
    both = [*folder.glob("*.csv"), *folder.glob("*.xlsx")]
    (folder / "control.csv").write_text("a,b\n=1+1,x;=1+1\n", encoding="utf-8")
    control = folder / "control.csv"
    assert len(formulas([control], tmp_path / "control")) == 1
    assert len(formulas([control], tmp_path / "control", reading=SEMICOLONS)) >= 1
    assert formulas(both, tmp_path) == []
    assert formulas([*folder.glob("*-*.csv")], tmp_path, reading=SEMICOLONS) == []
