"""What a question is asked of: each dimension, ranges, and what is refused."""

import unicodedata

import pytest

from data.filters import CURRENT, Filters, QuestionError, clauses, folded, listed_id
from data.fold import fold
from data.records import count, records
from tests.data.conftest import Asked

# Of the five reports, by hand: 18 rows of 2021-04, 2 of 2024-01, 4 of 2024-05, 8 of 2024-10, 4 of
# 2025-01.
ALL = 36
Where = dict[str, tuple[str, ...]]


def found(asked: Asked, **where: tuple[str, ...]) -> int:
    return count(asked.warehouse, Filters(where))


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ({}, ALL),
        ({"province": ()}, ALL),
        ({"province": ("Bắc Kạn",)}, 22),
        ({"province": ("tỉnh Bac Can",)}, 22),
        ({"province": ("06",)}, 22),
        ({"province": ("Bắc Kạn", "Lâm Đồng")}, 24),
        ({"province": ("Thái Nguyên",)}, 0),
        ({"region": ("Tây Nguyên",)}, 2),
        ({"region": ("tay nguyen", "Trung du và miền núi phía Bắc")}, ALL),
        ({"period": ("2021-04",)}, 18),
        ({"period": ("2024-01..2024-10",)}, 14),
        ({"period": ("2021-04", "2025-01..2025-12")}, 22),
        ({"quarter": ("2024-Q1",)}, 2),
        ({"quarter": ("2024-Q2..2024-Q4",)}, 12),
        ({"half": ("2024-H2",)}, 8),
        ({"year": ("2024",)}, 14),
        ({"year": ("2024..2025",)}, 18),
        ({"kind": ("press",)}, 4),
        ({"kind": ("Báo chí", "Khen thưởng")}, 7),
        ({"kind": ("Training",)}, 3),
        ({"status": ("planned",)}, 5),
        ({"status": ("Đang thực hiện",)}, 1),
        ({"status": ("kế hoạch", "Done")}, 35),
        ({"role": ("given",)}, 1),
        ({"role": ("Được tặng",)}, 2),
        ({"role": ("một vai trò lạ",)}, 0),
        ({"mode": ("Trực tuyến",)}, 1),
        ({"mode": ("hybrid", "in_person")}, 2),
        ({"channel": ("radio",)}, 1),
        ({"channel": ("Báo in", "Mạng xã hội")}, 2),
        ({"channel": ("một kênh lạ",)}, 0),
        ({"form": ("hội thảo",)}, 2),
        ({"form": (unicodedata.normalize("NFD", "Hội thảo"),)}, 2),
        ({"organiser": ("TỈNH ỦY",)}, 6),
        ({"organiser": ("tinh uy",)}, 6),
        ({"topic": ("CHUYEN DOI SO",)}, 0),
        ({"kind": ("meeting",), "role": ("joint",), "year": ("2021",)}, 2),
    ],
    ids=str,
)
def test_a_filter_finds_its_rows(
    samples: Asked, where: dict[str, tuple[str, ...]], rows: int
) -> None:
    assert found(samples, **where) == rows


def test_a_merged_province_holds_its_former_ones_under_todays_boundaries(samples: Asked) -> None:
    today = Filters({"province": ("Thái Nguyên",)}, boundaries=CURRENT)
    assert count(samples.warehouse, today) == 22
    region = Filters({"region": ("Duyên hải Nam Trung Bộ và Tây Nguyên",)}, boundaries=CURRENT)
    assert count(samples.warehouse, region) == 2


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        ("2024-05", None, 16),
        (None, "2024-05", 24),
        ("2024-05", "2024-10", 12),
        ("2026-01", None, 0),
    ],
)
def test_a_range_includes_both_ends(
    samples: Asked, first: str | None, last: str | None, rows: int
) -> None:
    assert count(samples.warehouse, Filters(first=first, last=last)) == rows


@pytest.mark.parametrize(
    ("search", "rows"),
    [
        # Not where a title ends "… tuyên giáo" and the organiser begins "Ban …".
        ("giao ban", 2),
        ("GIAO BÁN", 2),
        ("sở ngành", 0),
        ("ocop", 1),
        ("ban tuyên giáo tỉnh ủy", 24),
        ("1282/QĐ-UBND", 1),
        ("1282 qd ubnd", 1),
        (unicodedata.normalize("NFD", "đất và người"), 1),
        ("  -- ", 36),
        ("không có trong báo cáo nào", 0),
    ],
)
def test_a_search_ignores_accents_and_case(samples: Asked, search: str, rows: int) -> None:
    titles = records(samples.warehouse, Filters(search=search))
    assert len(titles) == rows


