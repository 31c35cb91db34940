"""A lake for a test, and tests that run on a folder and on a lake."""

import os
import uuid
from collections.abc import Callable, Iterator

import pytest

from data.lake.setting import Lake, lake_of
from tests.lake import services as machines
from tests.lake.services import Services

NewLake = Callable[[], Lake]
# What a test of both stores is asked for, the first of these that it names.
OF_STORES = ("merger", "samples", "store")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("both"):
        name = next(name for name in OF_STORES if name in metafunc.fixturenames)
        stores = ["folder", pytest.param("lake", marks=pytest.mark.lake)]
        metafunc.parametrize(name, stores, indirect=True)


@pytest.fixture(scope="session")
def services() -> Iterator[Services]:
    """PostgreSQL and S3, once for all tests of a process."""
    if why := machines.lacking():
        pytest.skip(why)
    with pytest.MonkeyPatch.context() as patched, machines.running() as running:
        for name, value in running.secrets().items():
            patched.setenv(name, value)
        yield running


@pytest.fixture(scope="session")
def new_lake(services: Services) -> NewLake:
    """`new_lake()` is a lake that holds nothing yet."""
    return lambda: lake_of(services.setting(f"test_{os.getpid()}_{uuid.uuid4().hex[:8]}"))


@pytest.fixture
def lake(services: Services, new_lake: NewLake, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """This test's own lake, which the code under test finds by itself."""
    found = new_lake()
    monkeypatch.setenv("DASHBOARD_WAREHOUSE", services.setting(found.schema))
    return found
