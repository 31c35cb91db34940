"""How slices and moments are named in sentences."""

from collections.abc import Iterable
from datetime import datetime

from data.periods import VIETNAM
from etl.check.clean import Slice
from pages.parts.format import NBSP, day, month
from pages.parts.words import say

NAMED = 3


def slice_said(province: str, period: str) -> str:
    """Return a slice as it is called: ``Bắc Kạn 4/2021``."""
    return f"{province}{NBSP}{month(period)}"


def slices_said(slices: Iterable[Slice], lang: str) -> str:
    """Return the first few slices by name and how many more there are."""
    return places_said([(one.province, one.period) for one in slices], lang)


def places_said(places: Iterable[tuple[str, str]], lang: str) -> str:
    """Return the first few of (province, period) by name and how many more there are."""
    names = [slice_said(*place) for place in places]
    more = len(names) - NAMED
    rest = [say(lang, "sending.more_slices", n=more)] if more > 0 else []
    return ", ".join([*names[:NAMED], *rest])


def moment_said(at: datetime) -> str:
    """Return a moment in Vietnam: ``10:12, 22/11/2026``."""
    there = at.astimezone(VIETNAM)
    return f"{there:%H:%M}, {day(there.date())}"
