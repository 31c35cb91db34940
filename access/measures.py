"""What the dashboard measures of itself, to be read by a program that watches over it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from access.health import found
from data.failures import DISK, StoreError
from data.store import shown
from data.warehouse import newest

LOADED = "SELECT max(sent_at) FROM uploads WHERE NOT refused"
MEASURES = CollectorRegistry()
REQUESTS = Counter(
    "dashboard_requests",
    "Requests by the route they asked for and the status they got.",
    ["route", "status"],
    registry=MEASURES,
)
FAILURES = Counter(
    "dashboard_failures",
    "Unexpected exceptions; each has a reference in the log.",
    ["where"],
    registry=MEASURES,
)
RERUNS = Histogram(
    "dashboard_rerun_seconds",
    "Time in which a page was drawn, from its menu to its end.",
    ["page"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=MEASURES,
)
OPEN = Gauge("dashboard_pages_open", "Pages open in browsers, by websocket.", registry=MEASURES)


class Store(Collector):
    """What is asked of the store at the moment it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give what can be found; what cannot be is left out, and not told as zero."""
        health = found()
        readable = int(health["store"] != "unreadable")
        given = {
            "store_readable": ("Whether the figures can be read.", readable),
            "store_version": ("The version of the warehouse that is shown.", health["version"]),
            "store_free_bytes": ("Room on the disk of the store.", health["free_bytes"]),
            "newest_load_age_seconds": ("Time since a report was last loaded.", _age()),
        }
        for name, (about, value) in given.items():
            if value is not None:
                yield GaugeMetricFamily(f"dashboard_{name}", about, float(value))


MEASURES.register(Store())


def _age() -> float | None:
    try:
        warehouse = newest(shown())
        rows = warehouse.rows(LOADED) if warehouse else [(None,)]
    except (StoreError, *DISK):
        return None
    at: datetime | None = rows[0][0]
    return (datetime.now(UTC) - at.replace(tzinfo=UTC)).total_seconds() if at else None
