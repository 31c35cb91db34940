"""Scale words in a count (``2 nghìn``, ``1,5 triệu``) written out as digits."""

import re
from fractions import Fraction

from etl.values.typed import bare

_SCALES = {
    "chuc": 10,
    "muoi": 10,
    "tram": 100,
    "nghin": 1_000,
    "ngan": 1_000,
    "k": 1_000,
    "van": 10_000,
    "trieu": 1_000_000,
    "tr": 1_000_000,
    "ty": 1_000_000_000,
    "ti": 1_000_000_000,
}
# "5 trạm" and "2 văn" are not scales: a word typed with accents has to have the right ones.
_SPELLED = ("chục", "mươi", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ")
_WORDS = {"mot": "1", "hai": "2", "ba": "3", "bon": "4", "nam": "5", "sau": "6", "bay": "7"}
_WORDS |= {"tam": "8", "chin": "9", "muoi": "10"}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_VAGUE = "vai|may|dam|hang|nhieu"
# Only behind an amount: "3 công ty" and "2 tổ chức" hold no scale.
_SCALED = re.compile(
    rf"(?:^|[0-9] ?|(?<![a-z])(?:{_VAGUE}|{'|'.join(_WORDS)}) )(?:{_SCALE})(?![a-z])"
)
_STEP = re.compile(rf"(?P<amount>[0-9][0-9.,]{{0,12}}|[a-z]+) ?(?P<scale>{_SCALE})(?![a-z0-9])")
_AMOUNT = re.compile(r"(?P<whole>[0-9]{1,9})(?:[.,](?P<behind>[0-9]{1,6}))?")


def scaled(number: str) -> str | None:
    """Return a number in bare letters if it holds a scale word, else None."""
    plain = re.sub(r"[^\W\d_]+", _bare_if_scale, number.lower())
    return plain if _SCALED.search(plain) else None


def _bare_if_scale(word: re.Match[str]) -> str:
    plain = bare(word[0])
    return word[0] if plain in _SCALES and word[0] not in (plain, *_SPELLED) else plain


def written_out(core: str, *, limit: int) -> tuple[str, ...]:
    """Return the whole numbers up to the limit a bare text with scale words can mean.

    ``1,5 triệu`` is 1500000; ``1.500 nghìn`` can be 1500000 or 1500. What is not said exactly
    (``vài chục``, ``2 nghìn 5``) means none.
    """
    totals = _totals(core)
    whole = [int(total) for total in totals if total.denominator == 1 and total <= limit]
    return tuple(str(number) for number in dict.fromkeys(whole))


def _totals(core: str) -> list[Fraction]:
    totals, rest, last = [Fraction(0)], core, 0
    while step := _STEP.match(rest):
        scale = _SCALES[step["scale"]]
        if last and scale >= last:
            return []
        totals = [total + part * scale for total in totals for part in _amounts(step["amount"])]
        rest, last = rest[step.end() :].strip(), scale
    tail = _tail(rest, last)
    return [] if tail is None else [total + tail for total in totals]


def _tail(rest: str, scale: int) -> Fraction | None:
    """Return what follows the last scale word, if it has one meaning (not ``2 nghìn 5``)."""
    if not scale:
        return None
    if rest == "ruoi":
        return Fraction(scale, 2)
    exact = rest == "" or (rest.isdigit() and len(rest) == len(str(scale)) - 1)
    return Fraction(rest or 0) if exact else None


def _amounts(text: str) -> list[Fraction]:
    """Return what an amount before a scale word can be: three digits behind a mark are two."""
    found = _AMOUNT.fullmatch(_WORDS.get(text, text))
    if found is None:
        return []
    whole, behind = found["whole"], found["behind"] or ""
    fraction = Fraction(int(whole + behind), 10 ** len(behind))
    return [Fraction(int(whole + behind)), fraction] if len(behind) == 3 else [fraction]
