"""Any bytes are loaded with the rows an independent reader sees, or refused; nothing else."""

import csv
import io
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from data.warehouse import newest
from etl.check import Checked, check
from etl.check.match import known_headers
from etl.line import Report, ingest
from etl.problem import Problem
from etl.problems import message
from etl.read import read
from etl.read.texts import clean
from etl.read.workbook import is_workbook
from etl.sheet import Sheet
from tests.etl.independent import Seen, seen_in_csv, seen_in_workbook, tidy
from tests.etl.sent import NOW
from tests.etl.workbooks import workbook

ROOT = Path(__file__).parents[2]
LABELS = ("Tỉnh/Thành phố", "Kỳ báo cáo", "Loại hoạt động", "Nội dung", "Số lượng", "Ghi chú")
TEXTS = {"Nội dung": "title", "Ghi chú": "note", "Nguồn": "source", "Đơn vị chủ trì": "organiser"}
KEPT, PARTS = 40, 2


@cache
def seeds() -> tuple[bytes, ...]:
    """Reports as people send them, short, to be damaged."""
    files = [
        *(ROOT / "data" / "samples").glob("*.csv"),
        *(ROOT / "tests/etl/reports").rglob("*.csv"),
    ]
    short = [file.read_bytes() for file in sorted(files) if file.stat().st_size < 4_000]
    long = [b"".join(f.read_bytes().splitlines(keepends=True)[:12]) for f in sorted(files)[:5]]
    rows = [LABELS, ("Hà Nội", "4/2021", "Hội nghị", "Giao ban", 3, None)]
    return (*short, *long, workbook(rows), workbook(rows, constant_memory=True))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A report with a few bytes changed, put in, taken out or repeated."""
    data = bytearray(draw(st.sampled_from(seeds())))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(len(data), 1)))
        length = draw(st.integers(0, 12))
        with_what = draw(
            st.one_of(
                st.sampled_from([b'"', b",", b";", b"\n", b"\r\n", b"\t", b"\0", b"", b"\xff"]),
                st.binary(max_size=4),
                st.just(bytes(data[at : at + 40])),
            )
        )
        data[at : at + length] = with_what
    return bytes(data)


GOOD: tuple[st.SearchStrategy[Any], ...] = (
    st.sampled_from(["Hà Nội", "hoà bình", "06", "TP. Hồ Chí Minh", "Bắc Cạn"]),
    st.sampled_from(["4/2021", "tháng 4 năm 2021", "2024-12", date(2021, 4, 1)]),
    st.sampled_from(["Hội nghị", "press", "Văn bản", "Không phát sinh"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12),
    st.one_of(st.integers(0, 2_000), st.sampled_from(["1.890", "hơn 150", "", "02 lớp"])),
    st.sampled_from(["", "=1+1", "a;b", 'nói "có"', "x\ny", "tab\tở đây", "a,b", "<b>", "'"]),
)
ODD = st.sampled_from(
    ["", "-", "1,890", "31/2/2021", "Tổng cộng", "HN", "\u200b", "B?c K?n", "1e5", "٣", 2.5, -1]
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[Any]]:
    """A table of plausible cells, now and then an odd one, titles told apart by their number."""
    rows = []
    for number in range(draw(st.integers(1, 5))):
        row = [draw(cell) for cell in GOOD]
        row[3] = f"{number} {row[3]}"
        if draw(st.integers(0, 9)) == 0:
            row[draw(st.integers(0, 5))] = draw(ODD)
        rows.append(row)
    if draw(st.integers(0, 9)) == 0:
        rows.insert(draw(st.integers(0, len(rows))), [])
    above = [["BÁO CÁO"], []] if draw(st.integers(0, 9)) == 0 else []
    return [*above, [*LABELS], *rows]


@st.composite
def as_csv(draw: st.DrawFn) -> bytes:
    rows = draw(tables())
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=draw(st.sampled_from(",;\t|")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])),
    )
    writer.writerows(rows)
    codec = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))
    return buffer.getvalue().encode(codec)


def as_xlsx(rows: list[list[Any]]) -> bytes:
    return workbook(rows)


# Ten thousand have to be tried in a minute or two: a workbook costs as much as four CSVs.
ANY = st.one_of(
    *[st.binary(max_size=200)] * 2, *[damaged()] * 3, *[as_csv()] * 3, tables().map(as_xlsx)
)


def checked(data: bytes) -> tuple[Sheet, Checked] | tuple[Problem, ...]:
    """What the line finds in bytes where nothing is loaded: a table to store, or why not."""
    sheet = read(data, frozenset(known_headers()))
    if not isinstance(sheet, Sheet):
        return sheet
    found = check(sheet, now=NOW)
    return found.problems if found.table is None else (sheet, found)


def same(sheet: Sheet, found: Checked, seen: Seen) -> None:
    """The rows to store are those that the other reader sees, cell by cell."""
    numbers = [int(row) for row in sheet.rows]
    assert numbers == list(seen.rows)
    assert found.table.column("row").to_pylist() == numbers
    assert sum(one.row_count for one in found.slices) == len(numbers)
    if not seen.exact:
        return
    cells = [list(row) for row in zip(*(c.to_pylist() for c in sheet.columns), strict=True)]
    width = len(sheet.headers)
    assert [row[:width] for row in cells] == [row[:width] for row in seen.rows.values()]
    for label, id in TEXTS.items():
        if label in seen.header:
            at = seen.header.index(label)
            stored = [text or "" for text in found.table.column(id).to_pylist()]
            assert stored == [row[at] for row in seen.rows.values()]


def loaded_as_seen_or_refused(data: bytes) -> bool:
    """Hold one example to the promise; say whether it would be loaded."""
    found = checked(data)
    if isinstance(found[0], Problem):
        assert all(message(problem, "vi") for problem in found)
        return False
    sheet, clean = found
    seen_in = seen_in_workbook if is_workbook(data) else seen_in_csv
    seen = seen_in(data, frozenset(sheet.headers))
    assert seen is not None
    same(sheet, clean, seen)
    return True


def run(examples: int, begin: int = 0) -> dict[bytes, bool]:
    """Hold so many examples, others for each ``begin``, to the promise; return some of either
    outcome.
    """
    tried = {True: 0, False: 0}
    kept: dict[bytes, bool] = {}

    @seed(begin)
    @settings(
        max_examples=examples, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(ANY)
    def hold(data: bytes) -> None:
        loads = loaded_as_seen_or_refused(data)
        tried[loads] += 1
        if tried[loads] <= KEPT:
            kept[data] = loads

    hold()
    # Neither side may be a rare accident, or the promise is hardly tried.
    assert min(tried.values()) > examples // 10, tried
    assert sum(tried.values()) >= examples
    return kept


def hold_in_a_store(store: Path, examples: dict[bytes, bool]) -> None:
    """Load them: of those that load every row is stored, of the others nothing."""
    outcomes = ingest((Report("a", data) for data in examples), store, now=NOW)
    published = newest(store)
    assert published
    stored = dict(published.rows(
        "SELECT upload, count(*) FROM (FROM records UNION ALL FROM former_records) GROUP BY ALL"
    ))  # fmt: skip
    for outcome, loads in zip(outcomes, examples.values(), strict=True):
        assert outcome.status in (("loaded", "unchanged") if loads else ("refused",))
        assert loads or outcome.upload is None
    rows = {o.upload: o.rows for o in outcomes if o.status == "loaded"}
    assert stored == rows


def test_both_readers_trim_the_same_characters() -> None:
    letters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    assert [c for c in letters if clean(f"{c}a{c}") != tidy(f"{c}a{c}")] == []


def test_any_bytes_are_loaded_as_seen_or_refused(store: Path) -> None:
    hold_in_a_store(store, run(200))


@pytest.mark.scale
def test_ten_thousand_examples_of_any_bytes(store: Path) -> None:
    # Each example takes ten milliseconds, so every processor that is there helps.
    with ProcessPoolExecutor(PARTS, mp_context=get_context("spawn")) as processes:
        parts = processes.map(run, [10_000 // PARTS] * PARTS, range(1, PARTS + 1))
        hold_in_a_store(store, {data: loads for part in parts for data, loads in part.items()})
