"""Every CSV of ``reports/`` sent from the page becomes what its name says."""

from pathlib import Path

import pytest

from tests.etl.corpus import ALL, each
from tests.pages.clerk import Clerk
from tests.pages.sender import expected, sent


@pytest.mark.usefixtures("in_november")
@each([file for file in ALL if file.suffix == ".csv"])
def test_it_is_sent_or_refused_as_its_name_says(at_desk: Clerk, file: Path, store: Path) -> None:
    assert sent(at_desk, file, store) == expected(file)
