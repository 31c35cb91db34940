"""How active an office plausibly is in a month: its size, the season, the merger."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from random import Random
from typing import Any

from data.periods import MERGER, shift, span
from data.provinces import Province, provinces

WORDS = Path(__file__).with_name("demo.toml")
# While offices move, less is done; then it is made up for.
AFTER_MERGER = dict(zip(span(MERGER, shift(MERGER, 2)), (0.55, 0.7, 0.9), strict=True))
RATES_HOLD_FOR = 2024
TET = 0.75


@dataclass(frozen=True)
class Activity:
    """One pattern of rows, as ``demo.toml`` explains its fields."""

    kind: str
    form: str
    rate: float
    titles: tuple[str, ...]
    rows: int = 1
    growth: float = 0.04
    months: tuple[int, ...] = tuple(range(1, 13))
    participants: int = 0
    copies: int = 0
    modes: bool = False
    organisers: tuple[str, ...] = ("office",)
    roles: tuple[str, ...] = ("Chủ trì",)
    channels: tuple[str, ...] = ()
    abbr: str = ""


@cache
def words() -> Mapping[str, Any]:
    """Return the words and rates of ``demo.toml``."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def activities() -> tuple[Activity, ...]:
    """Return the patterns of rows."""
    return tuple(Activity(**_frozen(block)) for block in words()["activity"])


def _frozen(block: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in block.items()}


@cache
def size(seed: int, province: Province, kind: str = "") -> float:
    """Return how active a province is against an ordinary one; a merged one sums its parts."""
    if province.vintage == 34:
        parts = [p for p in provinces(63).values() if p.current_code == province.code]
        return sum(size(seed, part, kind) for part in parts)
    rng = Random(f"{seed} {province.code}")
    whole = words()["sizes"].get(province.code) or rng.uniform(0.8, 1.2)
    bent = Random(f"{seed} {province.code} {kind}").gauss(0, 0.2)
    return float(whole * exp(bent)) if kind else float(whole)


@cache
def is_merged(province: Province) -> bool:
    """Say whether the province of today was put together from several."""
    heirs = [old.current_code for old in provinces(63).values()]
    return heirs.count(province.current_code) > 1


def season(kind: str, period: str) -> float:
    """Return what an ordinary month is multiplied by in this one."""
    year, month = int(period[:4]), int(period[5:])
    tet = 1 if year in words()["tet_in_january"] else 2
    return float(words()["season"][kind][month - 1] * (TET if month == tet else 1.0))


def expected(seed: int, province: Province, period: str, activity: Activity) -> float:
    """Return the quantity of an activity that a province reaches on average in a period."""
    if int(period[5:]) not in activity.months:
        return 0.0
    years = int(period[:4]) - RATES_HOLD_FOR + int(period[5:]) / 12
    dip = AFTER_MERGER.get(period, 1.0)
    if not is_merged(province):
        dip = (1 + dip) / 2
    grown: float = (1 + activity.growth) ** years
    scale = size(seed, province, activity.kind) * season(activity.kind, period)
    return activity.rate * scale * grown * dip
