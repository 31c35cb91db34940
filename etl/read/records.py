"""Lines of a CSV to records, one by one and strictly, going on after what is broken."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Record(NamedTuple):
    """The cells of one record, how many lines it took, and the problem's kind if it is broken."""

    cells: list[str]
    lines: int
    fault: str | None = None


class _Lines:
    """Hands out lines, and takes back those that an unclosed quote has swallowed."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rest = iter(lines)
        self._back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._rest)
        self.taken.append(line)
        return line

    def take_back(self) -> None:
        self._back.extendleft(reversed(self.taken[1:]))


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Yield every record; after a broken one, go on with the line that follows its first."""
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        source.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = _fault(str(error), len(source.taken))
            source.take_back()
            yield Record([], 1, fault)
            continue
        yield Record(cells, len(source.taken), None)


def _fault(message: str, lines: int) -> str:
    # A quote that is left open is only noticed at the next one, usually lines further down.
    if lines > 1 or "unexpected end" in message:
        return "quote_unclosed"
    return "text_too_long" if "field larger" in message else "quote_stray"
