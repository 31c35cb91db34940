"""Targets in Explore: beside their indicator, by place and year, and in its colour."""

from pathlib import Path

from data.targets import COUNTRY, targets
from data.warehouse import newest
from pages.charts.palette import KIND_COLOURS
from tests.pages.conftest import Opens
from tests.pages.explored import texts
from tests.pages.parts.exploring.test_panels import charts, said

MEASURES = ["classes", "classes_target", "classes_reached"]


def test_a_target_and_its_share_stand_beside_the_figure(opens: Opens, store: Path) -> None:
    at = opens("explore", measure=MEASURES, rows="region")
    assert not at.exception
    warehouse = newest(store)
    assert warehouse
    total = texts(at)[0]
    of = [
        t.value for t in targets(warehouse, 2026) if (t.code, t.measure) == (COUNTRY, MEASURES[0])
    ]
    done, target, reached = (int(total[name].replace(".", "")) for name in list(total)[1:4])
    assert [target] == of
    assert reached == 100 * done // target
    assert list(total)[1:4] == [
        "Lớp tập huấn",
        "Lớp tập huấn: chỉ tiêu năm",
        "Lớp tập huấn: đạt chỉ tiêu năm (%)",
    ]


def test_shares_are_no_parts_and_the_second_chart_is_of_the_indicator(opens: Opens) -> None:
    at = opens("explore", measure="classes_reached", rows="region")
    first, second = charts(at)
    assert "tổng số" not in said(first)
    assert all("%" in text for text in first["data"][0]["hovertext"])
    assert not any(text.count("%") > 1 for text in first["data"][0]["hovertext"])
    assert set(first["data"][0]["marker"]["color"]) == {KIND_COLOURS["training"]}
    assert "Lớp, cả nước" in said(second)


def test_a_target_is_not_split_by_month_or_form(opens: Opens) -> None:
    for rows in ("period", "form"):
        at = opens("explore", measure="classes_target", rows=rows)
        assert not at.exception
        assert [info.value for info in at.info][-1].startswith(
            "“Lớp tập huấn\\: chỉ tiêu năm” không chia"
        )


def test_ways_to_add_up_are_not_offered(opens: Opens) -> None:
    at = opens("explore", measure="classes_target", rows="year", **{"as": "cumulative"})
    assert not at.exception
    assert at.selectbox(key="explore_as").options == ["Số lượng"]


def test_a_clicked_target_leads_no_deeper_than_targets_go(opens: Opens) -> None:
    measures = ["classes", "classes_target"]
    at = opens("explore", measure=measures, rows="region", at="region:Đồng bằng sông Hồng")
    assert "below_region" in [button.key for button in at.button]
    deeper = opens("explore", measure=measures, rows="province", at="province:Hà Nội")
    assert not deeper.exception
    assert "below_province" not in [button.key for button in deeper.button]
    alone = opens("explore", measure="classes", rows="province", at="province:Hà Nội")
    assert "below_province" in [button.key for button in alone.button]
