"""Provinces of both vintages: spellings, successors, regions and tiles."""

from collections import Counter

import pytest

from data.provinces import NotFound, Province, find_province, full_names, provinces, rows_of, tiles

ALIASES = rows_of("province_aliases.csv")


def test_every_known_spelling_names_its_province() -> None:
    assert len(ALIASES) == 260
    wrong = []
    for row in ALIASES:
        found = find_province(row["alias"], 63)
        if not isinstance(found, Province) or found.code != row["code_old"]:
            wrong.append((row["alias"], found))
    assert wrong == []


def test_a_spelling_means_the_same_place_after_the_merger_or_its_successor() -> None:
    for row in ALIASES:
        before, after = find_province(row["alias"], 63), find_province(row["alias"], 34)
        assert isinstance(before, Province)
        if isinstance(after, Province):
            assert after.code == before.current_code, row
        else:
            assert after == NotFound("province_dissolved", (before.current_name,)), row


@pytest.mark.parametrize("vintage", [63, 34])
def test_codes_names_and_ascii_names(vintage: int) -> None:
    for code, province in provinces(vintage).items():
        for text in (code, str(int(code)), province.name, province.name.upper(), f" {code} "):
            assert find_province(text, vintage) == province


def test_sixty_three_became_thirty_four() -> None:
    old, new = provinces(63), provinces(34)
    assert (len(old), len(new)) == (63, 34)
    heirs = Counter(province.current_code for province in old.values())
    assert set(heirs) == set(new)
    merged_from = {r["code"]: len(r["merged_from"].split(";")) for r in rows_of("provinces34.csv")}
    assert heirs == merged_from
    for province in old.values():
        heir = new[province.current_code]
        assert (province.current_name, province.current_region) == (heir.name, heir.region)


def test_a_territory_that_stayed_has_one_key_and_a_merged_one_its_own() -> None:
    old, new = provinces(63), provinces(34)
    stayed = {p.unit for p in old.values()} & {p.unit for p in new.values()}
    assert len(stayed) == 11
    assert len({p.unit for p in old.values()}) == 63
    assert old["04"].unit == new["04"].unit == "34:04"
    assert old["19"].unit == "63:19"
    assert new["19"].unit == "34:19"


@pytest.mark.parametrize(
    ("text", "vintage", "kind", "offers"),
    [
        ("Bắc Kạn", 34, "province_dissolved", ("Thái Nguyên",)),
        ("tỉnh Bac Can", 34, "province_dissolved", ("Thái Nguyên",)),
        ("06", 34, "province_dissolved", ("Thái Nguyên",)),
        ("HN", 63, "province_short", ("Hà Nội", "Hà Nam")),
        ("hn", 34, "province_short", ("Hà Nội",)),
        ("BD", 63, "province_short", ("Bình Dương", "Bình Định")),
        ("BD", 34, "province_short", ("Hồ Chí Minh", "Gia Lai")),
        ("XX", 63, "province_short", ()),
        ("Thái Nguên", 63, "province_unknown", ("Thái Nguyên",)),
        ("Atlantis", 63, "province_unknown", ()),
        ("99", 63, "province_unknown", ()),
        ("", 63, "province_unknown", ()),
        ("٠٦", 63, "province_unknown", ()),
    ],
)
def test_a_text_that_names_no_province_gets_offers(
    text: str, vintage: int, kind: str, offers: tuple[str, ...]
) -> None:
    found = find_province(text, vintage)
    assert isinstance(found, NotFound)
    assert found.kind == kind
    assert set(offers) <= set(found.offers)
    if kind == "province_unknown":
        assert len(found.offers) <= 3


def test_hue_is_known_under_both_names() -> None:
    for text in ("Huế", "Thừa Thiên Huế", "TP Huế", "Thừa Thiên - Huế"):
        for vintage in (63, 34):
            found = find_province(text, vintage)
            assert isinstance(found, Province)
            assert (found.code, found.unit) == ("46", "34:46")


def test_a_sentence_names_the_type_of_a_province() -> None:
    assert full_names()["01"] == "thành phố Hà Nội"
    assert full_names()["19"] == "tỉnh Thái Nguyên"
    assert set(full_names()) == set(provinces(34))


@pytest.mark.parametrize("vintage", [63, 34])
def test_each_province_has_a_tile_of_its_own(vintage: int) -> None:
    grid = tiles(vintage)
    assert len({(tile.row, tile.col) for tile in grid}) == len(grid)
    assert {tile.code: tile.name for tile in grid if not tile.island} == {
        code: province.name for code, province in provinces(vintage).items()
    }


@pytest.mark.parametrize("vintage", [63, 34])
def test_the_islands_belong_to_their_provinces(vintage: int) -> None:
    islands = {
        tile.name: provinces(vintage)[tile.code].name for tile in tiles(vintage) if tile.island
    }
    assert islands == {"Hoàng Sa": "Đà Nẵng", "Trường Sa": "Khánh Hòa"}
