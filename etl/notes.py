"""Say what was understood differently from how it was written, in the reader's language."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from data.catalog import read_toml
from data.definition import Words, words_at
from etl.check.column import Typed
from etl.check.columns import NIL, Columns
from etl.sheet import Noted

FILE = Path(__file__).parent / "normalised.toml"
LISTED = 50
# What cannot be seen is named.
NAMES = {"\t": "tab"}


@cache
def _words() -> dict[str, Words]:
    return {key: words_at(block, FILE.name, key) for key, block in read_toml(FILE).items()}


def noted_cells(typed: Typed) -> Iterator[Noted]:
    """Give every distinct text of a column that was understood differently, the first of many."""
    said = [(code, v.said) for code, v in enumerate(typed.understood) if v and v.said]
    if not said:
        return
    rows = np.bincount(typed.cells.codes, minlength=len(typed.understood))
    column = typed.cells.header
    for code, plain in said[:LISTED]:
        says = {"text": typed.cells.texts[code], "said": plain or "", "rows": str(rows[code])}
        yield Noted("cell", {"column": column, **says})
    if len(said) > LISTED:
        yield Noted("more", {"column": column, "count": str(len(said) - LISTED)})


def noted(columns: Columns) -> tuple[Noted, ...]:
    """Return every distinct text of a report that was understood differently."""
    cells = (note for typed in columns.typed.values() for note in noted_cells(typed))
    return (*cells, *_nil_quantities(columns))


def _nil_quantities(columns: Columns) -> Iterator[Noted]:
    """Tell the numbers of nil rows: their quantity is stored as 0, whatever is written."""
    quantity = columns.typed["quantity"]
    numbers = quantity.values(lambda number: number, np.int64, 0)
    written = quantity.cells.codes[(columns.kinds == NIL) & (numbers > 0)]
    for code, count in zip(*np.unique(written, return_counts=True), strict=True):
        says = {"text": quantity.cells.texts[code], "said": "0", "rows": str(count)}
        yield Noted("cell", {"column": quantity.cells.header, **says})


def sentence(note: Noted, lang: str) -> str:
    """Return the note as a sentence of the language."""
    return (
        _words()[note.kind].in_(lang).format_map({k: NAMES.get(v, v) for k, v in note.says.items()})
    )
