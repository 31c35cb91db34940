"""The short form: on a lake nothing acknowledged is lost, and no version changes."""

from pathlib import Path

import pytest

from tests.faults.lake import storm
from tests.lake.services import Services

pytestmark = [pytest.mark.faults, pytest.mark.lake]


def test_loaders_are_killed_while_others_read(services: Services, tmp_path: Path) -> None:
    found = storm(services.setting("storm"), tmp_path, seconds=20, kills=3)
    assert found.wrong == []
    assert found.kills > 0
    assert found.acknowledged > 0
    assert found.answers > 0
