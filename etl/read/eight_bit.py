"""The Vietnamese 8-bit character tables that offices still save in."""

import codecs
from collections.abc import Mapping
from typing import Protocol

# Bytes 0x80-0x9F are punctuation of Windows in the fonts of both tables below; the five that
# Windows leaves open are refused.
_PUNCTUATION = "".join(
    bytes([byte]).decode("cp1252", errors="ignore") or "\ufffe" for byte in range(0x80, 0xA0)
)

# TCVN 5712:1993, third table ("ABC", the .VnTime fonts), with the letters that its second table
# adds. Capitals with a tone are typed as small letters in a font of capitals (.VnTimeH), or as
# a capital and one of the five marks at 0xB0.
_TCVN3_UPPER = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3 = "".join(map(chr, range(128))) + _PUNCTUATION + _TCVN3_UPPER

# VNI-Windows: the letter, then one byte for all its marks. As combining marks they compose to
# the same letters in NFC.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ",
}  # fmt: skip


def _vni() -> Mapping[int, str]:
    table = dict(enumerate(map(chr, range(128))))
    table |= {0x80 + at: char for at, char in enumerate(_PUNCTUATION)}
    table |= {byte: chr(byte) for byte in range(0xA0, 0xC0)}
    for char, marks in _VNI_MARKS.items():
        table[ord(char)] = table[ord(char.upper())] = marks
    for char, letter in _VNI_LETTERS.items():
        table[ord(char)], table[ord(char.upper())] = letter, letter.upper()
    return table


_VNI = _vni()


def _tcvn3_text(data: bytes, errors: str = "strict") -> str:
    return codecs.charmap_decode(data, errors, _TCVN3)[0]


def _vni_text(data: bytes, errors: str = "strict") -> str:
    return codecs.charmap_decode(data, errors, _VNI)[0]


def _windows_1258_text(data: bytes, errors: str = "strict") -> str:
    return data.decode("cp1258", errors)


class Decoder(Protocol):
    """Bytes to text; a byte the table does not have raises UnicodeDecodeError if strict."""

    def __call__(self, data: bytes, errors: str = "strict") -> str: ...


# Marks may stand behind their letter: the caller composes them.
DECODERS: Mapping[str, Decoder] = {
    "Windows-1258": _windows_1258_text,
    "TCVN3 (ABC)": _tcvn3_text,
    "VNI": _vni_text,
}
