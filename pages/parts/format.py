"""Numbers, months and days as they are written: 1.234,5 · 10/2026 · T10."""

from datetime import date

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MISSING = "—"
SIGNS = {"at_least": "≥", "at_most": "≤", "about": "≈"}
_SWAP = str.maketrans(",.", ".,")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = {"Q": ("quý {n}/{year}", "Q{n} {year}"), "H": ("nửa {n}/{year}", "H{n} {year}")}


def number(value: float, lang: str, qualifier: str = "", *, digits: int = 0) -> str:
    """Write a number, behind its ≥, ≤ or ≈ if the reports say at least, at most or about.

    A decimal is written where there is one, and always where ``digits`` asks for one.
    """
    plain = f"{abs(value):,.1f}"
    plain = plain if digits else plain.removesuffix(".0")
    written = plain if lang == "en" else plain.translate(_SWAP)
    sign = f"{SIGNS[qualifier]}{NBSP}" if qualifier in SIGNS else ""
    return f"{sign}{MINUS if value < 0 else ''}{written}"


def signed(value: float, lang: str) -> str:
    """Write a difference with its sign: +12, −3, 0."""
    return f"+{number(value, lang)}" if value > 0 else number(value, lang)


def rank_moved(places: int) -> str:
    """Write how many places a rank went up or down: ▲2, ▼1, nothing for none."""
    return f"{'▲' if places > 0 else '▼'}{abs(places)}" if places else ""


def percent(share: float, lang: str) -> str:
    """Write a share of one as a percentage: 12 % (12% in English), finer below ten."""
    points = abs(share) * 100
    digits = 1 if points < 10 else 0
    blank = "" if lang == "en" else NBSP
    return f"{number(round(points, digits), lang)}{blank}%"


def month(period: str) -> str:
    """Write a period the way an office does: 10/2026."""
    return f"{int(period[5:7])}/{period[:4]}"


def grain_name(value: str, lang: str) -> str:
    """Write a month, quarter, half or year: 10/2026, quý 4/2026, nửa 2/2026, 2026."""
    if len(value) == 4:
        return value
    if value[5] in _PARTS:
        words = _PARTS[value[5]][lang == "en"]
        return words.format(n=value[6], year=value[:4])
    return month(value)


def tick(value: str, lang: str) -> str:
    """Write a period under an axis, where its year stands below: T10 (Oct), Q4, N2 (H2), 2026."""
    if len(value) == 4:
        return value
    if value[5] == "Q":
        return value[5:7]
    if value[5] == "H":
        return ("H" if lang == "en" else "N") + value[6]
    order = int(value[5:7])
    return _MONTHS[order - 1] if lang == "en" else f"T{order}"


def span(first: str, last: str) -> str:
    """Write a range of periods: 10/2026, 1–10/2026 or 11/2025–10/2026."""
    if first == last:
        return month(last)
    if first[:4] == last[:4]:
        return f"{int(first[5:7])}–{month(last)}"
    return f"{month(first)}–{month(last)}"


def day(moment: date) -> str:
    """Write a day: 5/11/2026."""
    return f"{moment.day}/{moment.month}/{moment.year}"
