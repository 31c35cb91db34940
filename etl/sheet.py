"""A report as a table of text, before any cell has been read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl.problem import Problem


@dataclass(frozen=True)
class Noted:
    """One thing about the file that was understood differently from how it was saved."""

    kind: str
    says: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Sheet:
    """Headers and, under each, its cells as dictionary-encoded text without nulls.

    Texts are as typed, but in NFC, trimmed, and on one line; ``rows`` numbers the rows as the
    sheet does, so that a problem can name the row its sender sees. ``problems`` tells the rows
    that are broken; the table holds the others, so that all problems are told at once.
    """

    headers: tuple[str, ...]
    columns: tuple[pa.DictionaryArray, ...]
    rows: npt.NDArray[np.int64]
    header_row: int
    normalised: tuple[Noted, ...] = ()
    problems: tuple[Problem, ...] = ()
