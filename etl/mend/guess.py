"""Guess which row is a header and which column is which, from the texts themselves."""

from collections.abc import Callable, Mapping, Sequence

from data.fold import fold
from etl.check.match import known_headers
from etl.read.grid import SEARCHED
from etl.values import Value, lists, period

# Any month is one: whether it has begun is not asked here.
LAST = "9999-12"
LOOKED_AT = 20


def _is_province(text: str) -> bool:
    # A code is a number like any other.
    named = not text.isdecimal()
    return named and any(isinstance(lists.province(text, vintage), Value) for vintage in (63, 34))


def _is_period(text: str) -> bool:
    return isinstance(period(text, running=LAST), Value)


def _is_kind(text: str) -> bool:
    return isinstance(lists.listed("kind", text), Value)


READS = {"province": _is_province, "period": _is_period, "kind": _is_kind}
"""Columns that are told by their texts: what else reads as one of them is rare."""


def _most(texts: Sequence[str], reads: Callable[[str], bool]) -> bool:
    first = texts[:LOOKED_AT]
    return bool(first) and sum(map(reads, first)) * 2 >= len(first)


def guessed_header(cells: Mapping[int, Sequence[str]]) -> int:
    """Return which of the first rows is most like a header, 0 if the rows begin at once.

    It is the first that is filled like a row of the table, unless it says a province, month or
    kind itself; a row with a name we know is preferred.
    """
    filled = {number: [*filter(None, row)] for number, row in cells.items() if number <= SEARCHED}
    widest = max(map(len, filled.values()), default=0)
    wide = {number: row for number, row in filled.items() if len(row) * 2 > widest}
    for number, row in wide.items():
        if any(fold(text) in known_headers() for text in row):
            return number
    number, row = next(iter(wide.items()), (0, []))
    says = any(reads(text) for reads in READS.values() for text in row)
    return 0 if says else number


def guessed_places(texts: Sequence[Sequence[str]], taken: Mapping[str, int]) -> dict[str, int]:
    """Return where columns that no header names seem to stand, by what half of their texts are."""
    places: dict[str, int] = {}
    for id, reads in READS.items():
        free = set(range(len(texts))) - {*taken.values(), *places.values()}
        found = next((at for at in sorted(free) if _most(texts[at], reads)), None)
        if id not in taken and found is not None:
            places[id] = found
    return places
