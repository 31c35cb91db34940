"""How the tests are shared among processes: whole files, the slow ones first."""

import re
from collections import Counter

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# One file opens every page in every store: each of its stores is a file's worth of tests.
EVERYONE = re.compile(r"(.*/test_everyone\.py)::.*\b(demonstration|five|empty)\b")


def share(nodeid: str) -> str:
    """The tests that stay together, for they use the same servers and stores."""
    split = EVERYONE.match(nodeid)
    return "::".join(split.groups()) if split else nodeid.partition("::")[0]


class Shares(LoadScopeScheduling):
    """Gives each process whole shares, in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return share(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shares:
    config.option.loadscopereorder = False
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, or one process ends with it while the others wait."""
    sizes = Counter(share(item.nodeid) for item in items)
    slow = {share(i.nodeid) for i in items if i.get_closest_marker("scale") or is_fault(i)}
    items.sort(key=lambda item: (share(item.nodeid) not in slow, -sizes[share(item.nodeid)]))


def is_fault(item: pytest.Item) -> bool:
    return item.get_closest_marker("faults") is not None
