"""Letters that an ANSI save replaced by question marks, told from real questions."""

import re
from collections.abc import Iterable, Set

from data.fold import fold

REPLACED = "\ufffd"
_LONGEST = 60
_WITHIN_A_WORD = re.compile(r"[^\W\d_]\?[^\W\d_]")


def lost_letters(texts: Iterable[str], names: Set[str]) -> str | None:
    """Return the first text that would be a known name if each ``?`` were a letter.

    ``names`` are fold keys. A replacement character is never typed, so it is always a loss.
    """
    return next((text for text in texts if REPLACED in text or _lost(text, names)), None)


def _lost(text: str, names: Set[str]) -> bool:
    if "?" not in text or len(text) > _LONGEST:
        return False
    if fold(text) in names:
        # Decomposed letters keep their base and lose the mark behind it: ``Ti?nh``.
        return bool(_WITHIN_A_WORD.search(text))
    return not _asks(text) and _stands_for_one(text, names)


def _stands_for_one(text: str, names: Set[str]) -> bool:
    parts = [fold(part) for part in text.split("?")]
    letters = sum(map(len, parts))
    length = letters + len(parts) - 1
    pattern = re.compile("[a-z]".join(parts))
    return letters > 1 and any(len(n) == length and pattern.fullmatch(n) for n in names)


def _asks(text: str) -> bool:
    """Tell whether it is one word and a question mark: ``Tin?`` is not a lost ``Tỉnh``."""
    return text.count("?") == 1 and text.endswith("?") and " " not in text.rstrip(" ?")
