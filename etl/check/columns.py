"""The columns of a sheet, each distinct text read once by the rule of its column."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from data.catalog import catalog
from data.periods import vintage_of
from etl.check.column import Cells, Doubted, Outcome, Rows, Typed, cells_of
from etl.sheet import Sheet
from etl.values import Reason, Value, count, lists, period, span

TEXTS = ("title", "organiser", "topic", "document_no", "source", "note")
COUNTS = ("quantity", "participants", "copies")
KINDS = ("", "nil", *catalog().kinds)
NIL = KINDS.index("nil")
VINTAGES = (0, 63, 34)


@dataclass(frozen=True)
class Columns:
    """Every column of the report: ``texts`` as typed, ``typed`` with an outcome for each text.

    ``given`` are the columns the sheet has; the others are empty in every row. ``kinds`` and
    ``vintages`` give for each row an index into KINDS and VINTAGES, 0 where it is not known.
    """

    given: frozenset[str]
    rows: Rows
    texts: Mapping[str, Cells]
    typed: Mapping[str, Typed]
    kinds: Rows
    vintages: Rows

    def cells(self, field: str) -> Cells:
        """Return the cells of a column as they stand in the sheet."""
        return self.texts[field]


def _listed(name: str, text: str) -> Outcome:
    found = lists.listed(name, text)
    if isinstance(found, Reason) and name in lists.KEPT_AS_TYPED:
        return Doubted(Value(text), found)
    return found


def _form(text: str, kind: int) -> Outcome:
    found = lists.form(KINDS[kind], text)
    if isinstance(found, Value):
        return found
    # Where the kind is not known either, there is no list to compare the form with.
    return Doubted(Value(text), found) if kind > NIL else Value(text)


def _channels(text: str) -> Outcome:
    ids, unknown = lists.channels(text)
    if unknown:
        return Doubted(Value(ids), Reason("channel_unknown", says={"unknown": "; ".join(unknown)}))
    return Value(ids) if ids else None


def province_in(text: str, vintage: int) -> Outcome:
    """Read a province of one of VINTAGES, by its index; of either where it is not known."""
    if VINTAGES[vintage]:
        return lists.province(text, VINTAGES[vintage])
    either = (lists.province(text, 63), lists.province(text, 34))
    return next((found for found in either if isinstance(found, Value)), either[0])


def _count(field: str, text: str) -> Outcome:
    found = count(text)
    dash = isinstance(found, Reason) and found.kind == "count_dash"
    # A dash is how an empty cell is typed, but a quantity left empty would be stored as 1.
    return None if dash and field != "quantity" else found


def read_columns(sheet: Sheet, position: Mapping[str, int], *, running: str) -> Columns:
    """Read every matched column; ``position`` maps column ids to their place in the sheet."""
    cells = cells_of(sheet, position, catalog().columns)
    typed = {
        "kind": cells["kind"].typed(partial(lists.listed, "kind")),
        "period": cells["period"].typed(partial(period, running=running)),
        "date": cells["date"].typed(span),
        "channel": cells["channel"].typed(_channels),
        **{name: cells[name].typed(partial(_listed, name)) for name in ("role", "mode", "status")},
        **{name: cells[name].typed(partial(_count, name)) for name in COUNTS},
    }
    kinds = typed["kind"].values(KINDS.index, np.int8, 0)
    vintages = typed["period"].values(lambda p: VINTAGES.index(vintage_of(p)), np.int8, 0)
    typed["province"] = cells["province"].paired(vintages, province_in)
    typed["form"] = cells["form"].paired(kinds, _form)
    return Columns(
        given=frozenset(position),
        rows=sheet.rows,
        texts=cells,
        typed=typed,
        kinds=kinds,
        vintages=vintages,
    )
