"""Rows as they are stored, each value written as people write it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.catalog import catalog
from data.provinces import provinces

ROW = "Dòng"
QUALIFIERS = {"": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}

Say = Callable[..., str]


def _province(code: str, vintage: str) -> str:
    return provinces(int(vintage))[code].name


def _period(period: str) -> str:
    return f"{int(period[5:])}/{period[:4]}"


def _label(name: str, value: str) -> str:
    return catalog().label(name, value, "vi")


def _channels(ids: str) -> str:
    return "; ".join(_label("channel", id) for id in ids.split(";"))


def _date(start: str, end: str, precision: str) -> str:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if precision == "year":
        return str(first.year)
    if precision == "month":
        return _period(start[:7])
    days = [f"{day.day}/{day.month}/{day.year}" for day in (first, last)]
    return days[0] if precision == "day" else f"{days[0]} – {days[1]}"


def _count(number: str, qualifier: str) -> str:
    return f"{QUALIFIERS[qualifier]}{number}"


# Of each column that is not stored as it is said: the stored columns, and how they are said.
SAID: Mapping[str, tuple[Sequence[str], Say]] = {
    "province": (("province_code", "vintage"), _province),
    "period": (("period",), _period),
    "date": (("date_start", "date_end", "date_precision"), _date),
    "channel": (("channel",), _channels),
    **{name: ((name,), partial(_label, name)) for name in ("kind", "form", "status")},
    **{name: ((name,), partial(_label, name)) for name in ("role", "mode")},
    **{n: ((n, f"{n}_qualifier"), _count) for n in ("quantity", "participants", "copies")},
}


def label(id: str) -> str:
    """Return the Vietnamese label of a column of the report."""
    return catalog().columns[id].label.vi


def _said(table: pa.Table, names: Sequence[str], say: Say) -> list[str]:
    """Say each distinct value once; where the first of its parts is empty there is none."""
    parts = [pc.fill_null(table[name].cast(pa.string()), "") for name in names]
    joined = pc.binary_join_element_wise(*parts, "\x1f") if len(parts) > 1 else parts[0]
    distinct = pc.dictionary_encode(joined).combine_chunks()
    texts = [text.split("\x1f") for text in distinct.dictionary.to_pylist()]
    said = [say(*parts) if parts[0] else "" for parts in texts]
    return [said[code] for code in distinct.indices.to_pylist()]


def shown(table: pa.Table) -> pd.DataFrame:
    """Return rows to store, or stored, as texts under the Vietnamese labels of all columns.

    The first column, ``Dòng``, is the number of the row in its sheet.
    """
    columns: dict[str, object] = {ROW: table["row"].to_pylist()}
    for id in catalog().columns:
        names, say = SAID.get(id, ((id,), str))
        columns[label(id)] = _said(table, names, say)
    return pd.DataFrame(columns)