@pytest.mark.parametrize("count_of", ["quantity", "participants", "copies"])
def test_a_count_that_is_stated_can_be_asked_for(merger: Asked, count_of: str) -> None:
    """Of one kind alone, and of two kinds with a count each."""
    every = records(merger.warehouse, Filters(), limit=100_000)
    of = {
        kind: every[(every["kind"] == kind) & every[count_of].notna()]
        for kind in ("press", "meeting")
    }
    for kind, rows in of.items():
        assert count(merger.warehouse, Filters(stated=((kind, count_of),))) == len(rows)
    both = Filters(stated=tuple((kind, count_of) for kind in of))
    assert count(merger.warehouse, both) == sum(map(len, of.values()))


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"province": ("Atlantis",)}, "province='Atlantis': .* unknown province"),
        ({"province": ("Thái Nguên",)}, "unknown province. Thái Nguyên"),
        ({"province": ("Bắc Kạn", "HN")}, "province='HN': .* Hà Nội, Hà Nam"),
        (
            {"region": ("Tây Nguyên", "Tây Bắc")},
            "region='Tây Bắc': .* region. .*Tây Nguyên",
        ),
        ({"kind": ("hop",)}, "kind='hop': .* unknown. meeting, training"),
        ({"status": ("xong",)}, "status='xong': .* unknown. done, ongoing, planned"),
        ({"period": ("4/2021",)}, "period='4/2021': .* write it as 2021-04"),
        ({"period": ("2021-13",)}, "write it as 2021-04"),
        ({"period": ("2021-04..",)}, "write it as 2021-04"),
        ({"quarter": ("2021-Q5",)}, "quarter='2021-Q5': .* write it as 2021-Q2"),
        ({"half": ("H1",)}, "write it as 2021-H1"),
        ({"year": ("21",)}, "write it as 2021"),
        ({"year": ("２０２１",)}, "write it as 2021"),
        ({"title": ("x",)}, "title: .* not a dimension. province"),
    ],
    ids=str,
)
def test_what_does_not_exist_is_refused(where: Where, sentence: str) -> None:
    with pytest.raises(QuestionError, match=sentence):
        clauses(Filters(where))


def test_a_dissolved_province_is_not_one_of_todays() -> None:
    with pytest.raises(QuestionError, match="Thái Nguyên"):
        clauses(Filters({"province": ("Bắc Kạn",)}, boundaries=CURRENT))


ACTIVITY = ("form", "organiser", "role", "mode", "channel", "topic")
ATTACKS = ["' OR 1=1 --", "x'); DROP TABLE records; --", "%", "?", '"', "\\", "\x00", "$1", "{0}"]


@pytest.mark.parametrize("text", ATTACKS)
def test_sql_in_a_value_is_just_a_value(samples: Asked, text: str) -> None:
    for dimension in ACTIVITY:
        sql, values = clauses(Filters({dimension: (text,)}))
        assert sql == clauses(Filters({dimension: ("x",)}))[0]
        assert values in ([text], [text.lower()], [fold(text)])
        assert found(samples, **{dimension: (text,)}) == 0
    assert records(samples.warehouse, Filters(search=text)).title.notna().all()
    assert records(samples.warehouse, Filters(first=text, last=text)).empty
    for dimension in ("province", "region", "period", "year", "kind", "status"):
        with pytest.raises(QuestionError):
            clauses(Filters({dimension: (text,)}))
    assert found(samples) == ALL


@pytest.mark.parametrize("dimension", ACTIVITY)
def test_a_cell_that_was_empty_can_be_asked_for(merger: Asked, dimension: str) -> None:
    several = {"channel": "channels", "topic": "topics"}.get(dimension, dimension)
    empty = sum(not row[several] for row in merger.rows)
    assert found(merger, **{dimension: ("-",)}) == empty
    both = found(merger, **{dimension: ("-", "Không có giá trị này")})
    assert both == empty


def test_a_topic_is_one_of_several_and_typed_in_any_way(merger: Asked) -> None:
    wanted = "Chuyển đổi số"
    rows = [row for row in merger.rows if wanted in row["topics"]]  # type: ignore[operator]
    assert any(len(row["topics"]) > 1 for row in rows)  # type: ignore[arg-type]
    for text in (wanted, "CHUYEN DOI SO", unicodedata.normalize("NFD", wanted)):
        assert found(merger, topic=(text,)) == len(rows) > 0


def test_a_listed_value_is_known_by_id_label_and_alias() -> None:
    for text in ("website", "Trang thông tin điện tử", "trang ttdt", "Website"):
        assert listed_id("channel", text) == "website"
    assert listed_id("role", "Cố vấn") == "Cố vấn"


@pytest.mark.parametrize(
    "text", ["Đắk Lắk", "Ðắk Lắk", "Ɖắk lắk", "Đa\u0306\u0301k La\u0306\u0301k", "Hoà; hòa"]
)
def test_duckdb_folds_a_text_as_python_does(samples: Asked, text: str) -> None:
    rows = samples.warehouse.rows(f"SELECT {folded('?')}", [text])
    assert rows[0][0] == fold(text)
