"""Reports saved the way other offices save them, down to each letter of the three tables."""

import codecs
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.problem import Problem
from etl.read.eight_bit import DECODERS
from etl.read.encodings import SAMPLE, Text, decode

TONES = {"": "", "\u0301": "B3", "\u0300": "B0", "\u0309": "B1", "\u0303": "B2", "\u0323": "B4"}
VOWELS = "aăâeêioôơuưy"
LETTERS = sorted(
    {unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES} - set(VOWELS)
    | set("ăâêôơưđ")
)
ALL_LETTERS = LETTERS + [letter.upper() for letter in LETTERS]

# Written as the converters of the time list them, not as the product does.
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "A1A2A3A4A5A6A7A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8"
            "DCDDDEDFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE"
        ),
        strict=True,
    )
)
VNI_PAIRS = """
    á aù à aø ả aû ã aõ ạ aï â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë
    é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ề eà ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò
    ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï
    ú uù ù uø ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ
"""
VNI: dict[str, str] = dict(re.findall(r"(\S+) (\S+)", VNI_PAIRS))

REPORT = (
    "Tỉnh/Thành phố,Kỳ báo cáo,Loại hoạt động,Nội dung\r\n"
    "Bắc Kạn,4/2021,Hội nghị,“Học tập” và làm theo – quán triệt Nghị quyết\r\n"
    "Cao Bằng,4/2021,Khen thưởng,Trao tặng bằng khen cho các tập thể\r\n"
)


def split_tone(letter: str) -> tuple[str, str]:
    """Return the letter without its tone, composed, and the tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in TONES), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else letter, tone


def tcvn3(text: str) -> bytes:
    out = b""
    for char in text:
        base, tone = split_tone(char)
        if char in TCVN3:
            out += bytes([TCVN3[char]])
        elif tone and char.isupper():
            out += tcvn3(base) + bytes.fromhex(TONES[tone])
        else:
            out += char.encode("cp1252")
    return out


def vni(text: str) -> bytes:
    def one(char: str) -> str:
        return VNI[char.lower()].upper() if char.isupper() else VNI[char]

    return "".join(one(c) if c.lower() in VNI else c for c in text).encode("cp1252")


def windows_1258(text: str) -> bytes:
    parts = [part for char in text for part in split_tone(char)]
    return "".join(parts).encode("cp1258")


TABLES = {"Windows-1258": windows_1258, "TCVN3 (ABC)": tcvn3, "VNI": vni}


def text_of(found: Text | Problem) -> str:
    assert isinstance(found, Text), found
    return unicodedata.normalize("NFC", bytes(found.utf8).decode())


def test_vietnamese_has_134_letters() -> None:
    assert len(ALL_LETTERS) == 134


@pytest.mark.parametrize("name", TABLES)
def test_every_letter_comes_back_from_each_table(name: str) -> None:
    for letter in ALL_LETTERS:
        word = f"x{letter}n"
        read = unicodedata.normalize("NFC", DECODERS[name](TABLES[name](word)))
        assert read == word, (letter, TABLES[name](word))


def test_a_tone_in_a_font_of_capitals_is_typed_as_a_small_letter() -> None:
    assert DECODERS["TCVN3 (ABC)"](b"KHEN TH\xadeNG \xb8".replace(b"e", b"\xeb")) == "KHEN THưởNG á"


def test_a_capital_of_vni_may_carry_the_mark_of_a_small_letter() -> None:
    assert unicodedata.normalize("NFC", DECODERS["VNI"]("Aù".encode("cp1252"))) == "Á"


@pytest.mark.parametrize("name", TABLES)
def test_a_report_in_an_8_bit_table_is_recognised(name: str) -> None:
    found = decode(TABLES[name](REPORT))
    assert text_of(found) == REPORT
    assert isinstance(found, Text)
    assert [(n.kind, n.says["name"]) for n in found.noted] == [("encoding", name)]


@pytest.mark.parametrize("name", TABLES)
def test_one_short_row_under_english_headers_is_enough(name: str) -> None:
    report = "province,period,kind,title\nBắc Kạn,4/2021,Hội nghị,\n"
    assert text_of(decode(TABLES[name](report))) == report


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (REPORT.encode(), []),
        (codecs.BOM_UTF8 + REPORT.encode(), []),
        (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), ["UTF-16"]),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), ["UTF-16"]),
        (REPORT.encode("utf-16-le"), ["UTF-16"]),
        (REPORT.encode("utf-16-be"), ["UTF-16"]),
    ],
)
def test_unicode_is_recognised_with_and_without_a_mark(data: bytes, noted: list[str]) -> None:
    found = decode(data)
    assert text_of(found) == REPORT
    assert isinstance(found, Text)
    assert [n.says["name"] for n in found.noted] == noted


LINES = REPORT.split("\r\n")
UNKNOWN = {
    "UTF-8 and Windows-1258": REPORT.encode() + windows_1258(LINES[1]),
    "Windows-1258 and UTF-8": windows_1258(REPORT) + LINES[1].encode(),
    "VNI and Windows-1258": vni(REPORT) + windows_1258(REPORT),
    "TCVN3 and VNI": tcvn3(REPORT) + vni(REPORT),
    "a cut UTF-8 letter": REPORT.encode()[:-2] + "ể".encode()[:2],
    "a byte order mark that lies": codecs.BOM_UTF8 + windows_1258(REPORT),
    "half a UTF-16 letter": codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le") + b"a",
    "half a surrogate pair": codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
    "UTF-32": REPORT.encode("utf-32"),
    "French": "Compte rendu, réunion à l'été, élève, forêt, événement".encode("latin-1"),
    "a byte that the table lacks": windows_1258(REPORT) + b"\x8a",
    "Japanese": "会議の報告".encode("shift-jis") * 20,
}


@pytest.mark.parametrize("data", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_mixed_or_unknown_is_refused(data: bytes) -> None:
    assert decode(data) == Problem("encoding_unknown")


def test_a_western_save_with_few_words_left_is_told_from_an_unknown_table() -> None:
    saved = "T?nh, T?p hu?n, H?i ngh?, tháng, " + ", ".join(f"ãx{n}õ{n}ì" for n in "abcdefgh")
    found = decode(saved.encode("cp1252"))
    assert found == Problem("letters_lost", value="T?nh")


def test_a_large_file_is_decoded_only_as_far_as_the_sample() -> None:
    data = REPORT.encode() + b"x" * SAMPLE + windows_1258("thành")
    trusted = decode(data)
    assert isinstance(trusted, Text)
    assert not trusted.checked
    assert decode(data, trust_sample=False) == Problem("encoding_unknown")


def test_a_large_file_in_an_8_bit_table_is_known_by_its_first_letters() -> None:
    late = decode(b"a,b,c\n" * SAMPLE + windows_1258(REPORT), trust_sample=False)
    early = decode(windows_1258(REPORT) + b"a,b,c\n" * SAMPLE)
    for found in (late, early):
        assert isinstance(found, Text)
        assert found.noted[0].says["name"] == "Windows-1258"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    found = decode(data)
    assert isinstance(found, Problem) or bytes(found.utf8).decode() is not None
