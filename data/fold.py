"""The fold key: one form for all the ways the same Vietnamese words are typed.

Two texts with the same key are taken for the same name. Unicode normal forms do not join
``hoà`` and ``hòa`` or ``Đ`` and ``Ð``, so names, headers and list values are compared by this
key instead (design, platform facts).
"""

import re
import string
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

_STROKES = "đðɖ"
_KEY = (string.ascii_lowercase + string.digits).encode()
_NOT_KEY = bytes(set(range(128)) - {*_KEY})
# Latin letters with all their marks, and the wide ones that some keyboards type.
_WRITTEN = (range(0x2C80), range(0xFF00, 0xFF5F))
_PREFIX = re.compile(r"^\s*(tỉnh|thành\s+phố|tinh|thanh\s+pho|tp)[\s.]+", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the text without case, marks and anything but ASCII letters and digits."""
    return _folded(text, _NOT_KEY)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return the fold keys of many texts, several times as fast as one by one."""
    together = "\n".join(texts)
    if together.count("\n") != len(texts) - 1:
        return [fold(text) for text in texts]
    # No letter reaches over a line, so all lines can be folded as one text.
    return _folded(together, _NOT_KEY.replace(b"\n", b"")).split("\n")


def _folded(text: str, dropped: bytes) -> str:
    plain = unicodedata.normalize("NFKC", text)
    letters = unicodedata.normalize("NFD", plain).casefold()
    for stroke in _STROKES:
        letters = letters.replace(stroke, "d")
    return letters.encode("ascii", "ignore").translate(None, dropped).decode("ascii")


@cache
def _ways() -> dict[str, str]:
    """Return the characters whose key is a letter or digit, by it: ``d`` is dDđĐðÐ and so on."""
    ways: dict[str, str] = {}
    for each in map(chr, chain.from_iterable(_WRITTEN)):
        if len(key := fold(each)) == 1:
            ways[key] = ways.get(key, "") + each
    return ways


def pattern(key: str) -> str:
    """Return the regular expression of texts that hold a key, without folding them.

    Folding a text takes DuckDB twenty times as long as looking for this in it.
    """
    between = f"[^{re.escape(''.join(_ways().values()))}]*"
    return between.join(f"[{_ways()[letter]}]" for letter in key)


def fold_place(text: str) -> str:
    """Return the fold key of a place name without ``Tỉnh``, ``Thành phố`` or ``TP`` before it."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
    return fold(_PREFIX.sub("", composed))
