"""A table of text to the targets of some years, or every problem found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalog import catalog
from data.fold import fold
from data.periods import MERGER
from data.provinces import provinces
from data.targets import COUNTRY, vintage_in
from etl.check import in_order
from etl.check.column import (
    Cells,
    Outcome,
    Rows,
    Typed,
    at_rows,
    cells_of,
    empty_cells,
    long_texts,
)
from etl.check.columns import VINTAGES, province_in
from etl.check.match import match
from etl.check.rules import total_rows, totals
from etl.notes import noted_cells
from etl.problem import Problem
from etl.problems import severity
from etl.sheet import Noted, Sheet
from etl.values import Reason, Value, count, year

WHOLE_COUNTRY = frozenset(map(fold, ("Cả nước", "Toàn quốc", "Whole country", "Country")))
TAKEN_AWAY = frozenset(map(fold, ("Bỏ", "Remove")))
MERGER_YEAR = int(MERGER[:4])
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Checked:
    """The rows to store unless there is any problem; a target taken away has no ``value``.

    ``notes`` tell which texts were understood differently from how they are written.

    Columns of ``table``: as data/schema.sql has them for targets, without the upload.
    """

    table: pa.Table | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    notes: tuple[Noted, ...]


@cache
def measures() -> Mapping[str, str]:
    """Return the id by fold key of each measure of activities, under label and id."""
    known = (m for m in catalog().measures.values() if m.kind)
    return {fold(name): m.id for m in known for name in (m.label.vi, m.label.en, m.id)}


def _measure(text: str) -> Outcome:
    id = measures().get(fold(text))
    if id is not None:
        label = catalog().measures[id].label.vi
        return Value(id, said=None if text == label else label)
    labels = (m.label.vi for m in catalog().measures.values() if m.kind)
    return Reason("measure_unknown", tuple(labels))


def _place(text: str, vintage: int) -> Outcome:
    """Read the code of a place: a province of the year's vintage, or the whole country."""
    if fold(text) in WHOLE_COUNTRY:
        return Value(COUNTRY)
    found = province_in(text, vintage)
    if isinstance(found, Reason) and found.kind == "province_dissolved":
        return Reason("target_dissolved", found.offers)
    return Value(found.value.code, said=found.said) if isinstance(found, Value) else found


def _value(text: str) -> Outcome:
    """Read a target; one that is taken away is None. Nothing can be said beside a target of 0."""
    if fold(text) in TAKEN_AWAY:
        return Value(None)
    found = count(text)
    if isinstance(found, Reason):
        return Reason("target_dash") if found.kind == "count_dash" else found
    if found.qualifier:
        return Reason("target_qualified", (str(found.value),))
    return found if found.value else Reason("target_zero")


def check(sheet: Sheet, *, running: str) -> Checked:
    """Check a sheet of targets, all problems at once; ``running`` is the month that runs now."""
    columns = catalog().target_columns
    filled = [bool(pc.any(pc.not_equal(c.dictionary, "")).as_py()) for c in sheet.columns]
    matched = match(sheet.headers, filled, sheet.header_row, columns)
    cells = cells_of(sheet, matched.position, columns)
    typed = _typed(cells, running)
    total = total_rows(sheet)
    found = [*sheet.problems, *matched.problems, *matched.warnings, *totals(sheet, total)]
    found += _in_cells({id: cells[id] for id in matched.position}, sheet.rows, total)
    for rule in (_misread, _twice, _unplaced, _merging):
        found += rule(typed, sheet.rows, total)
    errors = in_order(p for p in found if severity(p.kind) == "error")
    return Checked(
        table=None if errors else _table(typed, cells["source"], sheet.rows),
        problems=errors,
        warnings=in_order(p for p in found if severity(p.kind) == "warning"),
        notes=tuple(note for one in typed.values() for note in noted_cells(one)),
    )


