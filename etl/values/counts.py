"""The text of a count to a whole number with its qualifier, or a reason why not.

A point or a comma in a number means two things in Vietnam, so the readers below accept only what
has one meaning there; everything else is a reason that offers what it may have meant.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import get_args

from etl.values.outcome import Qualifier, Reason, Value
from etl.values.scales import scaled, written_out
from etl.values.typed import LONGEST, bare, tidy

BILLION = 1_000_000_000
SIGNS: dict[Qualifier, str] = {"at_least": "≥", "at_most": "≤", "about": "≈"}
_ALL: tuple[Qualifier, ...] = get_args(Qualifier)

# In the order they are tried: "trên dưới" is about, "trên" is at least.
_QUALIFIERS = {
    "about": "tren duoi|khoang chung|vao khoang|khoang|chung|xap xi|uoc tinh|uoc dat|uoc|≈|≃|~|∼",
    "at_least": "hon|tren|nhieu hon|it nhat|toi thieu|khong duoi|khong it hon|>=|≥|⩾|>",
    "at_most": "gan|duoi|it hon|toi da|nhieu nhat|khong qua|khong hon|chua den|chua toi|<=|≤|⩽|<",
}
_UNITS = (
    "hoi nghi|cuoc|buoi|lop|khoa|k[yi]|luot|luot nguoi|nguoi|dai bieu|hoc vien|cuon|ban|to|so|tin"
    "|bai|tin ?[,/]? ?bai|phong su|chuyen muc|van ban|tap the|ca nhan"
)
_QUALIFIED = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS.items()) + ")"
    r"(?:(?<=[a-z])(?![a-z])|(?<![a-z])) ?"
)
_UNIT = re.compile(rf"(?<![a-z]) ?(?<![a-z])(?:{_UNITS})[.,;]?$")
_DASH = re.compile("[-–—−]+")

Asked = Callable[[re.Match[str]], Value[int] | Reason]


def count(text: str) -> Value[int] | Reason:
    """Return the whole number a text says, with ≥, ≤ or ≈ where it says so."""
    written = tidy(text)
    if _DASH.fullmatch(written):
        return Reason("count_dash")
    if len(written) > LONGEST:
        return Reason("count_not_number")
    if any(_is_foreign(character) for character in written):
        return _foreign(written)
    return _qualified(written)


def _qualified(written: str) -> Value[int] | Reason:
    plain = bare(written)
    found = _QUALIFIED.match(plain)
    head = found.end() if found else 0
    unit = _UNIT.search(plain, head)
    outcome = _number(written[head : unit.start() if unit else None].strip())
    if found is None:
        return _with_said(outcome, None, written)
    if isinstance(outcome, Reason):
        return _with_qualifier(outcome, written[:head].strip())
    if not plain[head:].startswith(tuple("0123456789")):  # "hơn không" says nothing
        return Reason("count_not_number")
    return _with_said(outcome, next(name for name in _ALL if found[name]), written)


def _with_qualifier(reason: Reason, qualifier: str) -> Reason:
    offers = tuple(f"{qualifier} {offer}" for offer in reason.offers)
    return Reason(reason.kind, offers, reason.says)


def _with_said(
    outcome: Value[int] | Reason, qualifier: Qualifier | None, written: str
) -> Value[int] | Reason:
    if isinstance(outcome, Reason):
        return outcome
    plain = f"{SIGNS[qualifier]} {outcome.value}" if qualifier else str(outcome.value)
    same = written in (plain, plain.replace(" ", ""))
    return Value(outcome.value, qualifier, None if same else plain)


def _number(written: str) -> Value[int] | Reason:
    plain = bare(written)
    for form, asked in _FORMS:
        if found := form.fullmatch(plain):
            return asked(found)
    if scale := scaled(written):
        return Reason("count_scale", written_out(scale, limit=BILLION))
    return Reason("count_not_number")


def _is_foreign(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) in ("Nd", "Nl", "No")


def _foreign(written: str) -> Reason:
    """Refuse digits of other scripts, offering the same number in 0 to 9 where there is one."""
    latin = "".join(
        str(unicodedata.decimal(c)) if _is_foreign(c) and c.isdecimal() else c for c in written
    )
    understood = not any(map(_is_foreign, latin)) and isinstance(_qualified(latin), Value)
    return Reason("count_digits", (latin,) if understood else ())


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text).lstrip("0") or "0"


def _whole(found: re.Match[str]) -> Value[int] | Reason:
    digits = _digits(found[0])
    # The length first: Python refuses to convert thousands of digits.
    if len(digits) > len(str(BILLION)) or int(digits) > BILLION:
        return Reason("count_too_large")
    return Value(int(digits))


def _around(whole: str, behind: str) -> tuple[str, ...]:
    """Return the whole numbers a fraction lies between, itself when it has no remainder."""
    floor = int(_digits(whole))
    return (str(floor),) if not behind.strip("0") else (str(floor), str(floor + 1))


def _ambiguous(found: re.Match[str]) -> Reason:
    """Refuse ``1,890`` and ``2.5``, naming both readings.

    One reading drops the mark. The other is a fraction, which no count can be, and whether it was
    meant rounded up or down is the sender's to say: both neighbours are offered.
    """
    whole, behind = found["whole"], found["behind"]
    joined = _digits(whole + behind)
    if len(joined) > len(str(BILLION)):
        return Reason("count_too_large")
    rest = behind.rstrip("0")
    fraction = f"{_digits(whole)},{rest}" if rest else _digits(whole)
    says = {"as_thousands": joined, "as_fraction": fraction}
    return Reason("count_ambiguous", (joined, *_around(whole, behind)), says)


def _fraction(found: re.Match[str]) -> Reason:
    whole = _digits(found["whole"])
    if len(whole) > len(str(BILLION)):
        return Reason("count_too_large")
    return Reason("count_fraction", _around(whole, found["behind"]))


def _regrouped(kind: str) -> Asked:
    """Refuse, offering the digits without the marks between them."""

    def asked(found: re.Match[str]) -> Reason:
        joined = _whole(found)
        return joined if isinstance(joined, Reason) else Reason(kind, (str(joined.value),))

    return asked


def _negative(found: re.Match[str]) -> Reason:
    inner = _number(found["number"].strip())
    return Reason("count_negative", (str(inner.value),) if isinstance(inner, Value) else ())


def _range(found: re.Match[str]) -> Reason:
    return Reason("count_range", tuple(dict.fromkeys(map(_digits, found.groups()))))


def _refuse(kind: str, *offers: str) -> Asked:
    return lambda _: Reason(kind, offers)


# The first form that fits the whole text decides.
_FORMS: tuple[tuple[re.Pattern[str], Asked], ...] = tuple(
    (re.compile(form), asked)
    for form, asked in (
        (r"[0-9]+", _whole),
        (r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)", _whole),
        (r"khong", lambda _: Value(0)),
        (r"khong (?:co|phat sinh)", _refuse("count_not_number", "0")),
        (r"0[0-9]*(?:[., ][0-9]{3})+", _regrouped("count_leading_zero")),
        (r"(?P<whole>0+)[.,](?P<behind>[0-9]+)", _fraction),
        (r"(?P<whole>[0-9]+)[.,](?P<behind>[0-9]+)", _ambiguous),
        (r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}", _regrouped("count_grouping")),
        (r"(?P<whole>[1-9][0-9]{0,2}(?:[.][0-9]{3})+),(?P<behind>[0-9]+)", _fraction),
        (r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)[.](?P<behind>[0-9]+)", _fraction),
        (r"[0-9]+(?:[., ][0-9]+)+", _refuse("count_grouping")),
        (r"[-–—−] ?(?P<number>[0-9][0-9., ]*)", _negative),
        (r"\((?P<number>[0-9][0-9., ]*)\)", _negative),
        (r"(?:tu )?([0-9]{1,9}) ?(?:[-–—−]|den) ?([0-9]{1,9})", _range),
        (r"[+-]?[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]+", _refuse("count_exponent")),
    )
)
