"""Texts of cells as they are compared and stored: NFC, trimmed, on one line.

Only distinct texts are looked at, and of those only the ones that a fast scan calls odd.
"""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.read.lost_letters import REPLACED

BLANKS = (
    " \t\r\n\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u205f\u3000\ufeff"
)
_BREAKS = re.compile("\r\n|[\r\n\t\u2028\u2029]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

# What is left alone: letters that no normal form changes or joins with their neighbours, and
# everyday punctuation. Everything else, and a blank at either end, is looked at one by one.
PLAIN_RANGES = (
    (0x20, 0x7E),
    (0xA1, 0x2FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x20AB, 0x20AB),
)
_ODD = "[^{}]|^ | $".format("".join(rf"\x{{{a:04x}}}-\x{{{b:04x}}}" for a, b in PLAIN_RANGES))


@dataclass(frozen=True)
class Cleaned:
    """A column with clean texts; ``recomposed`` if NFC changed any, ``joined`` if lines were.

    ``forbidden`` are the cells, by index and as typed, with a control character or with the
    mark that stands for a letter that was lost.
    """

    column: pa.DictionaryArray
    forbidden: tuple[tuple[int, str], ...] = ()
    recomposed: bool = False
    joined: bool = False


def clean(text: str) -> str:
    """Return the text in NFC, without blanks at its ends, line breaks and tabs as blanks."""
    return unicodedata.normalize("NFC", _BREAKS.sub(" ", text)).strip(BLANKS)


def shown(text: str) -> str:
    """Return the text with control characters spelled out, so that they can be named."""
    return CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def clean_column(column: pa.DictionaryArray) -> Cleaned:
    """Return the column with each distinct text cleaned once, its texts distinct again."""
    odd = pc.match_substring_regex(column.dictionary, _ODD)
    raw = column.dictionary.filter(odd).to_pylist()
    if not raw:
        return Cleaned(column)
    mended = pa.array(map(clean, raw), pa.string())
    distinct = pc.replace_with_mask(column.dictionary, odd, mended).dictionary_encode()
    codes = distinct.indices.take(column.indices)
    return Cleaned(
        pa.DictionaryArray.from_arrays(codes, distinct.dictionary),
        _forbidden(column, odd, raw),
        recomposed=any(not unicodedata.is_normalized("NFC", text) for text in raw),
        joined=any(_BREAKS.search(text.strip(BLANKS)) for text in raw),
    )


def _forbidden(
    column: pa.DictionaryArray, odd: pa.BooleanArray, raw: list[str]
) -> tuple[tuple[int, str], ...]:
    codes = np.flatnonzero(odd.to_numpy(zero_copy_only=False))
    texts = {
        int(code): text
        for code, text in zip(codes, raw, strict=True)
        if REPLACED in text or CONTROL.search(text)
    }
    if not texts:
        return ()
    held = column.indices.to_numpy()
    return tuple((int(row), texts[held[row]]) for row in np.flatnonzero(np.isin(held, [*texts])))


def empty_rows(columns: tuple[pa.DictionaryArray, ...]) -> npt.NDArray[np.bool_]:
    """Return for each row whether all its cells are empty."""
    empty = np.ones(len(columns[0]), dtype=bool)
    for column in columns:
        code = pc.index(column.dictionary, "").as_py()
        if code < 0 or not empty.any():
            return np.zeros(len(empty), dtype=bool)
        empty &= column.indices.to_numpy() == code
    return empty
