"""A warning is explained or dismissed with a reason; what was said is kept and logged."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.warehouse import drafting
from data.warned import warned
from etl.explain import UnsaidError, Warned, explain
from etl.keeping import rebuild
from etl.problem import again
from etl.problems import message
from etl.uploads import undo
from tests.etl.sent import NOW, Cells, opened, report, sent

OUTSIDE = {"title": "A", "date": "2/5/2021"}
OTHER = {"title": "B", "date": "2/5/2021", "role": "Khách"}
PERIODS = ["2021-04", "2021-05"]


def listed(store: Path) -> list[tuple[str, str, str]]:
    table = warned(opened(store), PERIODS)
    return list(zip(table.title, table.warning, table.state, strict=True))


def chosen(store: Path, title: str, warning: str = "date_outside_window") -> list[Warned]:
    table = warned(opened(store), PERIODS)
    rows = table[(table.title == title) & (table.warning == warning)]
    return [Warned(u, int(r), warning) for u, r in zip(rows.upload, rows["row"], strict=True)]


def say(store: Path, title: str, state: str = "explained", **more: Any) -> int:  # noqa: ANN401
    said = {"reason": "họp bù", "actor": "Lan", "now": NOW} | more
    return explain(store, chosen(store, title), state=state, **said)


@pytest.fixture
def doubtful(store: Path) -> Path:
    sent(store, report(OUTSIDE, OTHER, {"title": "C"}, sender="Hoa"))
    return store


def test_warnings_are_listed_by_province_and_period_with_their_source(doubtful: Path) -> None:
    table = warned(opened(doubtful), PERIODS)
    assert list(table.columns) == [
        "vintage", "code", "name", "region", "current_code", "period", "warning", "kind", "title",
        "told", "upload", "row", "file", "sender", "state", "reason", "actor", "explained_at",
    ]  # fmt: skip
    assert listed(doubtful) == [
        ("A", "date_outside_window", "open"),
        ("B", "date_outside_window", "open"),
        ("B", "role_unknown", "open"),
    ]
    first = table.iloc[0]
    assert (first["name"], first.period, first.row, first.file, first.sender) == (
        "Bắc Kạn", "2021-04", 2, "report.csv", "Hoa",
    )  # fmt: skip
    assert warned(opened(doubtful), ["2021-05"]).empty


def test_a_kept_warning_is_said_as_it_was(doubtful: Path) -> None:
    (told,) = warned(opened(doubtful), PERIODS).told[:1]
    said = message(again(json.loads(told)), "vi")
    assert said == (
        "“2/5/2021” nằm ngoài thời gian của kỳ báo cáo 4/2021 (1/4/2021 đến 30/4/2021)."
    )
    assert again({"kind": "role_unknown", "row": 3}).row == 3


def test_one_is_explained_and_the_others_stay_open(doubtful: Path) -> None:
    version = opened(doubtful).version
    assert say(doubtful, "A") == 1
    assert opened(doubtful).version == version + 1
    assert [state for *_, state in listed(doubtful)] == ["explained", "open", "open"]
    first = warned(opened(doubtful), PERIODS).iloc[0]
    assert (first.reason, first.actor) == ("họp bù", "Lan")
    assert first.explained_at.to_pydatetime() == NOW.replace(tzinfo=None)
    log = opened(doubtful).rows("SELECT actor, action, upload, detail FROM audit ORDER BY step")
    assert log[-1] == ("Lan", "explain", first.upload, "(1): họp bù")


def test_the_last_word_counts_and_the_first_is_kept(doubtful: Path) -> None:
    say(doubtful, "A", "dismissed", reason="nhầm")
    say(doubtful, "A", "open", reason="xem lại", now=NOW + timedelta(hours=1))
    assert listed(doubtful)[0][2] == "open"
    said = "SELECT state, reason FROM explained ORDER BY explained_at"
    assert opened(doubtful).rows(said) == [("dismissed", "nhầm"), ("open", "xem lại")]
    actions = opened(doubtful).rows("SELECT action FROM audit ORDER BY step")
    assert [action for (action,) in actions] == ["load", "dismiss", "reopen"]


@pytest.mark.parametrize("gap", [{"reason": "  "}, {"actor": ""}, {"state": "gone"}])
def test_without_reason_or_name_nothing_is_said(doubtful: Path, gap: Cells) -> None:
    version = opened(doubtful).version
    with pytest.raises(UnsaidError):
        say(doubtful, "A", **{"state": "explained"} | gap)
    assert opened(doubtful).version == version


def test_it_holds_when_the_month_is_sent_again(doubtful: Path) -> None:
    say(doubtful, "A")
    sent(doubtful, report(OTHER, {"title": "Z"}, OUTSIDE, name="again.csv"))
    assert listed(doubtful)[-1] == ("A", "date_outside_window", "explained")
    sent(doubtful, report(OUTSIDE | {"date": "3/5/2021"}, name="third.csv"))
    assert listed(doubtful) == [("A", "date_outside_window", "open")]


def test_a_replaced_report_warns_no_more_until_it_is_put_back(doubtful: Path) -> None:
    old = chosen(doubtful, "A")
    (mended,) = sent(doubtful, report({"title": "A"}))
    version = opened(doubtful).version
    assert listed(doubtful) == []
    assert explain(doubtful, old, state="explained", reason="x", actor="Lan") == 0
    assert explain(doubtful, [], state="explained", reason="x", actor="Lan") == 0
    assert opened(doubtful).version == version
    undo(doubtful, mended.upload or "", actor="Lan")
    assert len(listed(doubtful)) == 3


def test_rebuilding_keeps_what_was_said(doubtful: Path) -> None:
    say(doubtful, "A")
    say(doubtful, "B", "dismissed", now=datetime.now(UTC))
    before = listed(doubtful)
    rebuild(doubtful, lambda _done, _of: None)
    assert listed(doubtful) == before
    assert [state for *_, state in before] == ["explained", "dismissed", "open"]


def test_a_store_from_before_explanations_gets_their_table(doubtful: Path) -> None:
    with drafting(doubtful) as draft:
        draft.connection.execute("DROP TABLE explained")
    assert [state for *_, state in listed(doubtful)] == ["open"] * 3
    assert say(doubtful, "A") == 1
    assert listed(doubtful)[0][2] == "explained"


def test_nothing_is_explained_in_an_empty_store(store: Path) -> None:
    nothing = [Warned("x", 2, "role_unknown")]
    assert explain(store, nothing, state="explained", reason="x", actor="Lan") == 0
