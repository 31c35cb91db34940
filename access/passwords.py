"""Passwords: which are good enough, how one is kept, and whether one is right."""

import unicodedata
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST, LONGEST = 12, 128
_HASH = PasswordHash((Argon2Hasher(),))


def weakness(password: str, name: str) -> str:
    """Return the key of the sentence that says why a password is not taken, "" if it is."""
    text = _one_form(password)
    if len(text) < SHORTEST:
        return "password_short"
    if len(text) > LONGEST:
        return "password_long"
    if len(set(text.casefold())) < 5 or text.casefold() in _one_form(name).casefold() * 3:
        return "password_easy"
    return ""


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
