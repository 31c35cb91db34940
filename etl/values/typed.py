"""One text as typed, without what typing adds: blanks, hidden marks, case and accents."""

import re
import unicodedata
from functools import lru_cache

# No count, date or period is this long; a longer text is not worth a regular expression.
LONGEST = 100

_DASHES = re.compile("[‐‑‒–—―−]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_TO_NUMERALS = (
    (re.compile(r"(?<=[0-9])-thg ?(?=[0-9])"), "-"),
    (re.compile(r"\bthg\b ?|\bthg(?=[0-9])"), "thang "),
    (re.compile(r"(?<=[0-9]),? ?thang ?(?=[0-9])"), "/"),
    (re.compile(r"(?<=[0-9]),? ?/? ?nam ?(?=[0-9])"), "/"),
    (re.compile(r" ?\b(?:den|toi)\b(?: het)?(?: ngay)? ?"), "-"),
    (re.compile(r" ?([/.-]) ?"), r"\1"),
    (re.compile(r"-ngay "), "-"),
)


def tidy(text: str) -> str:
    """Return the text in NFC, its runs of blanks as one space, invisible characters gone."""
    if text.isascii():
        return " ".join(text.split())
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split())


@lru_cache(maxsize=4_096)
def _plain(character: str) -> str:
    if not character.isalpha():
        return character
    base = unicodedata.normalize("NFD", character)[0].lower()[0]
    return "d" if base in "đð" else base


def bare(tidied: str) -> str:
    """Return a tidied text in lower case without accents, each character at its place.

    Only letters lose their marks: ``≯`` decomposes to ``>``, its opposite.
    """
    return "".join(map(_plain, tidied))


def numerals(text: str) -> str:
    """Return a date or period with its calendar words as separators.

    ``từ ngày 27 tháng 3 đến ngày 28 tháng 3 năm 2021`` becomes ``tu ngay 27/3-28/3/2021``.
    Excel saves months as ``Apr-21`` on an English system and ``Thg4-21`` on a Vietnamese one.
    A text too long to be either becomes the empty text, which is neither.
    """
    tidied = tidy(text)
    if len(tidied) > LONGEST:
        return ""
    plain = _DASHES.sub("-", bare(tidied))
    plain = _MONTH_NAME.sub(lambda name: str(_MONTHS.index(name[0][:3]) + 1), plain)
    for words, separator in _TO_NUMERALS:
        plain = words.sub(separator, plain)
    return plain.rstrip(" .,;")


def said_if_other(plain: str, text: str) -> str | None:
    """Return the plain form unless the text holds the same numbers, however arranged."""
    numbers = [{int(n) for n in re.findall("[0-9]{1,9}", form)} for form in (plain, text)]
    return plain if numbers[0] != numbers[1] else None
