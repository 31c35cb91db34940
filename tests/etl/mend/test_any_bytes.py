"""Whatever the bytes are, mending never fails, and what is not mended stays as it was."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.check.match import known_headers
from etl.line import Report
from etl.mend import (
    UnmendableError,
    broken_lines,
    layout_of,
    offending,
    requoted_lines,
    surplus_rows,
    with_columns,
    with_lines,
)
from etl.read import read
from etl.sheet import Sheet
from tests.etl.sent import NOW
from tests.etl.test_any_bytes import as_csv, damaged, tables
from tests.etl.workbooks import workbook

ANY = st.one_of(st.binary(max_size=200), damaged(), damaged(), as_csv(), tables().map(workbook))
tried = settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def seen(report: Report) -> Any:  # noqa: ANN401
    """What the reader makes of it: rows by number, or what is wrong."""
    sheet = read(report.data, frozenset(known_headers()), report.name)
    if not isinstance(sheet, Sheet):
        return [(p.kind, p.row) for p in sheet]
    texts = zip(*(column.to_pylist() for column in sheet.columns), strict=True)
    faults = [(p.kind, p.row) for p in sheet.problems]
    return sheet.header_row, faults, dict(zip(sheet.rows.tolist(), texts, strict=True))


@tried
@given(ANY)
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    one = Report("a.csv", data)
    offending(one, now=NOW)
    surplus_rows(one)
    layout_of(one)
    lines = broken_lines(one)
    found = requoted_lines(one)
    if lines:
        with_lines(one, {line.at: line.text for line in lines})
    if found:
        new = with_lines(one, {at: text for at, (_, text) in found.items()})
        assert not set(found) & {line.at for line in broken_lines(new) if line.fault}


@tried
@given(ANY)
def test_lines_that_are_not_changed_are_read_as_before(data: bytes) -> None:
    one = Report("a.csv", data)
    try:
        new = with_lines(one, {})
    except UnmendableError:
        return
    assert seen(new) == seen(one)


@tried
@given(ANY)
def test_columns_that_are_not_changed_keep_their_rows(data: bytes) -> None:
    one = Report("a.csv", data)
    layout = layout_of(one)
    if layout is None or not layout.found:
        return
    known = {at for at, column in enumerate(layout.columns) if column.header}
    places = {id: at for id, at in layout.places.items() if at in known}
    now = seen(with_columns(one, places, {}, header_row=layout.header_row))
    before = seen(one)
    if len(before) == len(now) == 3:
        assert now[2] == before[2]
