"""Parts that a text names (“gồm 2 lớp ở tỉnh và 3 lớp ở xã”) beside the number of its row."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc

from etl.check.column import Rows
from etl.check.columns import Columns
from etl.problem import Problem
from etl.values.typed import bare

# “Of which” may name only some of the parts; “made of” names them all.
_LED = re.compile(r"(?<![a-z])(?:(?P<some>trong do)|(?:bao )?gom)(?: co)?(?![a-z])")
_END = re.compile(r"[).;](?= |$)")
_UNITS = {
    "participants": "luot nguoi|luot|nguoi|dai bieu|hoc vien",
    "copies": "cuon|ban|to",
    "quantity": "hoi nghi|cuoc|buoi|lop|tin|bai|phong su|chuyen muc|van ban|tap the|ca nhan",
}
_PART = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6}) (?:"
    + "|".join(f"(?P<{field}>{units})" for field, units in _UNITS.items())
    + r")(?![a-z])"
)
# Awards go to collectives and to persons; other things are only added up among their like.
_TOGETHER = {"tap the": "ca nhan"}


class Parts(NamedTuple):
    """The numbers a text names as parts of a count, ``some`` or all of them."""

    field: str
    numbers: tuple[int, ...]
    some: bool


def parts_of(text: str) -> Parts | None:
    """Return the parts that a text names, at least two of one kind; None if it names none."""
    plain = bare(text)
    led = _LED.search(plain)
    if led is None:
        return None
    found = list(_PART.finditer(_END.split(plain[led.end() :])[0]))
    units = {_unit(part) for part in found}
    if len(found) < 2 or len(units) > 1:
        return None
    numbers = tuple(int(part["number"].replace(".", "")) for part in found)
    return Parts(_field(found[0]), numbers, bool(led["some"]))


def _field(part: re.Match[str]) -> str:
    return next(field for field in _UNITS if part[field])


def _unit(part: re.Match[str]) -> str:
    unit = part[_field(part)]
    return _TOGETHER.get(unit, unit)


def differing_parts(columns: Columns, silent: Rows) -> Iterator[Problem]:
    """Warn where the parts in a title or note do not make the number of the row."""
    for name in ("title", "note"):
        cells = columns.cells(name)
        led = pc.match_substring_regex(cells.dictionary, "(?i)trong đó|gồm")
        if not pc.any(led).as_py():
            continue
        known = {code: parts_of(cells.texts[code]) for code in np.flatnonzero(led)}
        named = np.isin(cells.codes, [code for code, parts in known.items() if parts])
        for index in np.flatnonzero(named & ~silent):
            parts = known[cells.codes[index]]
            if parts and (problem := _differing(columns, int(index), parts)):
                yield problem


def _differing(columns: Columns, index: int, parts: Parts) -> Problem | None:
    typed = columns.typed[parts.field]
    if not typed.valued[index]:
        return None
    value, whole = typed.at(index), sum(parts.numbers)
    # “Over 150” and “about 150” leave room for any parts.
    fits = whole <= value.value if parts.some else whole == value.value
    if fits or value.qualifier:
        return None
    said = " + ".join(map(str, parts.numbers))
    cells = typed.cells
    return Problem(
        "parts_differ",
        int(columns.rows[index]),
        cells.header,
        parts.field,
        cells.text(index),
        says={"parts": f"{said} = {whole}"},
    )
