"""The text of an activity's date to the days it means, or a reason why not.

Days come first, then months, then the year: ``5/4/2021`` is 5 April. The year must be in the
text; whether the days fit the reporting month is for ``check.py``.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from etl.values.outcome import Reason, Span, Value
from etl.values.refused_dates import explain
from etl.values.typed import numerals, said_if_other

YEARS = range(1900, 2101)
# "30/12-2/1/2026" crosses the end of a year. A longer crossing is a slip ("10/9-5/8/2024").
LONGEST_CROSSING = timedelta(days=183)

_TIME = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?z| ?\+[0-9:]{4,5})?)?"
_ISO = "([0-9]{4})([/.-])([0-9]{1,2})%s([0-9]{1,2})"
_DAY = "([0-9]{1,2})([/.-])([0-9]{1,2})%s([0-9]{4})"


def span(text: str) -> Value[Span] | Reason:
    """Return the day, range of days, month or year a text names."""
    form = numerals(text)
    outcome = _read(form)
    if outcome is None:
        return explain(form, _offerable)
    if isinstance(outcome, Reason):
        return outcome
    return Value(outcome, said=said_if_other(plain(outcome), text))


def plain(days: Span) -> str:
    """Return a span in the shortest form this module reads back to the same span."""
    if days.precision == "year":
        return f"{days.start.year:04d}"
    if days.precision == "month":
        return f"{days.start.month}/{days.start.year:04d}"
    first, last = _written(days.start), _written(days.end)
    return first if days.precision == "day" else f"{first}-{last}"


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year:04d}"


def _offerable(form: str) -> str | None:
    """Return a form as it is offered; one that would be refused again mends nothing."""
    days = _read(form)
    return plain(days) if isinstance(days, Span) else None


def _read(form: str) -> Span | Reason | None:
    # "từ ngày 5/4/2021" has no end, so "từ" needs a range behind it.
    head = re.match(r"(?P<open>tu )?(?:trong |vao )?(?:cac )?(?:ngay )?", form)
    rest = form[head.end() :] if head else form
    for pattern, asked in _FORMS:
        if found := pattern.fullmatch(rest):
            outcome = asked(found)
            ends = not isinstance(outcome, Span) or outcome.precision == "range"
            return outcome if ends or not head or not head["open"] else None
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if made.year in YEARS else None


def _one_day(year: str, month: str, day: str) -> Span | Reason:
    if made := _date(year, month, day):
        return Span(made, made, "day")
    # The order of the United States: 4/25/2021.
    swapped = _date(year, day, month)
    return Reason("date_impossible", (_written(swapped),) if swapped else ())


def _iso_day(found: re.Match[str]) -> Span | Reason:
    return _one_day(found[1], found[3], found[4])


def _day(found: re.Match[str]) -> Span | Reason:
    return _one_day(found[4], found[3], found[1])


def _between(start: date | None, end: date | None) -> Span | Reason:
    if start is None or end is None:
        return Reason("date_impossible")
    if start > end:
        return Reason("date_reversed", (plain(Span(end, start, "range")),))
    return Span(start, end, "day" if start == end else "range")


def _iso_range(found: re.Match[str]) -> Span | Reason:
    return _between(
        _date(found[1], found[3], found[4]),
        _date(found[5], found[7], found[8]),
    )


def _range(found: re.Match[str]) -> Span | Reason:
    """Read a range whose first day may leave the month, the year or both to the last day."""
    day, month, year = found[1], found[3] or found[7], found[4] or found[8]
    start, end = _date(year, month, day), _date(found[8], found[7], found[5])
    if found[4] is None and start and end and start.month > end.month:
        earlier = _date(str(int(year) - 1), month, day)
        if earlier and end - earlier <= LONGEST_CROSSING:
            start = earlier
    return _between(start, end)


def _month(year: str, month: str) -> Span | Reason:
    first = _date(year, month, "1")
    if first is None:
        return Reason("date_impossible")
    return Span(first, first.replace(day=monthrange(first.year, first.month)[1]), "month")


def _year(found: re.Match[str]) -> Span | None:
    first = _date(found[1], "1", "1")
    return Span(first, first.replace(month=12, day=31), "year") if first else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span | Reason | None]], ...] = (
    (re.compile(_ISO % r"\2" + _TIME), _iso_day),
    (re.compile(_DAY % r"\2" + _TIME), _day),
    (re.compile(_ISO % r"\2" + "-" + _ISO % r"\6"), _iso_range),
    (
        re.compile(
            r"([0-9]{1,2})(?:([/.-])([0-9]{1,2})(?:\2([0-9]{4}))?)?"
            r"-([0-9]{1,2})([/.-])([0-9]{1,2})\6([0-9]{4})"
        ),
        _range,
    ),
    (re.compile("(?:thang |t ?)?([0-9]{1,2})[/.-]([0-9]{4})"), lambda f: _month(f[2], f[1])),
    (re.compile("(?:thang )?([0-9]{4})[/.-]([0-9]{1,2})"), lambda f: _month(f[1], f[2])),
    (re.compile("(?:nam )?([0-9]{4})"), _year),
)
