"""One key for all the ways the same Vietnamese words are typed."""

import unicodedata

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.filters import LONGEST, folded
from data.fold import fold, fold_all, fold_place, pattern


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đắk Lắk", "Ðắk Lắk"),
        ("Đắk Lắk", "Ɖắk Lắk"),
        ("đường", "duong"),
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("Số lượng", "SỐ  LƯỢNG"),
        ("Số lượng", "So luong"),
        ("Tỉnh/Thành phố", "tinh thanh pho"),
        ("Tin, bài", "tin bài"),
        ("ﬁle", "file"),
        ("Ｂắc Ｋạn", "Bắc Kạn"),
        ("Bắc\u00a0Kạn", "Bắc Kạn"),
        ("Bắc\u200bKạn", "Bắc Kạn"),
    ],
)
def test_the_same_words_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_unicode_form_does_not_matter(form: str) -> None:
    text = "Thừa Thiên Huế, ĐẶC BIỆT, nguyễn thuỳ"
    normal = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert fold(normal) == "thuathienhuedacbietnguyenthuy"


def test_different_words_have_different_keys() -> None:
    assert len({fold(word) for word in ("Hà Nam", "Hà Nội", "Hải Phòng", "63", "34")}) == 5


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Tỉnh Bắc Kạn", "backan"),
        ("TỈNH BẮC KẠN", "backan"),
        ("tinh Bac Kan", "backan"),
        ("Thành phố Hải Phòng", "haiphong"),
        ("thanh pho Hai Phong", "haiphong"),
        ("Thành  phố Huế", "hue"),
        ("TP. Hồ Chí Minh", "hochiminh"),
        ("TP.Hồ Chí Minh", "hochiminh"),
        ("tp Huế", "hue"),
        (unicodedata.normalize("NFD", "Tỉnh Bắc Kạn"), "backan"),
        # A prefix is a word of its own: these are whole names.
        ("Tỉnhcao", "tinhcao"),
        ("TPHCM", "tphcm"),
        ("Hà Tĩnh", "hatinh"),
    ],
)
def test_a_place_is_known_without_its_prefix(typed: str, key: str) -> None:
    assert fold_place(typed) == key


@given(st.text())
def test_a_key_is_letters_and_digits_and_its_own_key(text: str) -> None:
    key = fold(text)
    assert not key or (key.isascii() and key.isalnum() and key == key.lower())
    assert fold(key) == key
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.lists(st.text(st.characters(codec="utf-8") | st.sampled_from("Đđ\u0301\u0302\nσςﬁ"))))
def test_many_texts_have_the_keys_they_have_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@pytest.fixture(scope="module")
def duck() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


HELD = f"SELECT contains({folded('$text')}, $key), regexp_matches($text, $pattern)"


@given(
    st.text(st.sampled_from("aAạẶđÐoố ộ-|.7n\u0323\u0302ﬁ\n漢"), max_size=12),
    st.text(st.sampled_from("aăđDo07n-"), min_size=1, max_size=4).filter(fold),
)
def test_a_pattern_finds_what_folding_finds(
    duck: duckdb.DuckDBPyConnection, text: str, sought: str
) -> None:
    key = fold(sought)
    given = {"text": text, "key": key, "pattern": pattern(key)}
    [(by_folding, by_pattern)] = duck.execute(HELD, given).fetchall()
    assert by_pattern == by_folding


def test_a_pattern_knows_every_character_that_folding_knows(
    duck: duckdb.DuckDBPyConnection,
) -> None:
    every = [chr(code) for code in range(1, 70_000) if not 0xD800 <= code < 0xE000]
    keys = f"SELECT one, {folded('one')} FROM unnest(?::VARCHAR[]) AS t(one)"  # noqa: S608
    alone = [(one, key) for one, key in duck.execute(keys, [every]).fetchall() if key]
    assert len(alone) > 500
    for letter in sorted({key for _, key in alone}):
        ones = [one for one, key in alone if key == letter]
        sql = "SELECT one FROM unnest(?::VARCHAR[]) AS t(one) WHERE NOT regexp_full_match(one, ?)"
        assert duck.execute(sql, [ones, pattern(letter)]).fetchall() == []


def test_the_longest_pattern_can_be_asked(duck: duckdb.DuckDBPyConnection) -> None:
    text = "Ặ-" * LONGEST
    sql = "SELECT regexp_matches(?, ?)"
    assert duck.execute(sql, [text, pattern("a" * LONGEST)]).fetchall() == [(True,)]
