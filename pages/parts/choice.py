"""What the reader chose: the URL is the only memory, and holds only what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from data.filters import CURRENT, REPORTED
from data.periods import GRAINS
from data.provinces import Province, find_province, provinces

KEYS = ("from", "to", "region", "province", "boundaries", "grain")


class Address(Protocol):
    """The query part of the URL, as ``st.query_params`` gives it."""

    def get_all(self, key: str) -> list[str]:
        """Return every value of a key."""


@dataclass(frozen=True)
class Choice:
    """The shared filters; an empty field was not chosen. Names are those of either vintage."""

    first: str | None = None
    last: str | None = None
    region: str | None = None
    provinces: tuple[str, ...] = ()
    boundaries: str = REPORTED
    grain: str = "month"

    @property
    def is_local(self) -> bool:
        """Whether only a part of the country is looked at."""
        return bool(self.region or self.provinces)


def _one(address: Address, key: str, known: Sequence[str]) -> str | None:
    values = [value for value in address.get_all(key) if value in known]
    return values[-1] if values else None


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the official names of the provinces meant, today's before former ones."""
    found = [[find_province(text, vintage) for vintage in (34, 63)] for text in texts]
    units = (next((u for u in pair if isinstance(u, Province)), None) for pair in found)
    return tuple(dict.fromkeys(unit.name for unit in units if unit))


@cache
def regions(*vintages: int) -> tuple[str, ...]:
    """Return the regions of the vintages in their order."""
    return tuple(dict.fromkeys(p.region for v in vintages for p in provinces(v).values()))


def read_choice(address: Address, periods: Sequence[str]) -> Choice:
    """Return what the URL asks for; a value that does not exist is as if it was not there."""
    first, last = _one(address, "from", periods), _one(address, "to", periods)
    if first and last and first > last:
        first = None
    return Choice(
        first=first,
        last=last,
        region=_one(address, "region", regions(34, 63)),
        provinces=_names(address.get_all("province")),
        boundaries=_one(address, "boundaries", (REPORTED, CURRENT)) or REPORTED,
        grain=_one(address, "grain", GRAINS) or "month",
    )
