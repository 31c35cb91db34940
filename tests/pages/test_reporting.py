"""Who has reported: states, rates and the list of who is late are those of the data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.questions import Question, ask
from data.reporting import states
from data.warehouse import newest
from pages.parts.discipline import rates
from tests.pages.conftest import Opens
from tests.pages.test_pages import said

MEASURES = ("reports_expected", "reports_received", "reports_on_time")


def texts(at: AppTest) -> list[str]:
    """The texts to send: message and letter in the page's language, then in the other."""
    return [str(code.value) for code in at.get("code") if "etl" not in str(code.value)]


def lock(at: AppTest, button: str, **filled: str) -> AppTest:
    for key in ("why", "actor"):
        at.text_input(key=f"lock_{key}").input(filled.get(key, ""))
    return at.button(key=button).click().run()


def test_the_page_counts_as_the_measures_do(opens: Opens, store: Path) -> None:
    at = opens("reporting", to="2026-08")
    warehouse = newest(store)
    assert warehouse
    answer = ask(warehouse, Question(MEASURES, ("period",)))
    of = answer.set_index("period").loc["2026-08"]
    assert [m.value for m in at.metric][:2] == [
        f"{of.reports_received}/{of.reports_expected}",
        f"{of.reports_on_time}/{of.reports_expected}",
    ]
    table = states(warehouse, list(answer.period), datetime.now(UTC))
    counted = rates(table, "period").reset_index()
    assert counted[["expected", "received", "on_time"]].to_numpy().tolist() == (
        answer[list(MEASURES)].to_numpy().tolist()
    )


def test_the_list_names_who_is_missing_in_both_languages(opens: Opens, store: Path) -> None:
    at = opens("reporting")
    warehouse = newest(store)
    assert warehouse
    table = states(warehouse, ["2026-10"], datetime.now(UTC))
    missing = table[table.state == "missing"].name.tolist()
    assert missing
    message, letter, english, english_letter = texts(at)
    for text in (message, letter, english, english_letter):
        assert all(name in text for name in missing)
    assert message.startswith("[SỐ LIỆU MINH HỌA]")
    assert english.startswith("[DEMONSTRATION DATA]")
    assert f"Chưa gửi ({len(missing)})" in message
    assert "1. T" in letter
    assert "hạn gửi là ngày 5/11/2026" in letter


def test_the_readers_own_language_comes_first(opens: Opens) -> None:
    assert texts(opens("reporting", lang="en"))[0].startswith("[DEMONSTRATION DATA]")


def test_real_letters_are_not_marked(opens: Opens) -> None:
    message = texts(opens("reporting", "five", to="2025-01"))[0]
    assert message.startswith("Báo cáo kỳ 1/2025 đã hết hạn ngày 5/2/2025.")
    assert "mới nhận 1/63" in message


def test_late_provinces_stand_with_their_days(opens: Opens) -> None:
    message, letter, *_ = texts(opens("reporting", to="2026-09"))
    assert "Gửi muộn:" in message
    assert "ngày)" in message
    assert "gửi muộn (" in letter


def test_a_month_nobody_reported_for_is_looked_at_too(opens: Opens) -> None:
    at = opens("reporting", "five")
    assert at.header[0].value != "Ai đã báo cáo kỳ 1/2025"
    assert at.metric[0].value == "0/34"
    at.button(key="silent_go").click().run()
    assert at.header[0].value == "Ai đã báo cáo kỳ 1/2025"
    assert at.metric[0].value == "1/63"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"province": ["Lào Cai"]}, 1),
        ({"province": ["Lào Cai", "Yên Bái"], "to": "2025-06"}, 2),
        ({"province": ["Huế"], "to": "2025-06"}, 1),
        ({"province": ["Bắc Kạn"]}, 1),
        ({"region": "Đồng bằng sông Cửu Long"}, 5),
    ],
)
def test_places_are_those_chosen(
    opens: Opens, query: dict[str, str | list[str]], expected: int
) -> None:
    assert opens("reporting", **query).metric[0].value.endswith(f"/{expected}")


@pytest.mark.parametrize("to", ["2025-06", "2025-07"])
def test_both_sides_of_the_merger_open(opens: Opens, to: str) -> None:
    at = opens("reporting", to=to, **{"from": "2025-03"})
    assert not at.exception
    assert at.metric[0].value.endswith("/63" if to < "2025-07" else "/34")


def test_a_period_is_locked_and_unlocked_with_reason_and_name(opens: Opens, store: Path) -> None:
    at = opens("reporting")
    assert "Chưa khóa kỳ nào." in said(at)
    lock(at, "lock_go", why="đã chốt", actor="Lan")
    assert "Đã khóa kỳ 10/2026: thêm 34" in at.success[0].value
    assert "đã khóa kỳ 10/2026" in at.get("plotly_chart")[0].proto.alt
    lock(at, "unlock_go", why="sửa", actor="Hoa")
    assert "Đã mở khóa kỳ 10/2026: 34" in at.success[0].value
    warehouse = newest(store)
    assert warehouse
    log = warehouse.rows("SELECT actor, action FROM audit ORDER BY step DESC LIMIT 2")
    assert log == [("Hoa", "unlock"), ("Lan", "lock")]


@pytest.mark.parametrize(
    "filled", [{"why": "đã chốt"}, {"actor": "Lan"}, {"why": " ", "actor": "Lan"}]
)
def test_nothing_is_locked_without_reason_or_name(
    opens: Opens, store: Path, filled: dict[str, str]
) -> None:
    at = lock(opens("reporting"), "lock_go", **filled)
    assert "Cần ghi lý do" in at.error[0].value
    warehouse = newest(store)
    assert warehouse
    assert warehouse.rows("FROM locks") == []


def test_rules_are_shown_from_the_reference(opens: Opens) -> None:
    tables = [str(frame.value) for frame in opens("reporting").dataframe]
    assert any("ngày 5 tháng sau" in text.replace("\n", " ") for text in tables)
