"""The text of a reporting period to its month, or a reason why not."""

import re
from collections.abc import Callable

from data.periods import FIRST_PERIOD, shift
from etl.values.outcome import Reason, Value
from etl.values.refused_dates import from_serial, full_year
from etl.values.typed import numerals, said_if_other

_PREFIX = re.compile("(?:bao cao ?)?(?:ky ?)?(?:bao cao)?:? ?")
_NAMED = "(?:thang |t ?)?"
_MIDNIGHT = r"(?:[ t]0{1,2}:00(?::00(?:\.0+)?)?)?"
_D = "[0-9]{1,2}"


def period(text: str, running: str) -> Value[str] | Reason:
    """Return the month a text names as ``2021-04``; ``running`` is the month that runs now."""
    form = _PREFIX.sub("", numerals(text), count=1)
    for pattern, asked in _FORMS:
        if found := pattern.fullmatch(form):
            outcome = asked(found, running)
            if isinstance(outcome, Reason):
                return outcome
            return Value(outcome, said=said_if_other(_written(outcome), text))
    return Reason("period_not_understood")


def _written(month: str) -> str:
    return f"{int(month[5:])}/{month[:4]}"


def _month(year: str, month: str, running: str) -> str | Reason:
    if not 1 <= int(month) <= 12:
        return Reason("period_impossible")
    named = f"{year}-{int(month):02d}"
    if named > running:
        return Reason("period_future", says={"running": _written(running)})
    if named < FIRST_PERIOD:
        return Reason("period_too_early", says={"first": _written(FIRST_PERIOD)})
    return named


def _offers(running: str, *months: tuple[str, str]) -> tuple[str, ...]:
    """Return those (year, month) that would be accepted, as they are written."""
    named = (_month(year, month, running) for year, month in months)
    return tuple(dict.fromkeys(_written(month) for month in named if isinstance(month, str)))


def _full_day(found: re.Match[str], running: str) -> str | Reason:
    """Read a whole date: Excel keeps a month as its first day, and only that is a month.

    ``4/1/2021`` is 4 January here and April 2021 in a file from an American Excel: both offered.
    """
    year, month, day = found["year"], found["month"], found["day"]
    if int(day) == 1:
        return _month(year, month, running)
    american = found["first"] == day and not 1 < int(month) <= 12
    months = [(year, month)] + [(year, day)] * american
    return Reason("period_not_month", _offers(running, *months))


def _two_numbers(found: re.Match[str], running: str) -> Reason:
    """Refuse ``4/21`` and ``21-04``: a day or a year, who can tell."""
    years = ((full_year(b), a) for a, b in ((found[1], found[2]), (found[2], found[1])))
    return Reason("period_ambiguous", _offers(running, *((y, m) for y, m in years if len(y) == 4)))


def _without_year(found: re.Match[str], running: str) -> Reason:
    """Refuse a bare month, offering the last one of that number."""
    this_year, last_year = running[:4], shift(running, -12)[:4]
    offers = _offers(running, (this_year, found[1]), (last_year, found[1]))
    return Reason("period_without_year", offers[:1])


def _serial(found: re.Match[str], running: str) -> Reason:
    day = from_serial(found[0])
    if day is None:
        return Reason("period_not_understood")
    return Reason("period_serial", _offers(running, (str(day.year), str(day.month))))


def _compact(found: re.Match[str], running: str) -> Reason:
    digits = found[0]
    return Reason(
        "period_not_understood",
        _offers(running, (digits[:4], digits[4:]), (digits[2:], digits[:2])),
    )


def _not_month(_: re.Match[str], __: str) -> Reason:
    return Reason("period_not_month")


# The first form that fits the whole text decides.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str | Reason]], ...] = tuple(
    (re.compile(form), asked)
    for form, asked in (
        (rf"{_NAMED}({_D})[/.,-]([0-9]{{4}})", lambda f, now: _month(f[2], f[1], now)),
        (rf"(?:thang |t)({_D}),? ([0-9]{{4}})", lambda f, now: _month(f[2], f[1], now)),
        (rf"(?:thang )?([0-9]{{4}})[/.-]({_D})", lambda f, now: _month(f[1], f[2], now)),
        (
            rf"(?P<first>(?P<year>[0-9]{{4}}))([/.-])(?P<month>{_D})\3(?P<day>{_D}){_MIDNIGHT}",
            _full_day,
        ),
        (
            rf"(?:ngay )?(?P<first>(?P<day>{_D}))([/.-])(?P<month>{_D})\3(?P<year>[0-9]{{4}})"
            + _MIDNIGHT,
            _full_day,
        ),
        (rf"{_NAMED}({_D})[/.-]({_D})", _two_numbers),
        (rf"{_NAMED}({_D})", _without_year),
        (r"[0-9]{5}(?:[.,]0+)?", _serial),
        (r"[0-9]{6}", _compact),
        (r"(?:nam )?[0-9]{4}|.*\b(?:quy|tuan|nam|dau|cuoi)\b.*", _not_month),
        (rf"(?:tu )?{_NAMED}{_D}(?:[/.-][0-9]{{4}})?-{_NAMED}{_D}[/.-][0-9]{{4}}", _not_month),
    )
)
