"""Rows of the places that were chosen, whichever vintage a row is of."""

import pandas as pd

from data.provinces import Province, find_province, provinces
from pages.parts.choice import Choice

Key = tuple[int, str]


def local(table: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return the rows of a table with ``vintage`` and ``code`` that lie in the chosen places."""
    wanted: set[Key] = set()
    if choice.provinces:
        wanted = _of_provinces(choice.provinces)
    if choice.region:
        region = _of_region(choice.region)
        wanted = wanted & region if choice.provinces else region
    if not choice.is_local:
        return table
    keys = zip(table["vintage"], table["code"], strict=True)
    return table[[(int(vintage), code) in wanted for vintage, code in keys]]


def _of_provinces(names: tuple[str, ...]) -> set[Key]:
    """Return provinces by their names of either time, and the heirs of former ones."""
    wanted: set[Key] = set()
    for name in names:
        for vintage in (63, 34):
            found = find_province(name, vintage)
            if isinstance(found, Province):
                wanted |= {(vintage, found.code), (34, found.current_code)}
    return wanted


def _of_region(region: str) -> set[Key]:
    """Return the provinces of a region; if it is one of today only, those that now lie in it."""
    wanted: set[Key] = set()
    for vintage in (63, 34):
        units = provinces(vintage).values()
        own = [p.code for p in units if p.region == region]
        now = [p.code for p in units if p.current_region == region]
        wanted |= {(vintage, code) for code in own or now}
    return wanted
