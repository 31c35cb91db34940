"""What a page refuses is in the audit log; what is done through it has the address."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from access import store as gate
from data.warehouse import newest
from pages.parts import rights
from tests.pages.clerk import GOOD, Clerk
from tests.pages.conftest import Opens
from tests.pages.signed import signs_in
from tests.pages.test_rights import latest

HERE = "192.0.2.7"


def refusals() -> list[tuple[Any, ...]]:
    """Action, who, what about, how many provinces, periods and reason."""
    with gate.reading() as connection:
        return connection.execute(
            "SELECT action, actor, about, json_array_length(provinces), first, last, detail "
            "FROM events WHERE result = 'refused' AND place = ? ORDER BY number",
            [HERE],
        ).fetchall()


def places(store: Path) -> list[tuple[str, str]]:
    warehouse = newest(store)
    assert warehouse
    return [
        (str(action), str(place))
        for action, place in warehouse.rows("SELECT action, place FROM audit ORDER BY step DESC")
    ]


def locks(at: AppTest) -> None:
    at.text_input(key="lock_why").set_value("đã chốt")
    at.button(key="lock_go").click().run()


def explains(at: AppTest) -> None:
    at.checkbox(key="tick_all").check().run()
    at.text_input(key="explain_reason").set_value("họp bù")
    at.button(key="explain_go").click().run()


def test_a_lock_that_was_refused(opens: Opens) -> None:
    signs_in("An", "sender")
    locks(opens("reporting", "five"))
    [(action, who, _, provinces, first, last, why)] = refusals()
    assert (action, who, provinces, why) == ("lock", "An", 34, "role")
    assert first == last != ""


def test_a_lock_that_was_done(opens: Opens, store: Path) -> None:
    signs_in("An", "approver")
    locks(opens("reporting", "five"))
    assert places(store)[0] == ("lock", HERE)
    assert refusals() == []


def test_an_explanation_that_was_refused_or_given(opens: Opens, store: Path) -> None:
    signs_in("An", "viewer")
    at = opens("quality", "five")
    explains(at)
    assert [(line[0], line[1], line[-1]) for line in refusals()] == [("explain", "An", "role")]
    signs_in("An", "sender")
    at.button(key="explain_go").click().run()
    assert places(store)[0] in [("explain", HERE), ("dismiss", HERE)]


def test_a_view_that_was_refused_or_kept(opens: Opens, store: Path) -> None:
    signs_in("An", "viewer")
    at = opens("explore", "five")
    at.session_state["explore_views"] = True
    at.run()
    at.text_input(key="explore_view_name").set_value("Quý III")
    at.button(key="view_keep").click().run()
    assert refusals() == [("keep_view", "An", "Quý III", 0, "", "", "role")]
    signs_in("An", "analyst")
    at.text_input(key="explore_view_name").set_value("Quý III")
    at.button(key="view_keep").click().run()
    assert places(store)[0] == ("keep_view", HERE)


def test_a_click_on_what_was_taken_away_meanwhile_is_seen(opens: Opens, store: Path) -> None:
    """The button is not drawn any more when the click arrives."""
    signs_in("An", "approver")
    at = opens("history", "five")
    at.query_params["upload"] = latest(store)
    at.run()
    assert refusals() == []
    signs_in("An", "sender")
    at.checkbox(key="undo_sure").check()
    at.button(key="undo_do").click().run()
    assert refusals() == [
        ("undo", "An", "cao-bang-2024-10.csv", 1, "2024-10", "2024-10", "role"),
    ]
    at.run()
    assert len(refusals()) == 1


def test_an_undo_has_its_address(opens: Opens, store: Path) -> None:
    signs_in("An", "approver")
    at = opens("history", "five")
    at.query_params["upload"] = latest(store)
    at.run()
    at.checkbox(key="undo_sure").check()
    at.button(key="undo_do").click().run()
    assert places(store)[0] == ("undo", HERE)


def test_a_report_that_was_refused_or_sent(opens: Opens, store: Path) -> None:
    signs_in("An", "sender", "Bắc Kạn")
    clerk = Clerk(opens("upload", "empty")).puts(("a.csv", GOOD))
    signs_in("An", "sender", "Cao Bằng")
    clerk.at.button(key="send_button").click()
    clerk.runs()
    [(action, who, file, provinces, *_, why)] = refusals()
    assert (action, who, file, provinces, why) == ("send", "An", "a.csv", 1, "province")
    signs_in("An", "sender", "Bắc Kạn")
    clerk.runs()
    clerk.at.button(key="send_button").click()
    clerk.runs()
    assert places(store) == [("load", HERE)]


def test_what_is_only_not_offered_is_no_refusal(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "visitor", lambda: rights.Visitor("", machine=False, address=HERE))
    signs_in("An", "viewer")
    opens("history", "five")
    opens("meetings", "five")
    assert refusals() == []
