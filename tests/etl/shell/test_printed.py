"""Receipts for readers, and bars that are only drawn on a terminal."""

import io
import sys
from datetime import UTC, datetime

import pytest

from etl.check.history import Earlier
from etl.line import Outcome
from etl.problem import Problem
from etl.shell.printed import bar, progress, receipt


class Terminal(io.StringIO):
    """An output on which somebody looks."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Somebody looks from now on; in a fixture pytest would set its own output again."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    return shown


def test_steps_fill_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    with progress(1, "vi") as advance:
        for step in ("read", "check", "load", "publish"):
            advance(step)
    assert "đọc tệp" in shown.getvalue()
    assert "100%" in shown.getvalue()


def test_counts_fill_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    with bar() as advance:
        for done in range(5):
            advance(done, 4)
    assert "50%" in shown.getvalue()
    assert "100%" in shown.getvalue()


def test_elsewhere_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(1, "vi") as step, bar() as count:
        step("read")
        count(1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_receipt_names_who_loaded_it_when_in_vietnam() -> None:
    at = datetime(2021, 4, 30, 18, 5, tzinfo=UTC)
    for sender, said in (("Lan", "01:05 01/05/2021, người gửi Lan"), ("", "01:05 01/05/2021 và")):
        earlier = Earlier("u1", at, sender, 2, ())
        outcome = Outcome("a.csv", "unchanged", rows=2, upload="u1", earlier=earlier)
        assert said in receipt(outcome, "vi")


def test_a_receipt_lists_problems_before_warnings() -> None:
    problem = Problem("count_negative", 2, "SL", "quantity", "-1")
    warning = Problem("role_unknown", 3, "Vai trò", "role", "Khách")
    outcome = Outcome("a.csv", "refused", rows=2, problems=(problem,), warnings=(warning,))
    lines = receipt(outcome, "en").splitlines()
    assert lines[0] == "a.csv: refused, nothing was loaded; 2 rows"
    assert lines[1].strip() == "To be mended (1):"
    assert lines[2].strip().startswith("- row 2, column SL: ")
    assert lines[3].strip() == "To be looked at (1):"
    assert lines[4].strip().startswith("- row 3, column Vai trò: ")
