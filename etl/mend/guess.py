"""Guess from its texts what a file without good headers holds: header, columns, values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from data.fold import fold
from data.provinces import provinces
from etl.check.match import known_headers
from etl.read.grid import SEARCHED
from etl.values import Value, lists, period

# Any month is one: whether it has begun is not asked here.
LAST = "9999-12"
LOOKED_AT = 20
# Characters that texts of a title have on average, and words that the name of a province has.
PROSE, LONGEST_NAME = 8, 4
YEAR = len("2021")
_WORD = re.compile(r"[^\W\d_]+|\d+")


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
    """Return where columns that no header names seem to stand, by what half of their texts are.

    The title is prose: of the columns that are left the one with the longest texts.
    """
    places: dict[str, int] = {}
    for id, reads in READS.items():
        free = set(range(len(texts))) - {*taken.values(), *places.values()}
        found = next((at for at in sorted(free) if _most(texts[at], reads)), None)
        if id not in taken and found is not None:
            places[id] = found
    prose = set(range(len(texts))) - {*taken.values(), *places.values()}
    longest = max(prose, key=lambda at: _length(texts[at]), default=None)
    if "title" not in taken and longest is not None and _length(texts[longest]) >= PROSE:
        places["title"] = longest
    return places


def _length(texts: Sequence[str]) -> float:
    first = texts[:LOOKED_AT]
    return sum(map(len, first)) / max(len(first), 1)


def guessed_values(texts: Iterable[str]) -> dict[str, str]:
    """Return the province and the month that titles and the name of the file speak of.

    Only one of each is a guess: of two, neither is.
    """
    words = [_WORD.findall(text) for text in texts]
    named = {name for line in words for name in _places_named(line)}
    # Thừa Thiên Huế is not Huế.
    places = {name for name in named if not any(name in other for other in named - {name})}
    months = {f"{int(m)}/{y}" for line in words for m, y in _months_named(line)}
    found = {"province": places, "period": {m for m in months if _is_period(m)}}
    return {id: next(iter(said)) for id, said in found.items() if len(said) == 1}


def _places_named(words: Sequence[str]) -> Iterator[str]:
    """Yield every province that some neighbouring words are the name of."""
    names = _names()
    for length in range(1, LONGEST_NAME + 1):
        for at in range(len(words) - length + 1):
            name = names.get("".join(map(fold, words[at : at + length])))
            if name:
                yield name


@cache
def _names() -> Mapping[str, str]:
    return {fold(p.name): p.name for vintage in (63, 34) for p in provinces(vintage).values()}


def _months_named(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield month and year where they are neighbours, or with ``năm`` between; no whole dates."""
    plain = ["", *(word for word in words if fold(word) != "nam"), ""]
    for before, one, other, after in zip(plain, plain[1:], plain[2:], plain[3:], strict=False):
        month, year = (one, other) if len(other) == YEAR else (other, one)
        numbers = month.isdecimal() and year.isdecimal() and len(month) < len(year) == YEAR
        if numbers and not before.isdecimal() and not after.isdecimal():
            yield month, year
