"""Bytes of a report to UTF-8 text, by evidence: no guess is made where two readings hold."""

import codecs
import re
from dataclasses import dataclass

from etl.problem import Problem
from etl.read.eight_bit import DECODERS
from etl.read.known_words import known_words, words_of
from etl.sheet import Noted

# Enough to decide by; a whole large file is read only once, when it is tokenised.
SAMPLE = 1 << 20

_MARKS_OF_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Vietnamese in UTF-8 nearly always holds one of these, and no 8-bit table ever spells it.
_UTF8_INSIDE = re.compile(rb"\xe1[\xba\xbb][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LOST = re.compile(r"\w*\?[\w?]*")


@dataclass(frozen=True)
class Text:
    """The report as UTF-8; ``checked`` is False where only a sample was proved to be so."""

    utf8: memoryview
    noted: tuple[Noted, ...] = ()
    unicode: bool = True
    checked: bool = True


def is_utf8(data: memoryview) -> bool:
    """Tell whether the bytes are UTF-8 throughout, holding only a part decoded at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), SAMPLE):
            decoder.decode(data[at : at + SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, *, trust_sample: bool = True) -> Text | Problem:
    """Return the text of a report by byte order mark, NUL pattern, UTF-8 or known words."""
    for mark, codec in _MARKS_OF_ORDER:
        if data.startswith(mark):
            return _declared(data, len(mark), codec, trust_sample)
    wide = _nul_pattern(data[:4096])
    if wide:
        return _wide(data, wide)
    return _plain(memoryview(data), trust_sample) or _by_words(data)


def _declared(data: bytes, skip: int, codec: str, trust_sample: bool) -> Text | Problem:
    body = memoryview(data)[skip:]
    if codec == "utf-8":
        return _plain(body, trust_sample) or Problem("encoding_unknown")
    return _wide(body, codec)


def _plain(body: memoryview, trust_sample: bool) -> Text | None:
    if trust_sample and len(body) > SAMPLE:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(body[:SAMPLE])
        except UnicodeDecodeError:
            return None
        return Text(body, checked=False)
    return Text(body) if is_utf8(body) else None


def _nul_pattern(head: bytes) -> str | None:
    """Return the byte order of UTF-16 whose ASCII half shows as NULs on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = len(head) // 10
    if odd > enough and even * 20 <= odd:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd * 20 <= even else None


def _wide(data: bytes | memoryview, codec: str) -> Text | Problem:
    if codec == "utf-32":
        return Problem("encoding_unknown")
    try:
        text = codecs.decode(data, codec)
    except UnicodeDecodeError:
        return Problem("encoding_unknown")
    noted = Noted("encoding", {"name": "UTF-16"})
    return Text(memoryview(text.lstrip("\ufeff").encode()), (noted,))


def _by_words(data: bytes) -> Text | Problem:
    """Decode by the 8-bit table in whose reading most words are ones that reports use."""
    if _UTF8_INSIDE.search(data):
        return Problem("encoding_unknown")
    high = _HIGH.search(data)
    start = max(0, high.start() - SAMPLE // 4) if high else 0
    name = _best_table(data[start : start + SAMPLE])
    if name is None:
        return _lost_or_unknown(data)
    try:
        text = DECODERS[name](data)
    except UnicodeDecodeError:
        return Problem("encoding_unknown")
    noted = Noted("encoding", {"name": name})
    return Text(memoryview(text.encode()), (noted,), unicode=False)


def _best_table(sample: bytes) -> str | None:
    found: list[tuple[int, int, str]] = []
    for name, decoder in DECODERS.items():
        words = words_of(decoder(sample, errors="replace"))
        found.append((len(words & known_words()), len(words), name))
    best, second = sorted(found, reverse=True)[:2]
    if not best[0] or best[0] < 0.3 * best[1]:
        return None
    # A file put together from two tables reads well in part in both.
    return None if second[0] * 4 > best[0] else best[2]


def _lost_or_unknown(data: bytes) -> Problem:
    """Tell letters replaced by ``?`` in a Western ANSI save from bytes of no known table."""
    sample = data[:SAMPLE].decode("cp1252", errors="replace")
    lost = [word for word in _LOST.findall(sample) if len(word.strip("?")) > 1]
    if len(lost) > 2 and words_of(sample) & known_words():
        return Problem("letters_lost", value=lost[0])
    return Problem("encoding_unknown")
