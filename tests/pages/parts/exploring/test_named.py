"""Who may keep the explore page under a name, and who may take that name away."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.views import named_views
from data.warehouse import newest
from tests.pages.conftest import Opens
from tests.pages.signed import signs_in, signs_out

WHO = [("viewer", False), ("analyst", True), ("sender", True), ("admin", True)]
NAME = "Theo tỉnh"


def presses(at: AppTest, button: str) -> AppTest:
    at.text_input(key="explore_view_name").set_value(NAME)
    at.button(key=button).click().run()
    assert not at.exception
    return at


def views(opens: Opens) -> AppTest:
    at = opens("explore", "five")
    at.session_state["explore_views"] = True
    return at.run()


def kept(store: Path) -> list[str]:
    warehouse = newest(store)
    assert warehouse
    return [view.name for view in named_views(warehouse)]


def warned(at: AppTest) -> str:
    return "".join(str(element.value) for element in (*at.warning, *at.info))


@pytest.mark.parametrize(("role", "allowed"), WHO)
def test_who_may_keep_a_view(opens: Opens, store: Path, role: str, allowed: bool) -> None:
    signs_in("An", role)
    at = presses(views(opens), "view_keep")
    assert kept(store) == ([NAME] if allowed else [])
    assert ("không được lưu hoặc xóa cách xem" in warned(at)) == (not allowed)


def test_nobody_keeps_one_in_an_offices_store(opens: Opens, store: Path) -> None:
    at = views(opens)
    at.text_input(key="explore_view_actor").set_value("Khách")
    assert "Chưa có tài khoản nào" in warned(presses(at, "view_keep"))
    assert kept(store) == []


@pytest.mark.parametrize(("role", "allowed"), WHO)
def test_who_may_take_one_away(opens: Opens, store: Path, role: str, allowed: bool) -> None:
    signs_in("An", "admin")
    at = presses(views(opens), "view_keep").run()
    signs_in("An", role)
    presses(at, "view_drop")
    assert kept(store) == ([] if allowed else [NAME])


def test_a_session_that_ended_while_the_page_was_open_keeps_none(opens: Opens, store: Path) -> None:
    signs_in("An", "admin")
    at = views(opens)
    signs_out()
    presses(at, "view_keep")
    assert kept(store) == []
