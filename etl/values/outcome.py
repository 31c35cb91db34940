"""What reading one text gives: a value, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

Read = TypeVar("Read")
Qualifier = Literal["at_least", "at_most", "about"]


@dataclass(frozen=True)
class Value(Generic[Read]):
    """A text that was understood; ``said`` where it was understood differently from its form."""

    value: Read
    qualifier: Qualifier | None = None
    said: str | None = None


@dataclass(frozen=True)
class Reason:
    """A text that was not understood: a kind of ``problems.toml``, and texts that would be."""

    kind: str
    offers: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Span:
    """The days an activity took, and how exactly the report told them."""

    start: date
    end: date
    precision: Literal["day", "range", "month", "year"]
