"""What was built for one reader is shown to another only if both see the same."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from pages.charts.look import Look
from pages.parts.choice import Choice
from pages.parts.kept import kept
from pages.parts.scope import Span, scope_of
from pages.parts.view import View

KNOWN = Span("2024-01", "2026-10")


def seen(version: str = "a@1", **look: Any) -> View:  # noqa: ANN401
    warehouse: Any = SimpleNamespace(key=version)
    chosen = {"dark": False, "lang": "vi", "narrow": False} | look
    return View(warehouse, scope_of(chosen["lang"], Choice(), KNOWN, "2026-10"), Look(**chosen))


@kept
def built(view: View, *ids: str) -> list[str]:
    return [view.warehouse.key, view.lang, f"{view.look}", *ids]


def test_two_who_see_the_same_share_it() -> None:
    assert built(seen(), "a") is built(seen(), "a")


@pytest.mark.parametrize(
    "other", [{"version": "a@2"}, {"lang": "en"}, {"dark": True}, {"narrow": True}]
)
def test_another_version_language_theme_or_screen_has_its_own(other: dict[str, Any]) -> None:
    usual, changed = built(seen(), "a"), built(seen(**other), "a")
    assert usual == [*seen().warehouse.key.split(), "vi", f"{seen().look}", "a"]
    assert changed != usual
    assert built(seen(**other), "a") is changed


def test_another_choice_and_other_ids_have_their_own() -> None:
    view = seen()
    chosen = replace(view, scope=scope_of("vi", Choice(last="2026-09"), KNOWN, "2026-10"))
    assert chosen.key != view.key
    assert built(chosen) is not built(view)
    assert built(view, "a") != built(view, "b")


def test_the_next_day_is_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen().key
    monkeypatch.setattr("pages.parts.view.today", lambda: "2031-01-01")
    assert seen().key != before
