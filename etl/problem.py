"""What is wrong with a report, as data: a kind, a place and what would mend it.

The words for a kind stand in ``problems.toml``; nothing here is a sentence.
"""

import dataclasses
from collections.abc import Mapping


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
