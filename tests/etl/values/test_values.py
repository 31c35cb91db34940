"""Each line of ``values/*.csv`` is a test: a text, and the value or the reason it must give.

Adding a line adds a test. Characters that cannot be seen are written ``\\u00a0``.
"""

import csv
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.values import SIGNS, Reason, Span, Value, count, period, span, year

CORPORA = Path(__file__).parent
RUNNING = "2026-11"

Line = dict[str, str]


def lines(corpus: str) -> list[Any]:
    with (CORPORA / f"{corpus}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [pytest.param(row, id=f"{number} {row['text']}") for number, row in enumerate(rows, 2)]


def text_of(line: Line) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line["text"])


def typings(text: str) -> list[str]:
    """The same text as other hands and systems type it."""
    return [
        unicodedata.normalize("NFD", text),
        text.upper(),
        text.lower(),
        text.replace(" ", "\u00a0"),
        f" \u200b{text.replace(' ', '  ')}\t",
    ]


def check(line: Line, outcome: Value[Any] | Reason, expected: Value[Any]) -> None:
    if not line["problem"]:
        assert outcome == expected
        return
    assert isinstance(outcome, Reason)
    assert (outcome.kind, "|".join(outcome.offers)) == (line["problem"], line["offers"])


def read_alike(read: Callable[[str], Value[Any] | Reason], text: str) -> None:
    as_typed = read(text)
    for other in typings(text):
        outcome = read(other)
        if isinstance(as_typed, Value):
            assert isinstance(outcome, Value)
            assert (outcome.value, outcome.qualifier) == (as_typed.value, as_typed.qualifier)
        else:
            assert isinstance(outcome, Reason)
            assert outcome.kind == as_typed.kind


def a_period(text: str) -> Value[str] | Reason:
    return period(text, RUNNING)


def a_year(text: str) -> Value[int] | Reason:
    return year(text, RUNNING)


@pytest.mark.parametrize("line", lines("counts"))
def test_count(line: Line) -> None:
    number = int(line["value"] or 0)
    expected = Value(number, line["qualifier"] or None, line["said"] or None)  # type: ignore[arg-type]
    check(line, count(text_of(line)), expected)
    read_alike(count, text_of(line))


@pytest.mark.parametrize("line", lines("dates"))
def test_span(line: Line) -> None:
    days = [date.fromisoformat(line[end] or "2021-01-01") for end in ("start", "end")]
    expected = Value(Span(days[0], days[1], line["precision"]), said=line["said"] or None)  # type: ignore[arg-type]
    check(line, span(text_of(line)), expected)
    read_alike(span, text_of(line))


@pytest.mark.parametrize("line", lines("periods"))
def test_period(line: Line) -> None:
    expected = Value(line["value"], said=line["said"] or None)
    check(line, a_period(text_of(line)), expected)
    read_alike(a_period, text_of(line))


@pytest.mark.parametrize("line", lines("years"))
def test_year(line: Line) -> None:
    check(line, a_year(text_of(line)), Value(int(line["value"] or 0)))
    read_alike(a_year, text_of(line))


@pytest.mark.parametrize(
    ("corpus", "read"),
    [("counts", count), ("dates", span), ("periods", a_period), ("years", a_year)],
)
def test_every_offer_is_accepted(corpus: str, read: Callable[[str], Value[Any] | Reason]) -> None:
    offers = {offer for p in lines(corpus) for offer in p.values[0]["offers"].split("|") if offer}
    assert offers
    for offer in sorted(offers):
        assert isinstance(read(offer), Value), offer


def test_an_ambiguous_count_names_both_readings() -> None:
    outcome = count("1,890")
    assert isinstance(outcome, Reason)
    assert outcome.says == {"as_thousands": "1890", "as_fraction": "1,89"}


def test_a_month_too_late_or_too_early_names_the_bound() -> None:
    late, early = a_period("12/2026"), a_period("12/2014")
    assert isinstance(late, Reason)
    assert isinstance(early, Reason)
    assert late.says == {"running": "11/2026"}
    assert early.says == {"first": "1/2015"}


@pytest.mark.parametrize("read", [count, span, a_period, a_year])
@pytest.mark.parametrize("text", ["9" * 10_000, "x " * 100_000, "1." * 10_000, ".;" * 100_000])
def test_a_text_of_any_length_is_refused(
    read: Callable[[str], Value[Any] | Reason], text: str
) -> None:
    assert isinstance(read(text), Reason)


@given(st.text(max_size=40))
def test_any_text_gives_a_value_or_a_reason(text: str) -> None:
    for read in (count, span, a_period, a_year):
        assert isinstance(read(text), Value | Reason)


@given(st.text(alphabet="0123456789.,-/ tqnđếhángămvàuỷTZ:+ie()", max_size=25))
def test_almost_a_value_gives_a_value_or_a_reason(text: str) -> None:
    for read in (count, span, a_period, a_year):
        outcome = read(text)
        assert isinstance(outcome, Value | Reason)
        if isinstance(outcome, Reason):
            assert all(isinstance(read(offer), Value) for offer in outcome.offers)


@given(st.integers(0, 1_000_000_000), st.sampled_from([".", " ", "\u00a0", "\u202f", ""]))
def test_a_grouped_number_is_that_number(number: int, mark: str) -> None:
    outcome = count(f"{number:,}".replace(",", mark))
    assert isinstance(outcome, Value)
    assert outcome.value == number


@given(st.integers(0, 1_000_000_000), st.sampled_from(list(SIGNS.items())))
def test_what_is_said_of_a_count_is_read_back(number: int, sign: tuple[Any, str]) -> None:
    assert count(f"{sign[1]} {number}") == Value(number, sign[0])


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}"]),
)
def test_a_day_is_that_day(day: date, form: str) -> None:
    outcome = span(form.format(d=day.day, m=day.month, y=day.year))
    assert outcome == Value(Span(day, day, "day"))


@given(st.dates(date(1901, 1, 1), date(2100, 6, 30)), st.integers(1, 150))
def test_a_range_keeps_its_days_however_short_it_is_written(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    forms = [f"{start.day}/{start.month}/{start.year}-{end.day}/{end.month}/{end.year}"]
    forms += [f"{start.day}/{start.month}-{end.day}/{end.month}/{end.year}"]
    if start.month == end.month and start.year == end.year:
        forms += [f"{start.day}-{end.day}/{end.month}/{end.year}"]
    for form in forms:
        outcome = span(form)
        assert isinstance(outcome, Value)
        assert outcome.value == Span(start, end, "range")
