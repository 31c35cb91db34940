"""What fuzzing found worth keeping: each is clean or clearly refused, and can be given back."""

from pathlib import Path

import pytest

from tests.fuzz.target import whole_line

KEPT = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name[:8])
def test_any_bytes_become_a_report_or_a_refusal(file: Path) -> None:
    whole_line(file.read_bytes())
