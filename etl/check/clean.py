"""Columns without an error to the table that is stored, and the slices it holds."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.check.column import Rows, Typed
from etl.check.columns import COUNTS, NIL, TEXTS, VINTAGES, Columns
from etl.check.rules import slice_keys

BATCH = 122_880


@dataclass(frozen=True)
class Slice:
    """Everything one province says about one period."""

    vintage: int
    code: str
    province: str
    period: str
    row_count: int
    nil: bool
    first_row: int | None = None


def slices_of(columns: Columns) -> tuple[Slice, ...]:
    """Return the slices of a report, in the order of their first rows.

    Of a refused report these are the slices of the rows whose province and period are known.
    """
    keys, firsts, counts = np.unique(slice_keys(columns), return_index=True, return_counts=True)
    known = keys >= 0
    province, period = columns.typed["province"], columns.typed["period"]
    found = []
    for first, count in sorted(zip(firsts[known], counts[known], strict=True)):
        unit = province.at(int(first)).value
        found.append(
            Slice(
                vintage=unit.vintage,
                code=unit.code,
                province=unit.name,
                period=period.at(int(first)).value,
                row_count=int(count),
                nil=bool(columns.kinds[first] == NIL),
                first_row=int(columns.rows[first]),
            )
        )
    return tuple(found)


def _counts(typed: Typed, *, default: int | None, zero: Rows) -> pa.Array:
    numbers = typed.values(int, np.int64, default or 0)
    numbers = np.where(zero, 0, numbers)
    missing = None if default is not None else ~typed.valued
    return pa.array(numbers, mask=missing)


def _days(typed: Typed, part: str) -> pa.Array:
    days = typed.values(lambda s: getattr(s, part), "datetime64[D]", np.datetime64(0, "D"))
    return pa.array(days, mask=~typed.valued)


def table_of(columns: Columns) -> pa.Table:
    """Return the rows to store: the columns of ``records`` in data/schema.sql, in its order.

    ``upload`` is left out; ``channel`` is one text of ids joined by ``;``.
    """
    typed = columns.typed
    nil = columns.kinds == NIL
    vintage = np.array(VINTAGES, np.int16)[columns.vintages]
    status = typed["status"].labels(lambda v: v.value)
    stored = {
        "row": pa.array(columns.rows.astype(np.int32)),
        "vintage": pa.array(vintage),
        "province_code": typed["province"].labels(lambda v: v.value.code),
        "period": typed["period"].labels(lambda v: v.value),
        "kind": typed["kind"].labels(lambda v: v.value),
        "title": columns.texts["title"].nullable(),
        "form": typed["form"].labels(lambda v: v.value),
        "date_start": _days(typed["date"], "start"),
        "date_end": _days(typed["date"], "end"),
        "date_precision": typed["date"].labels(lambda v: v.value.precision),
    }
    for name in COUNTS:
        default = 1 if name == "quantity" else None
        stored[name] = _counts(typed[name], default=default, zero=nil & (default is not None))
        stored[f"{name}_qualifier"] = typed[name].labels(lambda v: v.qualifier)
    for name in ("organiser", "role", "mode", "channel", "topic", "document_no"):
        stored[name] = (
            columns.texts[name].nullable()
            if name in TEXTS
            else typed[name].labels(lambda v: v.value)
        )
    stored["status"] = pc.fill_null(status.cast(pa.string()), "done")
    for name in ("source", "note"):
        stored[name] = columns.texts[name].nullable()
    # In batches DuckDB takes the rows with all processors; from one piece with a single one.
    return pa.Table.from_batches(pa.table(stored).to_batches(max_chunksize=BATCH))
