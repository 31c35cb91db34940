"""Rows as they are stored, each value written as people write it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.catalog import catalog
from data.provinces import provinces

ROW = "Dòng"
APART = "\x1f"
QUALIFIERS = {"": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}

Say = Callable[..., str]


def _province(code: str, vintage: str) -> str:
    return provinces(int(vintage))[code].name


def period_said(period: str) -> str:
    """Return a period as people write it: 2021-04 is 4/2021."""
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
        return period_said(start[:7])
    days = [f"{day.day}/{day.month}/{day.year}" for day in (first, last)]
    return days[0] if precision == "day" else f"{days[0]} – {days[1]}"


def _count(number: str, qualifier: str) -> str:
    return f"{QUALIFIERS[qualifier]}{number}"


# Of each column that is not stored as it is said: the stored columns, and how they are said.
SAID: Mapping[str, tuple[Sequence[str], Say]] = {
    "province": (("province_code", "vintage"), _province),
    "period": (("period",), period_said),
    "date": (("date_start", "date_end", "date_precision"), _date),
    "channel": (("channel",), _channels),
    **{name: ((name,), partial(_label, name)) for name in ("kind", "form", "status")},
    **{name: ((name,), partial(_label, name)) for name in ("role", "mode")},
    **{n: ((n, f"{n}_qualifier"), _count) for n in ("quantity", "participants", "copies")},
}


def label(id: str) -> str:
    """Return the Vietnamese label of a column of the report."""
    return catalog().columns[id].label.vi


class Said(NamedTuple):
    """A column as people read it: its distinct texts, and for each row which of them it has.

    Two texts may be alike, where different values are said in the same way.
    """

    texts: list[str]
    codes: npt.NDArray[np.int64]


def _distinct(table: pa.Table, names: Sequence[str]) -> Said:
    """Return the distinct values of some columns together, their texts joined."""
    parts = [pc.fill_null(table[name].cast(pa.string()), "") for name in names]
    joined = pc.binary_join_element_wise(*parts, APART) if len(parts) > 1 else parts[0]
    distinct = pc.dictionary_encode(joined).combine_chunks()
    return Said(distinct.dictionary.to_pylist(), distinct.indices.to_numpy().astype(np.int64))


def keys(table: pa.Table) -> Said:
    """Return what names the slice of each row: vintage, province code and period."""
    return _distinct(table, ("vintage", "province_code", "period"))


def said(table: pa.Table) -> Mapping[str, Said]:
    """Return the columns of rows to store, or stored, under their Vietnamese labels."""
    found = {}
    for id in catalog().columns:
        names, say = SAID.get(id, ((id,), str))
        texts, codes = _distinct(table, names)
        # Where the first part is empty there is no value.
        parts = (text.split(APART) for text in texts)
        found[label(id)] = Said([say(*part) if part[0] else "" for part in parts], codes)
    return found


def shown(table: pa.Table) -> pd.DataFrame:
    """Return rows to store, or stored, as texts under the Vietnamese labels of all columns.

    The first column, ``Dòng``, is the number of the row in its sheet.
    """
    columns = {name: np.array(texts, object)[codes] for name, (texts, codes) in said(table).items()}
    return pd.DataFrame({ROW: table["row"].to_pylist(), **columns})
