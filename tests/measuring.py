"""Which tests count for the coverage: those of what is covered; the others cost time only."""

from pathlib import Path

import pytest

# What is to be covered, `data` and `etl`, is so by its own tests; these look at other packages.
OTHERS = frozenset(Path(__file__).parent / name for name in ("access", "bench", "hostile", "pages"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let what only passes through the covered code not cover it."""
    if not OTHERS.isdisjoint(item.path.parents):
        item.add_marker(pytest.mark.no_cover)
