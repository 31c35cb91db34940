"""How ranges of periods and places are called on the pages."""

from data.periods import grain_of
from pages.parts.format import grain_name, span
from pages.parts.scope import MONTHS, Scope, Span
from pages.parts.words import say


def span_said(periods: Span, lang: str) -> str:
    """Return a range inside a sentence: ``kỳ 10/2026``."""
    return say(lang, "period.of", period=span(periods.first, periods.last))


def focus_said(scope: Scope, *, start: bool = False) -> str:
    """Return what the numbers are about: ``kỳ 10/2026``, ``quý 4/2026 (mới 1 tháng)``."""
    grain = scope.choice.grain
    if scope.choice.first or grain == "month":
        text = span_said(scope.focus, scope.lang)
    else:
        text = grain_name(grain_of(scope.focus.last, grain), scope.lang)
        if grain == "year":
            text = say(scope.lang, "period.year", year=text)
        if scope.is_part:
            text = say(
                scope.lang, "period.part", grain=text, n=scope.focus.months, all=MONTHS[grain]
            )
    return text[:1].upper() + text[1:] if start else text


def place_said(scope: Scope, *, everyone: bool = False) -> str:
    """Return where the figures are from: ``cả nước``, a region, or the provinces by name."""
    names = scope.choice.provinces
    if names and not everyone:
        many = len(names) > 3
        return say(scope.lang, "place.some", n=len(names)) if many else ", ".join(names)
    return scope.choice.region or say(scope.lang, "place.country")
