"""What is wrong with a report, as data: a kind, a place and what would mend it.

The words for a kind stand in ``problems.toml``; nothing here is a sentence.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

from data.failures import StoreError


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing found in a report, at a row and column as the sheet numbers and names them."""

    kind: str
    row: int | None = None
    column: str | None = None
    field: str | None = None
    value: str | None = None
    offers: tuple[str, ...] = ()
    says: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)


LONGEST_KEPT = 200


def kept(problem: Problem) -> dict[str, Any]:
    """Return what is stored of a warning: enough to say it again."""
    told = {
        "kind": problem.kind,
        "row": problem.row,
        "column": problem.column,
        "field": problem.field,
        "value": problem.value and problem.value[:LONGEST_KEPT],
        "says": dict(problem.says),
    }
    return {name: value for name, value in told.items() if value}


def of_store(error: StoreError) -> Problem:
    """Return what made the store give way, to be said and mended like any problem."""
    return Problem(error.kind, says={"why": str(error)})


def again(told: Mapping[str, Any]) -> Problem:
    """Return the warning that was stored as ``kept`` gives it, or with kind and row alone."""
    return Problem(**told)
