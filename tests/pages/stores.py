"""The three stores that every page must open with: empty, five real reports, demonstration."""

from datetime import UTC, datetime
from pathlib import Path

from etl.demo import reports
from etl.demo.targets import target_table
from etl.line import Report, ingest
from etl.targets import set_targets

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def empty(_store: Path) -> None:
    """A store before the first report."""


def five(store: Path) -> None:
    """The five real reports."""
    sent = [Report(file.name, file.read_bytes()) for file in sorted(SAMPLES.glob("*.csv"))]
    outcomes = ingest(sent, store, now=NOW)
    assert {outcome.status for outcome in outcomes} == {"loaded"}


def demonstration(store: Path) -> None:
    """Synthetic reports of every province, across the merger, and targets."""
    made = reports(months=20, last="2026-10")
    ingest((Report(r.name, r.data, r.sent_at) for r in made), store, demonstration=True)
    set_targets([Report(*target_table(last="2026-10"))], store, now=NOW, demonstration=True)


STORES = {"empty": empty, "five": five, "demonstration": demonstration}
