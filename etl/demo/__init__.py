"""Make synthetic monthly reports, as sent by every province, for the line to load."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, groupby
from pathlib import Path
from random import Random
from typing import TextIO

from data.catalog import catalog
from data.periods import FIRST_PERIOD, MERGER, VIETNAM, due, shift, span, vintage_of, window
from data.provinces import Province, find_province, provinces
from etl.demo.invented import Office, Row
from etl.demo.plausible import activities, is_merged, size

SEED = 2026
MISSING = 0.03
MISSING_NEWEST = 0.09
NIL = 0.012
# While offices move, reports are late or lost more often.
UNSETTLED = span(MERGER, shift(MERGER, 2))
# Days late. Offices post on few days of a month, and each day is a file to load.
LATE, LATE_UNSETTLED = (2, 2, 5, 12), (2, 5, 12, 21)


@dataclass(frozen=True)
class SyntheticReport:
    """A file as an office would send it, holding all provinces of one period sent on one day."""

    name: str
    data: bytes
    sent_at: datetime


@dataclass(frozen=True)
class _Letter:
    """One province's report of one period, on its way."""

    sent: date
    period: str
    province: Province


class NoProvinceError(Exception):
    """A text names no province of either vintage."""


def reports(
    *, months: int, last: str, provinces: Collection[str] | None = None, seed: int = SEED
) -> Iterator[SyntheticReport]:
    """Yield synthetic reports of the ``months`` periods up to ``last`` in the order of sending.

    ``provinces`` are codes or names; each stands for today's territory, so that its former
    provinces report too. None is sent after the last day of ``last``, so with the month before
    the running one nothing lies in the future. Raises NoProvinceError.
    """
    first = max(FIRST_PERIOD, shift(last, 1 - months))
    wanted = None if provinces is None else territories(provinces)
    letters = [
        letter
        for period in span(first, last)
        for letter in _letters(seed, period, last)
        if wanted is None or letter.province.current_code in wanted
    ]
    letters.sort(key=lambda letter: (letter.sent, letter.period))
    for (sent, period), same in groupby(letters, key=lambda letter: (letter.sent, letter.period)):
        rng = Random(f"{seed} {period} {sent}")
        moment = datetime.combine(sent, time(rng.randint(8, 16), rng.randrange(60)), VIETNAM)
        yield SyntheticReport(
            f"so-lieu-minh-hoa-{period}-gui-{sent}.csv",
            _csv(row for letter in same for row in _rows(seed, letter)),
            moment.astimezone(UTC),
        )


def write_rows(
    path: Path, rows: int, *, last: str, first: str = FIRST_PERIOD, seed: int = SEED
) -> None:
    """Write one CSV of so many rows over all provinces and the periods ``first`` to ``last``."""
    slices = [
        (period, province)
        for period in span(first, last)
        for province in provinces(vintage_of(period)).values()
    ]
    share, rest = divmod(rows, len(slices))
    shares = [min(activity.rate, activity.rows) for activity in activities()]
    with path.open("w", encoding="utf-8", newline="") as file:
        _write(file, [_header()])
        for i, (period, province) in enumerate(slices):
            office = Office(seed, province, period, window(period)[1])
            drawn = office.rng.choices(activities(), shares, k=share + (i < rest))
            _write(file, (office.row(one, office.rng.randint(1, 9)) for one in drawn))


def territories(texts: Collection[str]) -> frozenset[str]:
    """Return the codes of today's territories that texts name; raise NoProvinceError."""
    return frozenset(map(_territory, texts))


def _territory(text: str) -> str:
    for vintage in (34, 63):
        found = find_province(text, vintage)
        if isinstance(found, Province):
            return found.current_code
    raise NoProvinceError(text)


def _letters(seed: int, period: str, last: str) -> Iterator[_Letter]:
    """Yield who sends a report of a period and on which day."""
    units = provinces(vintage_of(period)).values()
    rng = Random(f"{seed} {period}")
    usual = MISSING * rng.uniform(0.2, 1.8) * (2 if period in UNSETTLED else 1)
    lost = MISSING_NEWEST if period == last else usual
    silent = rng.sample(list(units), round(lost * len(units)))
    for province in units:
        sent = _sent(seed, period, province, last=last)
        if province not in silent:
            yield _Letter(sent, period, province)


def _sent(seed: int, period: str, province: Province, *, last: str) -> date:
    """Return the working day a report is sent on: by the due day, or late."""
    rng = Random(f"{seed} {period} {province.unit} sent")
    habit = Random(f"{seed} {province.current_code} habit").uniform(0.0, 0.25)
    unsettled = period in UNSETTLED and is_merged(province)
    end, limit = window(period)[1], due(period)
    if period == last:
        day = end - timedelta(rng.randrange(2))
    elif rng.random() < habit + (0.35 if unsettled else 0.0):
        day = limit + timedelta(rng.choice(LATE_UNSETTLED if unsettled else LATE))
    else:
        day = rng.choice((limit - timedelta(2), limit))
    day = min(day, window(last)[1])
    return day - timedelta(max(0, day.weekday() - 4))


def _rows(seed: int, letter: _Letter) -> list[Row]:
    until = min(letter.sent, window(letter.period)[1])
    office = Office(seed, letter.province, letter.period, until)
    if size(seed, letter.province) < 1 and office.rng.random() < NIL:
        return [office.nil()]
    return list(office.report())


def _write(file: TextIO, rows: Iterable[Row]) -> None:
    csv.writer(file, lineterminator="\n").writerows(row.values() for row in rows)


def _header() -> Row:
    return {id: column.label.vi for id, column in catalog().columns.items()}


def _csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    _write(text, chain([_header()], rows))
    return text.getvalue().encode("utf-8")
