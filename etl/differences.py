"""Two versions of the same slices: the rows added, the rows removed and the cells changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from data.catalog import catalog
from data.fold import fold_all
from etl.shown import ROW, Said, keys, label, said

COLUMNS = tuple(label(id) for id in catalog().columns)
TITLE = label("title")
# What tells which activity a row is, beside its title.
MATCHED = tuple(label(id) for id in ("kind", "date", "document_no"))
CHANGED = (ROW, TITLE, "Cột", "Trước", "Nay")

Codes = npt.NDArray[np.int64]
Key = tuple[int, str, str]
Pairs = tuple[Codes, Codes]


class _Part(NamedTuple):
    """Rows of a table of all slices, cut out when they are asked for: most never are."""

    table: pd.DataFrame
    first: int
    end: int

    def cut(self) -> pd.DataFrame:
        return self.table.iloc[self.first : self.end].reset_index(drop=True)


@dataclass(frozen=True)
class Differences:
    """How a slice differs between an old and a new version."""

    _added: _Part
    _removed: _Part
    _changed: _Part

    @cached_property
    def added(self) -> pd.DataFrame:
        """Whole rows as etl.shown writes them, numbered as in the new file."""
        return self._added.cut()

    @cached_property
    def removed(self) -> pd.DataFrame:
        """Whole rows as etl.shown writes them, numbered as in the old file."""
        return self._removed.cut()

    @cached_property
    def changed(self) -> pd.DataFrame:
        """One line a cell: its row in the new file, title, column, and its text before and now."""
        return self._changed.cut()


class _Both(NamedTuple):
    """The rows of both versions, the old ones first, every text of a column with one code."""

    slices: Codes
    keys: list[Key]
    rows: Codes
    columns: Mapping[str, Said]


def compared(old: pa.Table, new: pa.Table) -> Mapping[Key, Differences]:
    """Compare the slices that two tables of rows to store have in common.

    Rows are the same activity if kind, folded title, date and document number are the same;
    of several such rows, those that are wholly the same first, then in their order.
    """
    both = _both(old, new)
    befores, nows = np.arange(len(old)), np.arange(len(old), len(both.rows))
    common = np.intersect1d(both.slices[befores], both.slices[nows])
    befores = befores[np.isin(both.slices[befores], common)]
    nows = nows[np.isin(both.slices[nows], common)]
    whole = _together([both.slices, *(column.codes for column in both.columns.values())])
    _, befores, nows = _paired(whole, befores, nows)
    same, removed, added = _paired(_activities(both, np.append(befores, nows)), befores, nows)
    parts = (_rows(both, added), _rows(both, removed), _cells(both, same))
    found = zip(*(_by_slice(rows, slices, common) for rows, slices in parts), strict=True)
    return {both.keys[at]: Differences(*of) for at, of in zip(common, found, strict=True)}


def _both(old: pa.Table, new: pa.Table) -> _Both:
    before, now = said(old), said(new)
    slices = _joined(keys(old), keys(new))
    columns = {name: _joined(before[name], now[name]) for name in COLUMNS}
    rows = np.concatenate([table["row"].to_numpy() for table in (old, new)])
    return _Both(slices.codes, [*map(_key, slices.texts)], rows.astype(np.int64), columns)


def _key(text: str) -> Key:
    vintage, code, period = text.split("\x1f")
    return int(vintage), code, period


def _joined(before: Said, now: Said) -> Said:
    """Give each distinct text of both one code."""
    index: dict[str, int] = {}
    codes = [
        np.array([index.setdefault(text, len(index)) for text in part.texts], np.int64)[part.codes]
        for part in (before, now)
    ]
    return Said([*index], np.concatenate(codes))


def _activities(both: _Both, at: Codes) -> Codes:
    """Return the same code for rows of one activity, of the rows asked for."""
    folded = _folded(both.columns[TITLE], at)
    return _together([both.slices, folded, *(both.columns[name].codes for name in MATCHED)])


def _folded(column: Said, at: Codes) -> Codes:
    """Return a code for the fold key of each text; folding is dear: only of the rows asked for."""
    asked = np.unique(column.codes[at])
    found = np.zeros(len(column.texts), np.int64)
    found[asked] = pd.factorize(np.array(fold_all([column.texts[c] for c in asked]), object))[0]
    return found[column.codes]


def _together(all_codes: Iterable[Codes]) -> Codes:
    """Return one code for each distinct combination; factorising keeps them small and exact."""
    found: Codes | None = None
    for codes in all_codes:
        joined = codes if found is None else found * (codes.max(initial=0) + 1) + codes
        found = pd.factorize(joined)[0].astype(np.int64)
    return np.zeros(0, np.int64) if found is None else found


def _paired(groups: Codes, befores: Codes, nows: Codes) -> tuple[Pairs, Codes, Codes]:
    """Return pairs of an old and a new row of one group, in their order, and the rows left."""
    before, now = (_numbered(groups[rows], len(groups)) for rows in (befores, nows))
    _, at, to = np.intersect1d(before, now, assume_unique=True, return_indices=True)
    at, to = at[np.argsort(to)], np.sort(to)
    return (befores[at], nows[to]), np.delete(befores, at), np.delete(nows, to)


def _numbered(groups: Codes, most: int) -> Codes:
    """Tell apart the rows of one group: the first of it, the second, and so on."""
    return groups * (most + 1) + pd.Series(groups).groupby(groups).cumcount().to_numpy()


def _rows(both: _Both, at: Codes) -> tuple[pd.DataFrame, Codes]:
    columns = {name: _texts(column, at) for name, column in both.columns.items()}
    return pd.DataFrame({ROW: both.rows[at], **columns}), both.slices[at]


def _cells(both: _Both, pairs: Pairs) -> tuple[pd.DataFrame, Codes]:
    old, new = pairs
    columns = list(both.columns.values())
    unlike = np.array([column.codes[old] != column.codes[new] for column in columns]).T
    pair, which = np.nonzero(unlike)
    before, now = np.empty(len(pair), object), np.empty(len(pair), object)
    for at in np.unique(which):
        here = which == at
        before[here] = _texts(columns[at], old[pair[here]])
        now[here] = _texts(columns[at], new[pair[here]])
    titles = _texts(both.columns[TITLE], new[pair])
    names = np.array(list(both.columns), object)[which]
    cells: list[Any] = [both.rows[new[pair]], titles, names, before, now]
    return pd.DataFrame(dict(zip(CHANGED, cells, strict=True))), both.slices[new[pair]]


def _texts(column: Said, at: Codes) -> npt.NDArray[np.object_]:
    return np.array(column.texts, object)[column.codes[at]]


def _by_slice(rows: pd.DataFrame, slices: Codes, wanted: Codes) -> list[_Part]:
    """Return the rows apart for each slice, in the order they have."""
    order = np.argsort(slices, kind="stable")
    rows, slices = rows.iloc[order], slices[order]
    first = np.searchsorted(slices, wanted, "left").tolist()
    end = np.searchsorted(slices, wanted, "right").tolist()
    return [_Part(rows, a, b) for a, b in zip(first, end, strict=True)]