def _in_cells(cells: Mapping[str, Cells], rows: Rows, silent: Rows) -> Iterator[Problem]:
    """Tell required cells that are empty and texts that are too long."""
    for id, one in cells.items():
        column = catalog().target_columns[id]
        if column.required:
            yield from empty_cells(one, rows, silent)
        if column.limit is not None:
            yield from long_texts(one, rows, silent, column.limit)


def _misread(typed: Mapping[str, Typed], rows: Rows, silent: Rows) -> Iterator[Problem]:
    """Tell cells that were not understood."""
    for one in typed.values():
        yield from one.reasons(rows, silent)


def _typed(cells: Mapping[str, Cells], running: str) -> dict[str, Typed]:
    years = cells["year"].typed(partial(year, running=running))
    vintages = years.values(lambda y: VINTAGES.index(vintage_in(y)), np.int8, 0)
    return {
        "year": years,
        "province": cells["province"].paired(vintages, _place),
        "measure": cells["measure"].typed(_measure),
        "value": cells["value"].typed(_value),
    }


def _keys(typed: Mapping[str, Typed]) -> Iterator[Key]:
    """Give year, place and measure of each row, 0 or empty where one is not known."""
    years = typed["year"].values(int, np.int64, 0)
    # The cell of an understood place is its code; an empty cell is the country.
    places = typed["province"].values(str, object, COUNTRY)
    measured = typed["measure"].values(str, object, "")
    yield from zip(years.tolist(), places.tolist(), measured.tolist(), strict=True)


def _twice(typed: Mapping[str, Typed], rows: Rows, silent: Rows) -> Iterator[Problem]:
    """Tell rows whose year, place and measure stand in an earlier row too."""
    place = typed["province"]
    known = typed["year"].valued & typed["measure"].valued & (place.valued | place.cells.empty)
    seen: dict[Key, int] = {}
    header = typed["measure"].cells.header
    for index, key in enumerate(_keys(typed)):
        if not known[index] or silent[index]:
            continue
        first = seen.setdefault(key, index)
        if first != index:
            text = typed["measure"].cells.text(index)
            says = {"other": str(rows[first])}
            yield Problem("target_twice", int(rows[index]), header, "measure", text, says=says)


def _unplaced(typed: Mapping[str, Typed], rows: Rows, silent: Rows) -> Iterator[Problem]:
    """Warn of an empty place below a named one: cells that were merged lose their text."""
    cells = typed["province"].cells
    below = np.zeros(len(rows), bool)
    below[1:] = np.maximum.accumulate(~cells.empty)[:-1]
    yield from at_rows("target_unplaced", cells, cells.empty & below & ~silent, rows)


def _merging(typed: Mapping[str, Typed], rows: Rows, silent: Rows) -> Iterator[Problem]:
    """Warn once of the year of the merger, where a name may mean the former or the new province."""
    names = [unit.name for unit in provinces(34).values()]
    changed = {u.code for u in provinces(63).values() if u.name in names and u.unit[:2] == "63"}
    for index, (of, place, _) in enumerate(_keys(typed)):
        if of == MERGER_YEAR and place in changed and not silent[index]:
            cells = typed["province"].cells
            text = cells.text(index)
            yield Problem("target_merger", int(rows[index]), cells.header, "province", text)
            return


def _table(typed: Mapping[str, Typed], source: Cells, rows: Rows) -> pa.Table:
    keys = list(_keys(typed))
    return pa.table(
        {
            "year": pa.array([of for of, _, _ in keys], pa.int16()),
            "vintage": pa.array([vintage_in(of) for of, _, _ in keys], pa.int16()),
            "province_code": [place for _, place, _ in keys],
            "measure": [measure for _, _, measure in keys],
            "value": pa.array([typed["value"].at(i).value for i in range(len(keys))], pa.int64()),
            "source": source.nullable().cast(pa.string()),
            "row": pa.array(rows, pa.int32()),
        }
    )
