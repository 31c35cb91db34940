"""The explore page as its reader has it: the table on the screen, and the files taken along."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.downloads import Leaving, made
from pages.parts.exploring import table
from pages.parts.view import View
from tests.pages.conftest import FRAME

SIGNS = {"≥": "at_least", "≤": "at_most", "≈": "about"}
SIGNED = " (≥ ≤ ≈)"
BESIDE = ("Báo cáo đã nhận", "minh họa")
"""Columns behind the figures: the reports they rest on, and that they are synthetic."""
Figure = tuple[int, str] | None
Line = tuple[str, ...]
Figures = dict[tuple[Line, str], Figure]
Query = dict[str, str | list[str]]


@dataclass(frozen=True)
class Seen:
    """A page that was opened; the first ``sides`` columns of its table are names."""

    at: AppTest
    sides: int
    leaving: tuple[View, Leaving]

    @cached_property
    def figures(self) -> Figures:
        """The figures of the table by line and column."""
        return _figures(self.at, self.sides)

    @property
    def lines(self) -> list[Line]:
        return list(dict.fromkeys(line for line, _ in self.figures))


def explore(monkeypatch: pytest.MonkeyPatch, store: Path, query: Query, *, sides: int = 1) -> Seen:
    """Open the page of a store; the first ``sides`` columns of its table are names."""
    monkeypatch.setenv("DASHBOARD_STORE", str(store))
    taken: list[tuple[View, Leaving]] = []
    monkeypatch.setattr(table, "show_downloads", lambda *leaving: taken.append(leaving))
    at = AppTest.from_file(FRAME, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page("explore.py").run()
    assert not at.exception
    return Seen(at, sides, taken[-1])


def texts(at: AppTest) -> list[dict[str, str]]:
    """Return the table of the page, each cell as it is written there."""
    shown = next(element for element in at.dataframe if element.proto.id.endswith("explore_table"))
    data = shown.proto.arrow_data.styler.display_values
    rows: list[dict[str, str]] = pa.ipc.open_stream(data).read_all().to_pylist()
    names = [str(name) for name in shown.value.columns]
    return [dict(zip(names, row.values(), strict=False)) for row in rows]


def _figures(at: AppTest, sides: int) -> Figures:
    found: Figures = {}
    for row in texts(at):
        names = list(row)
        line = tuple(row[name] for name in names[:sides])
        for name in names[sides:]:
            if name not in BESIDE:
                assert (line, name) not in found, "a line is there once"
                found[line, name] = figure(row[name])
    return found


def figure(text: str) -> Figure:
    """Read a figure as it is written: 1.234, ≥ 150, or none."""
    said = re.fullmatch(r"(?:([≥≤≈])\s)?([0-9.]+)", text)
    if said is None:
        assert text in ("—", "chưa nêu", ""), text
        return None
    return int(said[2].replace(".", "")), SIGNS.get(said[1] or "", "")


def taken(seen: Seen, kind: str, *, sides: int = 1) -> Figures:
    """Return the figures of a file as a reader of it would read them, by line and column."""
    read = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}[kind]
    return dict(read(made(*seen.leaving, kind), sides))


def _csv(data: bytes, sides: int) -> Iterator[tuple[tuple[Line, str], Figure]]:
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    yield from _signed(rows, sides)


def _parquet(data: bytes, sides: int) -> Iterator[tuple[tuple[Line, str], Figure]]:
    for (line, name), cell in _signed(pq.read_table(io.BytesIO(data)).to_pylist(), sides):
        months = (re.sub(r"^(\d{4})-0?(\d+)(-01 .*)?$", r"\2/\1", text) for text in line)
        yield (tuple(months), name), cell


def _signed(rows: list[dict[str, Any]], sides: int) -> Iterator[tuple[tuple[Line, str], Figure]]:
    for row in rows:
        names = [name for name in row if not name.endswith(SIGNED) and name not in BESIDE]
        line = tuple(str(row[name]) for name in names[:sides])
        for name in names[sides:]:
            sign = SIGNS.get(row.get(f"{name}{SIGNED}") or "", "")
            value = row[name]
            yield (line, name), None if value in (None, "") else (int(value), sign)


def _xlsx(data: bytes, sides: int) -> Iterator[tuple[tuple[Line, str], Figure]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    head, *rows = sheet.iter_rows()
    for row in rows:
        line = tuple(_name(cell) for cell in row[:sides])
        for name, cell in zip(head[sides:], row[sides:], strict=True):
            if name.value in BESIDE:
                continue
            assert cell.value is None or isinstance(cell.value, int), "a real number"
            sign = SIGNS.get(cell.number_format[1], "")
            yield (line, name.value), None if cell.value is None else (cell.value, sign)


def _name(cell: Any) -> str:  # noqa: ANN401
    if cell.is_date:
        return f"{cell.value.month}/{cell.value.year}"
    return str(cell.value or "")
