"""Shares, running figures, the first lines and the rest, and their order, on the page itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.explored import Figures, Seen, explore, taken, texts

NBSP = "\N{NO-BREAK SPACE}"
Opens = Callable[..., Seen]


@pytest.fixture
def opened(made: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Opens:
    def open_page(**query: str | list[str]) -> Seen:
        return explore(monkeypatch, made["demonstration"], dict(query))

    return open_page


def value(figures: Figures, line: str, column: str) -> int:
    cell = figures[(line,), column]
    assert cell is not None
    return cell[0]


def lines(seen: Seen) -> list[str]:
    return [line[0] for line in seen.lines]


RANGE = {"from": "2026-01", "to": "2026-10"}


def test_the_first_lines_the_rest_and_the_total_add_up(opened: Opens) -> None:
    seen = opened(rows="province", top="5", **RANGE)
    total, *first, rest = lines(seen)
    assert (total, rest) == ("Tổng", "29 mục khác")
    figures = [value(seen.figures, line, "Hội nghị") for line in [*first, rest]]
    assert len(first) == 5
    assert figures[:5] == sorted(figures[:5], reverse=True)
    assert sum(figures) == value(seen.figures, "Tổng", "Hội nghị")


def test_the_rest_of_what_overlaps_is_not_added(opened: Opens) -> None:
    seen = opened(rows="channel", measure="items", top="2", **RANGE)
    assert lines(seen)[-1].endswith("mục khác")
    assert seen.figures[(lines(seen)[-1],), "Tin, bài, chuyên mục"] is None


@pytest.mark.parametrize(("sort", "reverse"), [("-meetings@2026-05", True), ("meetings", False)])
def test_lines_are_in_the_order_of_a_column(
    opened: Opens,
    sort: str,
    reverse: bool,  # noqa: FBT001
) -> None:
    seen = opened(sort=sort, **RANGE)
    column = "5/2026" if "@" in sort else "Tổng"
    figures = [cell for line in lines(seen)[1:] if (cell := seen.figures[(line,), column])]
    assert [n for n, _ in figures] == sorted((n for n, _ in figures), reverse=reverse)


def test_figures_run_up_from_each_january(opened: Opens) -> None:
    plain = opened(**{"from": "2025-01", "to": "2026-10"}).figures
    yearly = opened(**{"as": "ytd", "from": "2026-03", "to": "2026-10"}).figures
    for line in ("Tổng", "Hà Nội", "Lào Cai"):
        so_far = 0
        for month in range(1, 11):
            so_far += (plain[(line,), f"{month}/2026"] or (0,))[0]
            if month >= 3:
                assert value(yearly, line, f"{month}/2026") == so_far
    assert ("Tổng",) in [line for line, _ in yearly]
    assert "Tổng" not in {column for _, column in yearly}


def test_figures_run_up_over_the_years_from_the_first(opened: Opens) -> None:
    range = {"from": "2025-11", "to": "2026-02"}
    plain, running = opened(**range).figures, opened(**{"as": "cumulative", **range}).figures
    assert value(running, "Hà Nội", "2/2026") == value(plain, "Hà Nội", "Tổng")


def test_shares_are_of_the_column_or_of_the_row(opened: Opens) -> None:
    plain = opened(**RANGE)
    whole, part = (value(plain.figures, line, "5/2026") for line in ("Tổng", "Hà Nội"))
    (total, *_) = rows = texts(opened(**{"as": "share_col"}, **RANGE).at)
    assert total["5/2026"] == f"100{NBSP}% ({whole:,})".replace(",", ".")
    local = next(row for row in rows if row["Tỉnh"] == "Hà Nội")
    assert local["5/2026"] == f"{round(100 * part / whole, 1):g}{NBSP}%".replace(".", ",")
    of_row = texts(opened(**{"as": "share_row"}, **RANGE).at)
    assert all(row["Tổng"].startswith(f"100{NBSP}% (") for row in of_row)


def test_a_part_of_a_quarter_says_so(opened: Opens) -> None:
    seen = opened(rows="quarter", **RANGE)
    assert lines(seen)[-1] == "Quý 4/2026 (1/3 tháng)"


def test_missing_is_a_dash_and_nothing_in_the_files(opened: Opens) -> None:
    seen = opened(**RANGE)
    missing = [place for place, cell in seen.figures.items() if cell is None]
    assert missing
    for kind in ("csv", "xlsx", "parquet"):
        files = taken(seen, kind)
        assert all(files[place] is None for place in missing)
    said = " ".join(str(caption.value) for caption in seen.at.caption)
    assert "báo cáo đã nhận" in said
    assert "— chưa báo cáo" in said
    assert texts(seen.at)[0]["Báo cáo đã nhận"].endswith("/340")
