"""Why the text of a date was not understood, and what its writer may have meant."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from etl.values.outcome import Reason

# Excel counts days from here (its 1900 has a 29 February that never was). Numbers outside
# 2000 to 2100 are not dates of reports, so they are not taken for one.
EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(36_526, 73_416)
# Reports begin in 2015: "21-04-05" is not offered as a day of 2005.
CENTURY = "20"
TWO_DIGIT_YEARS = range(15, 100)

Offerable = Callable[[str], str | None]
_D = "[0-9]{1,2}"
_PARTS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def from_serial(text: str) -> date | None:
    """Return the day an Excel serial number stands for, if it is one of this century."""
    whole = re.split("[.,]", text)[0]
    number = int(whole) if len(whole) == 5 else 0
    return EXCEL_EPOCH + timedelta(days=number) if number in SERIALS else None


def full_year(form: str) -> str:
    """Return a form that ends in a two-digit year with that year in full."""
    return form[:-2] + CENTURY + form[-2:] if int(form[-2:]) in TWO_DIGIT_YEARS else form


def explain(form: str, offerable: Offerable) -> Reason:
    """Return why the numerals of a date mean nothing certain, with the offers that would."""
    for pattern, kind, offers in _REFUSALS:
        if found := pattern.fullmatch(form):
            reason = kind(found) if callable(kind) else kind
            texts = dict.fromkeys(offerable(offer) for offer in offers(found))
            return Reason(reason, tuple(text for text in texts if text))
    return Reason("date_not_understood")


def _none(_: re.Match[str]) -> tuple[str, ...]:
    return ()


def _with_century(found: re.Match[str]) -> tuple[str, ...]:
    return (full_year(found[0]),)


def _pair(found: re.Match[str]) -> str:
    """Return why two numbers are not enough: a day and month, or perhaps a month and year."""
    first, second = int(found[1]), int(found[2])
    if 1 <= second <= 12 and 1 <= first <= 31:
        # 31/02 is no day of any year; 2024 has the 29 February of those that do.
        possible = first <= monthrange(2024, second)[1]
        return "date_without_year" if possible else "date_impossible"
    return "date_ambiguous" if 1 <= first <= 12 else "date_not_understood"


def _pair_offers(found: re.Match[str]) -> tuple[str, ...]:
    return _with_century(found) if len(found[2]) == 2 and int(found[2]) > 12 else ()


def _serial_offers(found: re.Match[str]) -> tuple[str, ...]:
    day = from_serial(found[0])
    return (f"{day.day}/{day.month}/{day.year}",) if day else ()


def _serial(found: re.Match[str]) -> str:
    return "date_serial" if from_serial(found[0]) else "date_not_understood"


def _compact(found: re.Match[str]) -> tuple[str, ...]:
    digits = found[0]
    iso = f"{int(digits[6:])}/{int(digits[4:6])}/{digits[:4]}"
    ours = f"{int(digits[:2])}/{int(digits[2:4])}/{digits[4:]}"
    return (iso, ours)


def _months(first: int, last: int, years: tuple[str, str]) -> tuple[str, ...]:
    """Return whole months as the range of days that says the same."""
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return ()
    end = monthrange(int(years[1]), last)[1] if int(years[1]) else 0
    return (f"1/{first}/{years[0]}-{end}/{last}/{years[1]}",)


def _several_months(found: re.Match[str]) -> tuple[str, ...]:
    first, year, last, last_year = found.groups()
    return _months(int(first), int(last), (year or last_year, last_year))


def _day_or_months(found: re.Match[str]) -> tuple[str, ...]:
    first, second, year = found.groups()
    return (f"{first}/{second}/{year}", *_months(int(first), int(second), (year, year)))


def _quarter(found: re.Match[str]) -> tuple[str, ...]:
    last = 3 * _PARTS[found[1]]
    return _months(last - 2, last, (found[2], found[2]))


def _half(found: re.Match[str]) -> tuple[str, ...]:
    months, part, year = int(found[1]), found[2], found[3]
    first, last = (1, months) if part == "dau" else (13 - months, 12)
    return _months(first, last, (year, year))


def _list(found: re.Match[str]) -> tuple[str, ...]:
    first, second = int(found[1]), int(found[2])
    return (f"{first}-{second}{found[3]}",) if second == first + 1 else ()


# The first form that fits the whole text decides.
_REFUSALS: tuple[
    tuple[
        re.Pattern[str],
        str | Callable[[re.Match[str]], str],
        Callable[[re.Match[str]], tuple[str, ...]],
    ],
    ...,
] = (
    (re.compile("[0-9]{5}(?:[.,][0-9]+)?"), _serial, _serial_offers),
    (re.compile("[0-9]{8}"), "date_not_understood", _compact),
    (
        re.compile(rf"(?:ngay )?(?:{_D}(?:[/.]{_D})?-)?{_D}([/.-]){_D}\1[0-9]{{2}}"),
        "date_two_digit_year",
        _with_century,
    ),
    (re.compile(rf"(?:thang |t ?){_D}[/.-][0-9]{{2}}"), "date_two_digit_year", _with_century),
    (re.compile(rf"(?:ngay )?({_D})[/.-]({_D})"), _pair, _pair_offers),
    (
        re.compile(rf"(?:tu )?(?:ngay )?{_D}(?:[/.]{_D})?-{_D}[/.]{_D}|(?:ngay |thang |t ?)?{_D}"),
        "date_without_year",
        _none,
    ),
    (re.compile(f"({_D})-({_D})/([0-9]{{4}})"), "date_ambiguous", _day_or_months),
    (
        re.compile(
            rf"(?:tu )?(?:thang |t ?)({_D})(?:[/.-]([0-9]{{4}}))?-"
            rf"(?:thang |t ?)?({_D})[/.-]([0-9]{{4}})"
        ),
        "date_part_of_year",
        _several_months,
    ),
    (
        re.compile(r"quy ?(i{1,3}|iv|[1-4])(?:[ /.,-]|,? nam )([0-9]{4})"),
        "date_part_of_year",
        _quarter,
    ),
    (re.compile(r"([3-9]) thang (dau|cuoi)(?: nam)?[ /]([0-9]{4})"), "date_part_of_year", _half),
    (re.compile(r"quy .*|tuan .*|.* thang (?:dau|cuoi).*"), "date_part_of_year", _none),
    (
        re.compile(r"(?:dau|giua|cuoi) ((?:thang|nam) .*)"),
        "date_not_understood",
        lambda found: (found[1],),
    ),
    (
        re.compile(rf"(?:ngay )?({_D})(?:, ?|; ?| va |&)({_D})((?:[/.]{_D})?[/.][0-9]{{4}})"),
        "date_several",
        _list,
    ),
    (
        re.compile(r".*[0-9] ?(?:[,;&]|\bva\b) ?(?:ngay )?[0-9]{1,2}[,;/. ].*[0-9]{4}"),
        "date_several",
        _none,
    ),
)
