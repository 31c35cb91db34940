"""Settings that are read anew for each test."""

from collections.abc import Iterator

import pytest

from access.office.settings import settings


@pytest.fixture
def fresh() -> Iterator[None]:
    """The settings are kept once read; a test has its own."""
    settings.cache_clear()
    yield
    settings.cache_clear()
