"""How long a page took to draw, for who watches over the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from access.measures import RERUNS

FIRST = "overview"


@contextmanager
def measured(page: str) -> Iterator[None]:
    """Measure what is drawn in the block, under the name of its page."""
    began = perf_counter()
    try:
        yield
    finally:
        RERUNS.labels(page or FIRST).observe(perf_counter() - began)
