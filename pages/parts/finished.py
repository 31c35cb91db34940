"""A table as it is sent to the browser: worked out once, for as long as the table is kept."""

from collections.abc import Callable, Hashable, Mapping
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import pandas as pd
from pandas.io.formats.style import Styler

from pages.parts.remembered import Memory

MOST = 100
"""Tables at a time: one of four thousand figures takes two megabytes besides itself."""
T = TypeVar("T")
_made = Memory(MOST)


class Ready(NamedTuple):
    """A table as it is shown, and how each of its columns is."""

    styler: Styler
    columns: Mapping[str, Any]

    def done(self) -> "Ready":
        """Return it with everything answered that is asked of it in every run."""
        return Ready(finished(self.styler), self.columns)


def once(table: pd.DataFrame, about: Hashable, make: Callable[[], T]) -> T:
    """Return what is made of a table; of the very same one, and about the same, it was made before.

    Tables that are kept from run to run are never changed, so that it is enough to know which.
    """
    # The table is kept beside it: no other one can come to have its identity meanwhile.
    _, made = _made.get((id(table), about), lambda: (table, make()))
    found: T = made
    return found


def finished(styler: Styler) -> Styler:
    """Return the styler with what Streamlit asks of it in every run already answered.

    Streamlit writes each cell as a text, and then what the styler says of each cell over it, one
    by one. Here the texts are those of the styler at once; it draws the same table.
    """
    asked: Any = styler
    asked._compute()
    answer = asked._translate(False, False)  # noqa: FBT003
    texts = _texts(asked.data, answer.pop("body"))
    # The same values under another name: whoever has the table may ask it for something else.
    written = asked.data.copy(deep=False)
    object.__setattr__(written, "astype", lambda _str: texts)
    vars(styler).update(data=written, _compute=lambda: styler, _translate=lambda *_asked: answer)
    return styler


def _texts(table: pd.DataFrame, body: list[list[dict[str, Any]]]) -> pd.DataFrame:
    """Return a table with what is shown in each of its cells."""
    texts = table.astype(str).to_numpy(dtype=object, copy=True)
    for cell in chain.from_iterable(body):
        place = cell.get("id", "")
        if place.startswith("row"):
            row, column = place.removeprefix("row").split("_col")
            texts[int(row), int(column)] = str(cell["display_value"])
    return pd.DataFrame(texts, table.index, table.columns).astype(str)
