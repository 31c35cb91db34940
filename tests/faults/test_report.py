"""What the long form writes down is what was done, also where it was less or wrong."""

from pathlib import Path

import pytest

from tests.faults import report
from tests.faults.report import MARK, Part

WHOLE = Part("kills", 300, 300, "all were survived", [])
SHORT = Part("files", 200, 300, "none was shown", [])
WRONG = Part("rounds", 50, 50, "none was mixed", ["2021-04 is mixed"])


def test_figures_stand_below_what_is_written_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "reliability.md"
    target.write_text(f"by hand\n{MARK}\nearlier figures", encoding="utf-8")
    monkeypatch.setattr(report, "TARGET", target)
    report.write([WHOLE, SHORT, WRONG], "0.3 s", 600)
    text = target.read_text(encoding="utf-8")
    assert text.startswith(f"by hand\n{MARK}\n\nMeasured on ")
    assert "earlier figures" not in text
    assert "| kills | 300 | 0 | all were survived |" in text
    assert "| files | 200 of 300 planned (time was up) | 0 | none was shown |" in text
    assert "| rounds | 50 | 1 | **1 wrong:** 2021-04 is mixed |" in text


def test_what_is_wrong_is_printed_whole() -> None:
    assert "200 of 300" in SHORT.said()
    assert "WRONG 2021-04 is mixed" in WRONG.said()
    assert "none was mixed" not in WRONG.said()
