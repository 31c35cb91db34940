"""What is fuzzed: any bytes through reading, checking and giving back, without a store."""

from datetime import UTC, datetime
from pathlib import Path

from etl.line import Report, inspect
from etl.problems import mend, message
from etl.returned import as_csv

NOW = datetime(2026, 11, 15, 3, tzinfo=UTC)
NOWHERE = Path("nowhere")


def whole_line(data: bytes) -> None:
    """Take bytes as a report: it is clean or refused, and every problem can be said."""
    report = Report("fuzzed.xlsx" if data[:2] == b"PK" else "fuzzed.csv", data)
    outcome = inspect(report, NOWHERE, now=NOW)
    assert outcome.status in ("clean", "refused")
    assert (outcome.status == "refused") == bool(outcome.problems)
    for problem in (*outcome.problems[:50], *outcome.warnings[:50]):
        assert message(problem, "vi")
        assert isinstance(mend(problem, "en"), str)
    if outcome.problems:
        as_csv(report, outcome.problems, "vi")
