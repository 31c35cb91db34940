"""Passwords: which are good enough, how one is kept, and whether one is right."""

import unicodedata
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from data.fold import fold_all, fold_place
from data.provinces import provinces

SHORTEST, LONGEST = 12, 128
LOOKED_AT = 72
"""Characters that a guess is estimated of; what follows makes a password no weaker."""
HARD = 3
"""Of zxcvbn's 0 to 4: more than a hundred million guesses."""
USUAL = (
    "matkhau", "anhyeuem", "emyeuanh", "yeuem", "giadinh", "xinchao", "banlaai", "vietnam",
    "bacho", "tuyengiao", "danvan", "bantuyengiao", "tinhuy", "tinhdoan", "baocao", "hoinghi",
    "solieu", "quantri", "lanhdao", "chuyenvien", "thanhpho", "dashboard",
)  # fmt: skip
"""Words that are near at hand in such an office, as they are typed without marks."""
_HASH = PasswordHash((Argon2Hasher(),))


def weakness(password: str, name: str) -> str:
    """Return the key of the sentence that says why a password is not taken, "" if it is."""
    text = _one_form(password)
    if len(text) < SHORTEST:
        return "password_short"
    if len(text) > LONGEST:
        return "password_long"
    return "password_easy" if _is_guessed(text, name) else ""


def _is_guessed(text: str, name: str) -> bool:
    """Say whether a guess comes soon: as it is typed, or with its marks and blanks left out."""
    # Loading the lists of words takes a tenth of a second, and a password is rarely chosen.
    from zxcvbn import zxcvbn

    parts = fold_all(name.split())
    near = [*parts, "".join(parts), "".join(reversed(parts)), *USUAL, *_places()]
    # Not `fold`: it remembers what it was given, and nothing shall remember a password.
    plain = "".join(fold_all(text.split()))
    # Another script has nothing that would be left of it.
    forms = [text, plain] if 2 * len(plain) >= len(text) else [text]
    return any(zxcvbn(form[:LOOKED_AT], user_inputs=near)["score"] < HARD for form in forms)


@cache
def _places() -> tuple[str, ...]:
    named = {
        fold_place(place.name) for vintage in (34, 63) for place in provinces(vintage).values()
    }
    return tuple(sorted(named))


def hashed(password: str) -> str:
    """Return what is kept of a password: Argon2id, with its salt and parameters."""
    return _HASH.hash(_one_form(password))


def right(password: str, kept: str | None) -> bool:
    """Say whether a password is the one kept; without one it takes as long, and is never right."""
    if len(password) > LONGEST:
        password, kept = "", None
    matches = _HASH.verify(_one_form(password), kept or _nobodys())
    return matches and kept is not None


def _one_form(text: str) -> str:
    """Vietnamese letters have two forms of Unicode, and a keyboard sends either."""
    return unicodedata.normalize("NFC", text)


@cache
def _nobodys() -> str:
    return hashed("the password of an account that is not there")
