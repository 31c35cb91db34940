"""Mend the headers: which column is which, and one text for a column that is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from data.catalog import catalog
from data.fold import fold
from etl.check.match import known_headers
from etl.examine import Report
from etl.mend.guess import guessed_header, guessed_places, guessed_values
from etl.mend.remade import UnmendableError, opened, remade, written
from etl.read.grid import SEARCHED, Grid
from etl.sheet import Noted

FILLED = ("province", "period", "kind", "title", "organiser", "role", "mode", "channel", "status")
"""Columns that can sensibly say the same in every row."""
SAMPLED, SAMPLES = 500, 3
UNUSED = " (không dùng)"


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: its header, empty if it has none, and a few of its texts."""

    header: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """The columns of a file; ``places`` says where those of the report are understood to stand.

    ``values`` are what the titles and the file's name say of columns that it does not have.
    ``header_row`` is 0 where no row is a header; ``found`` tells whether the reader found it.
    """

    columns: tuple[FileColumn, ...]
    places: Mapping[str, int]
    values: Mapping[str, str]
    header_row: int
    found: bool

    @property
    def last(self) -> int:
        """The last row that may be the header: further down no reader looks for it."""
        return SEARCHED


def layout_of(report: Report, header_row: int | None = None) -> Layout | None:
    """Return the columns of a report, None if it has none that could be told apart.

    ``header_row`` is what its sender says is the header, 0 that no row is one.
    """
    try:
        rows = _divided(report)
    except UnmendableError:
        return None
    cells = dict(rows.cells())
    if header_row is None:
        header_row = guessed_header(cells) if rows.header_row is None else rows.header_row
    headers, below = _split(cells, header_row)
    texts = [_samples(below, at) for at in range(len(headers))]
    columns = (FileColumn(h, tuple(t[:SAMPLES])) for h, t in zip(headers, texts, strict=True))
    places = _places(headers)
    places |= guessed_places(texts, places)
    above = (cell for number, row in cells.items() if number < header_row for cell in row)
    values = guessed_values([PurePath(report.name).stem, *above])
    return Layout(
        columns=tuple(columns),
        places=places,
        values={id: text for id, text in values.items() if id not in places},
        header_row=header_row,
        found=rows.header_row is not None,
    )


def _divided(report: Report) -> Grid:
    rows, _ = opened(report)
    if any(row.fault for row in rows.rows):
        raise UnmendableError("it is not clear where its cells end")
    return rows


def _split(
    cells: Mapping[int, Sequence[str]], header_row: int
) -> tuple[Sequence[str], Mapping[int, Sequence[str]]]:
    """Return the header's cells, blank ones if there is no header, and the rows below it."""
    below = {number: row for number, row in cells.items() if number > header_row}
    if header_row:
        return cells.get(header_row, ()), below
    return [""] * max(map(len, below.values()), default=0), below


def _texts(rows: Mapping[int, Sequence[str]], at: int) -> Iterator[str]:
    return (row[at] for row in rows.values() if at < len(row) and row[at])


def _samples(rows: Mapping[int, Sequence[str]], at: int) -> list[str]:
    """Return the first different texts of a column."""
    return [*dict.fromkeys(islice(_texts(rows, at), SAMPLED))]


def _places(headers: Sequence[str]) -> dict[str, int]:
    """Return where each column of the report stands by its header, the first of two."""
    places: dict[str, int] = {}
    for at, header in enumerate(headers):
        field = known_headers().get(fold(header))
        if field:
            places.setdefault(field, at)
    return places


def with_columns(
    report: Report, places: Mapping[str, int], fills: Mapping[str, str], *, header_row: int
) -> Report:
    """Return a new report whose headers say what was chosen, with a column for each text.

    ``places`` gives for columns of the report those of the file, ``fills`` one text for all rows.
    Rows keep their numbers, unless the file has no header (``header_row`` is 0): then one is put
    above them. Raises UnmendableError, and ValueError for a column that is chosen twice.
    """
    if len({*places.values()}) < len(places) or {*places} & {*fills}:
        raise ValueError("a column was chosen twice")
    rows = _divided(report)
    cells = dict(rows.cells())
    headers, below = _split(cells, header_row)
    above = sum(number < header_row for number in cells)
    empty = {at for at in range(len(headers)) if not any(_texts(below, at))}
    named = _named(headers, {at: id for id, at in places.items()}, empty)
    filled = {id: text for id, text in fills.items() if text}
    lines = {number: [*row, *filled.values()] for number, row in below.items()}
    labels = [catalog().columns[id].label.vi for id in filled]
    titles = [Noted("title_lines", {"lines": str(above)})] if above else []
    notes = [*titles, *_noted(headers, named, header_row), *_filled(filled, len(lines))]
    return remade(report, written(_lines(header_row, [*named, *labels], lines)), notes)


def _named(headers: Sequence[str], ids: Mapping[int, str], empty: Set[int]) -> list[str]:
    """Return the headers as they are to be understood; one that is not chosen means nothing."""
    named = []
    for at, header in enumerate(headers):
        known = known_headers().get(fold(header))
        if at in ids:
            named.append(header if known == ids[at] else catalog().columns[ids[at]].label.vi)
        elif known:
            named.append("" if at in empty else f"{header}{UNUSED}")
        else:
            named.append(header)
    return named


def _noted(headers: Iterable[str], named: Iterable[str], header_row: int) -> Iterator[Noted]:
    if not header_row:
        yield Noted("added_header")
    for at, (header, now) in enumerate(zip(headers, named, strict=True), start=1):
        if now == header or not now:
            continue
        if now.endswith(UNUSED):
            yield Noted("unused_column", {"header": header})
        else:
            yield Noted("matched_column", {"header": header or f"{at}", "column": now})


def _filled(filled: Mapping[str, str], rows: int) -> Iterator[Noted]:
    for id, text in filled.items():
        label = catalog().columns[id].label.vi
        yield Noted("filled_column", {"column": label, "text": text, "rows": str(rows)})


def _lines(
    header_row: int, header: Sequence[str], rows: Mapping[int, Sequence[str]]
) -> Iterator[Sequence[str]]:
    """Yield every row at its number, the header at its own; what is above it is left blank."""
    if not header_row:
        yield header
    for number in range(1, max(rows, default=header_row) + 1):
        yield header if number == header_row else rows.get(number, ())
