"""Text for Plotly: escaped, measured and broken into lines.

Plotly reads titles, ticks, labels and hovers as a small HTML, so a name from a report goes
through `escape` before it enters a figure. Plotly does not wrap either: a line that is too long
is cut off at the edge, so its width is estimated here from the letters of Source Sans.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

NBSP = "\N{NO-BREAK SPACE}"

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
# Letters that turn the direction of what follows them would reach beyond the text itself.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_EM = 0.51
_EMS = (
    dict.fromkeys("iljtfrI.,:;'|!()[]/ -" + NBSP, 0.31)
    | dict.fromkeys("mMwW—%", 0.84)
    | dict.fromkeys("ABCDEGHKNOPQRSTUVXYZ", 0.6)
)


@lru_cache(maxsize=8192)
def escape(text: str) -> str:
    """Return text that Plotly shows as it was typed: no tag, template or formula in it."""
    return _TURNING.sub("", _BLANKS.sub(" ", text)).translate(_HTML).replace("%{", "&#37;{")


def hover(head: str, lines: Iterable[str] = ()) -> str:
    """Return an escaped hover text: a bold head and the lines that are not empty."""
    rest = "".join(f"<br>{escape(line)}" for line in lines if line)
    return f"<b>{escape(head)}</b>{rest}"


@lru_cache(maxsize=8192)
def width(text: str, size: float) -> float:
    """Return about how many pixels the text takes at this font size."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    ems = sum(_EMS.get(c, _EM) for c in letters if not unicodedata.combining(c))
    return ems * size


def widest(texts: Sequence[str], size: float) -> float:
    """Return about how many pixels the widest of the texts takes, 0 without texts."""
    return max((width(text, size) for text in texts), default=0.0)


def wrap(text: str, room: float, size: float) -> list[str]:
    """Return the text as lines that each fit into `room` pixels, broken at blanks only.

    A dot between two notes stays with the first: no line begins with it.
    """
    lines: list[str] = []
    for word in text.replace(" · ", f"{NBSP}· ").split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def balance(text: str, room: float, size: float) -> list[str]:
    """Return the text in as few lines as ``wrap``, about as long as each other: no lone word."""
    lines = wrap(text, room, size)
    while len(lines) > 1 and room > size:
        room -= size
        narrower = wrap(text, room, size)
        if len(narrower) > len(lines) or widest(narrower, size) > room:
            break
        lines = narrower
    return lines


def glued(text: str, unit: str) -> str:
    """Return a sentence in which no line ends between a figure and its unit, or before a month."""
    if unit:
        whole = f"{NBSP}{unit}".replace(" ", NBSP)
        text = re.sub(rf"(?<=\d) {re.escape(unit)}", whole, text)
    return re.sub(r" (?=\d+/\d{4})", NBSP, text)


def block(text: str, room: float, size: float) -> str:
    """Return the text escaped and wrapped with Plotly's line break."""
    return "<br>".join(escape(line) for line in wrap(text, room, size))
