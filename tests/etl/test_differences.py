"""Two versions compared column by column are compared as one would row by row."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data.fold import fold
from etl.check import check
from etl.check.clean import table_of
from etl.check.match import known_headers
from etl.differences import COLUMNS, MATCHED, TITLE, Differences, Key, compared
from etl.read import read
from etl.sheet import Sheet
from etl.shown import shown
from tests.etl.sent import NOW, Cells, report

Row = tuple[Any, ...]
Parts = tuple[list[Row], list[Row], list[Row]]
WORDS = st.sampled_from(["A", "a", "Á", "B"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"title": WORDS, "province": st.sampled_from(["Bắc Kạn", "06", "Cao Bằng"])},
        optional={
            "quantity": st.sampled_from(["", "1", "2"]),
            "participants": st.sampled_from(["", "5", "hơn 5"]),
            "date": st.sampled_from(["", "5/4/2021", "tháng 4/2021"]),
            "note": WORDS,
        },
    ),
    min_size=1,
    max_size=12,
)


def table(rows: Sequence[Cells]) -> pa.Table:
    sheet = read(report(*rows).data, frozenset(known_headers()))
    assert isinstance(sheet, Sheet)
    # Also of a report that is refused because two of its rows are alike.
    return table_of(check(sheet, now=NOW).columns)


def by_slice(rows: pa.Table) -> Mapping[Key, list[Row]]:
    names = ["vintage", "province_code", "period"]
    keys = zip(*(rows[name].to_pylist() for name in names), strict=True)
    found: dict[Key, list[Row]] = defaultdict(list)
    for key, row in zip(keys, lines(shown(rows)), strict=True):
        found[key].append(row)
    return found


def lines(frame: pd.DataFrame) -> Iterable[Row]:
    return [tuple(row) for row in frame.to_numpy().tolist()]


def plain(old: Sequence[Row], new: Sequence[Row]) -> Parts:
    """Row by row: what is wholly the same first, then what is the same activity."""
    names = ("", *COLUMNS)
    title = names.index(TITLE)
    tells = [names.index(name) for name in MATCHED]
    _, old, new = paired(old, new, lambda row: row[1:])
    same, removed, added = paired(
        old, new, lambda row: (fold(row[title]), *(row[at] for at in tells))
    )
    cells = [
        (now[0], now[title], names[at], before[at], now[at])
        for before, now in same
        for at in range(1, len(names))
        if before[at] != now[at]
    ]
    return added, removed, cells


def paired(
    old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    waiting: dict[Row, deque[Row]] = defaultdict(deque)
    for row in old:
        waiting[key(row)].append(row)
    pairs, left = [], []
    for row in new:
        if waiting[key(row)]:
            pairs.append((waiting[key(row)].popleft(), row))
        else:
            left.append(row)
    return pairs, sorted(row for rows in waiting.values() for row in rows), left


def as_lines(parts: Differences) -> Parts:
    return [*lines(parts.added)], [*lines(parts.removed)], [*lines(parts.changed)]


@given(ROWS, ROWS)
def test_columns_are_compared_as_rows_would_be(old: list[Cells], new: list[Cells]) -> None:
    before, now = table(old), table(new)
    olds, news = by_slice(before), by_slice(now)
    expected = {key: plain(olds[key], news[key]) for key in olds.keys() & news.keys()}
    assert {key: as_lines(of) for key, of in compared(before, now).items()} == expected
