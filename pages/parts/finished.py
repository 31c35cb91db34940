"""A table as it is sent to the browser: worked out once, for as long as the table is kept."""

from collections.abc import Callable, Hashable, Mapping
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
    by one. Only the cells are left for which that is another text; it draws the same table.
    """
    asked: Any = styler
    asked._compute()
    answer = asked._translate(False, False)  # noqa: FBT003
    plain = asked.data.astype(str)
    answer["body"] = [
        [{"id": cell["id"], "display_value": cell["display_value"]}]
        for row in answer["body"]
        for cell in row
        if _is_other(cell, plain)
    ]
    vars(styler).update(_compute=lambda: styler, _translate=lambda *_asked: answer)
    return styler


def _is_other(cell: dict[str, Any], plain: pd.DataFrame) -> bool:
    """Say whether a cell of the table is shown as another text than its value."""
    place = cell.get("id", "")
    if not place.startswith("row"):
        return False
    row, column = place.removeprefix("row").split("_col")
    return str(cell["display_value"]) != plain.iat[int(row), int(column)]
