"""The fold key: one form for all the ways the same Vietnamese words are typed.

Two texts with the same key are taken for the same name. Unicode normal forms do not join
``hoà`` and ``hòa`` or ``Đ`` and ``Ð``, so names, headers and list values are compared by this
key instead (design, platform facts).
"""

import re
import unicodedata
from functools import lru_cache

_STROKES = str.maketrans("ĐÐƉđðɖ", "dddddd")
_NOT_KEY = re.compile(r"[^a-z0-9]")
_PREFIX = re.compile(r"^\s*(tỉnh|thành\s+phố|tinh|thanh\s+pho|tp)[\s.]+", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the text without case, marks and anything but ASCII letters and digits."""
    plain = unicodedata.normalize("NFKC", text).translate(_STROKES)
    marked = unicodedata.normalize("NFD", plain).casefold()
    return _NOT_KEY.sub("", marked)


def fold_place(text: str) -> str:
    """Return the fold key of a place name without ``Tỉnh``, ``Thành phố`` or ``TP`` before it."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
    return fold(_PREFIX.sub("", composed))
