"""The text of a year to its number, or a reason why not."""

import re

from data.periods import FIRST_PERIOD
from etl.values.outcome import Reason, Value
from etl.values.typed import numerals

AHEAD = 5
"""Plans of the Party and of the State reach five years ahead."""
_YEAR = re.compile(r"(?:nam )?([0-9]{4})")


def year(text: str, running: str) -> Value[int] | Reason:
    """Return the year a text names; ``running`` is the month that runs now."""
    found = _YEAR.fullmatch(numerals(text))
    if found is None:
        return Reason("year_not_understood", (running[:4],))
    first, last = int(FIRST_PERIOD[:4]), int(running[:4]) + AHEAD
    if not first <= int(found[1]) <= last:
        return Reason("year_out_of_range", says={"first": str(first), "last": str(last)})
    return Value(int(found[1]))
