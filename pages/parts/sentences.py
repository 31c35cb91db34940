"""Titles that say what is seen, composed by rules from the figures behind the chart."""

from collections.abc import Sequence

import pandas as pd

from data.catalog import Measure
from pages.parts.change import Change, Figure
from pages.parts.coverage import Coverage
from pages.parts.format import month, number, percent
from pages.parts.periods import span_said
from pages.parts.words import say

UNCHANGED = 0.005
FOLD = 2.0
"""From this on an increase is said as so many times instead of so many per cent."""


def amount(value: float, measure: Measure, lang: str, qualifier: str = "") -> str:
    """Return a figure with its unit: ``≥ 150 lượt người``."""
    written = number(value, lang, qualifier)
    return f"{written} {measure.unit.counted(lang, written)}"


def inner(text: str) -> str:
    """Return a label as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def change_said(change: Change, lang: str) -> str:
    """Return how a figure changed, without what it is compared with; empty if that is unfair."""
    if not change.fair:
        return ""
    if change.share is None:
        same = not change.difference
        return (
            say(lang, "change.same")
            if same
            else say(lang, "change.from_zero", value=number(change.now.value or 0, lang))
        )
    if abs(change.share) < UNCHANGED:
        return say(lang, "change.same")
    if change.share >= FOLD:
        return say(lang, "change.times", by=number(round(change.share + 1, 1), lang))
    word = "change.up" if change.share > 0 else "change.down"
    return say(lang, word, by=percent(change.share, lang))


def extreme(values: Sequence[float | None], lang: str) -> str:
    """Return that the last of the values is the highest or lowest in a row of at least six."""
    last = values[-1] if values else None
    if last is None:
        return ""
    before = list(reversed(values[:-1]))
    for word, beaten in (
        ("title.highest", [v is not None and v < last for v in before]),
        ("title.lowest", [v is not None and v > last for v in before]),
    ):
        row = beaten.index(False) if False in beaten else len(beaten)
        if row >= 5:
            return say(lang, word, n=row + 1)
    return ""


def trend_title(
    measure: Measure, change: Change, values: Sequence[float | None], *, period: str, lang: str
) -> str:
    """Return what the trend shows: the last change, and whether it is a record."""
    what, now = measure.label.in_(lang), change.now
    if now.value is None:
        return silent_title(measure, now, period, lang)
    said = change_said(change, lang)
    if said:
        against = span_said(change.periods, lang)
        # A record is of totals: it is not claimed where some reports are missing.
        record = _limits(change, against, lang) or extreme(values, lang)
        return say(lang, "title.trend", what=what, change=said, period=against, record=record)
    key = "title.trend_alone" if now.coverage.enough else "title.trend_partial"
    return say(
        lang,
        key,
        what=what,
        period=period,
        amount=amount(now.value, measure, lang, now.qualifier),
        coverage=str(now.coverage),
    )


def _limits(change: Change, against: str, lang: str) -> str:
    """Return which provinces or how many reports a change is of, empty if all are there."""
    if change.places:
        return say(lang, "change.places", n=change.places)
    if change.whole:
        return ""
    now, then = change.now.coverage, change.then.coverage
    return say(lang, "change.reports", now=now, then=then, period=against)


def silent_title(measure: Measure, figure: Figure, period: str, lang: str) -> str:
    """Return why there is no figure: nobody reported, or nobody stated it."""
    what = measure.label.in_(lang)
    if figure.coverage.received:
        return say(lang, "title.unstated", what=what)
    return say(lang, "title.no_report", what=what, period=period)


def ranking_title(
    ranked: Sequence[tuple[str, float]], measure: Measure, period: str, lang: str
) -> str:
    """Return who leads; the pairs of name and figure are sorted, the greatest first."""
    if not ranked or not ranked[0][1]:
        return say(lang, "title.nothing", what=measure.label.in_(lang), period=period)
    most = ranked[0][1]
    said = amount(most, measure, lang)
    if len(ranked) == 1:
        return say(lang, "title.ranking_only", first=ranked[0][0], amount=said)
    ties = sum(1 for _, value in ranked if value == most)
    if ties > 1:
        return say(lang, "title.ranking_tie", n=ties, amount=said)
    whole = sum(value for _, value in ranked)
    if len(ranked) < 8:
        return say(lang, "title.ranking", first=ranked[0][0], amount=said)
    share = percent(sum(value for _, value in ranked[:3]) / whole, lang)
    return say(lang, "title.ranking_share", first=ranked[0][0], amount=said, share=share)


def breakdown_title(
    parts: Sequence[tuple[str, float]], measure: Measure, *, whole: float, period: str, lang: str
) -> str:
    """Return which part of the whole is the greatest; the pairs of name and figure are sorted.

    The parts may be more than the whole: an item on two channels stands under both.
    """
    some = [(name, value) for name, value in parts if value]
    what = measure.label.in_(lang)
    if not some:
        return say(lang, "title.nothing", what=what, period=period)
    if len(some) == 1:
        return say(lang, "title.breakdown_one", what=what, first=some[0][0])
    share = percent(some[0][1] / whole if whole else 0, lang)
    ties = [name for name, value in some if value == some[0][1]]
    if len(ties) > 2:
        said = amount(some[0][1], measure, lang)
        return say(lang, "title.breakdown_even", n=len(ties), amount=said)
    if len(ties) > 1:
        names = ", ".join(ties)
        return say(lang, "title.breakdown_tie", names=names, share=share, what=inner(what))
    return say(lang, "title.breakdown", first=some[0][0], share=share, what=inner(what))


def grid_title(coverage: Coverage, on_time: int, *, months: int, lang: str) -> str:
    """Return how many reports of some months came, and how many of them on time."""
    share = percent(on_time / coverage.expected if coverage.expected else 0, lang)
    missing = coverage.expected - coverage.received
    key = "title.grid" if missing else "title.grid_all"
    return say(lang, key, share=share, n=months, missing=missing)


def heat_title(table: pd.DataFrame, measure: Measure, *, lang: str) -> str:
    """Return the greatest figure of a province in a month, and who has gaps.

    The table has ``name``, ``period``, ``value`` (missing where not reported) and ``state``.
    """
    known = table[table["value"].notna()]
    if known.empty or not known["value"].max():
        key = "title.heat_none" if known.empty else "title.heat_zero"
        return say(lang, key, what=measure.label.in_(lang))
    said = _heat_most(known, measure, lang)
    gaps = table[table["value"].isna() & (table["state"] == "missing")]["name"].nunique()
    if not gaps:
        return said
    return f"{said}; {say(lang, 'title.heat_gaps', n=gaps)}"


def _heat_most(known: pd.DataFrame, measure: Measure, lang: str) -> str:
    """Return which province has the greatest figure and when, or how often it is reached."""
    most = known[known["value"] == known["value"].max()].to_dict("records")
    said = amount(float(most[0]["value"]), measure, lang)
    if len(most) > 1:
        return say(lang, "title.heat_tie", amount=said, n=len(most))
    first, period = most[0]["name"], month(most[0]["period"])
    return say(lang, "title.heat_most", first=first, amount=said, period=period)


def map_title(table: pd.DataFrame, measure: Measure, period: str, lang: str) -> str:
    """Return how many of the provinces that reported (``value`` not missing) have any."""
    some = int((table["value"].fillna(0) > 0).sum())
    what = measure.label.in_(lang)
    return say(
        lang,
        "title.map",
        n=some,
        all=int(table["value"].notna().sum()),
        what=inner(what),
        period=period,
    )


def calendar_title(name: str, on_time: Coverage, lang: str) -> str:
    """Return how many of a province's reports came on time; ``received`` are those."""
    return say(lang, "title.calendar", name=name, n=on_time.received, all=on_time.expected)
