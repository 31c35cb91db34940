"""Reports too large for the page are refused there with a sentence; the shell takes the CSVs."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pages.parts.sending.desk import MOST_BYTES, MOST_ROWS
from tests.etl.corpus import figures
from tests.etl.shell.test_files import run
from tests.etl.workbooks import with_part, workbook
from tests.pages.clerk import HEADER, Clerk

pytestmark = pytest.mark.scale
HEADERS = HEADER.split(",")


def rows(number: int, note: str = "") -> list[list[str]]:
    return [
        ["Bắc Kạn", "4/2021", "Hội nghị", f"Hội nghị thứ {n}{note}", "1", "5/4/2021"]
        for n in range(number)
    ]


def as_csv(number: int, note: str = "") -> bytes:
    return "\n".join(map(",".join, [HEADERS, *rows(number, note)])).encode()


def heavy_workbook() -> bytes:
    """A workbook of one row and a picture that does not pack."""
    picture = random.Random(1).randbytes(MOST_BYTES)
    return with_part(workbook([HEADERS, *rows(1)]), "xl/media/image1.png", picture)


def long_workbook() -> bytes:
    return workbook([HEADERS, *rows(MOST_ROWS + 1)], constant_memory=True)


LARGE: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "too_many_rows.csv": (lambda: as_csv(MOST_ROWS + 1), "too_many_rows", MOST_ROWS + 1),
    "too_many_rows.xlsx": (long_workbook, "too_many_rows", MOST_ROWS + 1),
    "file_too_large.csv": (lambda: as_csv(12_000, " dài" * 180), "file_too_large", 12_000),
    "file_too_large.xlsx": (heavy_workbook, "file_too_large", 1),
}
SAID = {
    "too_many_rows": "Tệp có quá nhiều dòng: 100.001, tối đa 100.000.",
    "file_too_large": "Tệp quá lớn: ",
}


@pytest.mark.parametrize("name", LARGE)
def test_the_page_refuses_what_the_shell_takes(
    at_desk: Clerk, store: Path, tmp_path: Path, name: str
) -> None:
    make, kind, number = LARGE[name]
    data = make()
    assert (len(data) > MOST_BYTES) == (kind == "file_too_large")
    at_desk.puts((name, data))
    assert SAID[kind] in at_desk.sees
    assert "Gửi báo cáo" not in at_desk.buttons
    assert not any(figures(store).values())
    (tmp_path / name).write_bytes(data)
    (said,) = json.loads(run("load", "--json", tmp_path / name).stdout)
    assert (said["status"], said["rows"], said["problems"]) == ("loaded", number, [])
