"""A store in which every text that a sender may type is hostile, made through the line."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from data.catalog import catalog
from data.provinces import provinces
from data.views import NamedView
from data.warehouse import newest
from etl.explain import Warned, explain
from etl.line import Report, ingest
from etl.locks import lock
from etl.targets import set_targets
from etl.uploads import history, undo
from etl.views import LONGEST_NAME, keep_view

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
PERIODS = ("2026-07", "2026-08", "2026-09", "2026-10")
KINDS: Mapping[str, tuple[str, ...]] = tomllib.loads(
    Path(__file__).with_name("texts.toml").read_text(encoding="utf-8")
)
TEXTS = tuple(text for texts in KINDS.values() for text in texts)
TYPED = (
    "title", "form", "organiser", "role", "mode", "channel", "topic", "document_no", "source",
    "note",
)  # fmt: skip
"""The columns of a report that hold whatever was typed."""


def table(*rows: Mapping[str, object], columns: Mapping[str, str] | None = None) -> bytes:
    """A CSV of these rows; ``columns`` are headers beyond those of the report."""
    header = {id: column.label.vi for id, column in catalog().columns.items()} | (columns or {})
    text = io.StringIO()
    writer = csv.DictWriter(text, list(header), restval="")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def row(text: str, kind: str = "meeting", place: str = "Hà Nội", period: str = "2026-10") -> dict:
    """A row that says this text wherever it may say one."""
    counted = {"province": place, "period": period, "kind": kind, "quantity": 1}
    return counted | dict.fromkeys(TYPED, text)


def reports() -> Iterator[Report]:
    """One report for each text: in its name, its sender and every column, of every kind."""
    slices = product(PERIODS, (unit.name for unit in provinces(34).values()))
    for text, (period, place) in zip(TEXTS, slices, strict=False):
        rows = [row(text, kind, place, period) for kind in catalog().kinds]
        yield Report(text, table(*rows), sender=text)


def refused() -> Iterator[Report]:
    """Reports that are refused: each text as a province, and all of them as headers."""
    wrong = [row(text, place=text, kind=text, period=text) for text in TEXTS]
    yield Report(TEXTS[0], table(*wrong), sender=TEXTS[0])
    headers = {f"unknown {n}": text for n, text in enumerate(TEXTS) if text.strip()}
    told = row("x", place="Lào Cai", period="2026-06") | dict.fromkeys(headers, "x")
    yield Report(TEXTS[1], table(told, columns=headers), sender=TEXTS[1])


def hostile(store: Path) -> None:
    """Fill a store: reports, attempts, targets, explanations, locks, undos and named views."""
    outcomes = ingest(reports(), store, now=NOW, reason=" ".join(TEXTS))
    assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    ingest(refused(), store, now=NOW)
    set_targets([Report(TEXTS[2], _targets(), sender=TEXTS[2])], store, now=NOW)
    for text in TEXTS[::9]:
        keep_view(store, NamedView(text[:LONGEST_NAME], "rows=form", text), now=NOW)
    _explain(store)
    lock(store, "2026-09", why=" ".join(TEXTS), actor=TEXTS[3])
    lock(store, "2026-08", why=TEXTS[4], actor=TEXTS[4], province="01")
    warehouse = newest(store)
    assert warehouse is not None
    undo(store, history(warehouse)[-1].upload, actor=TEXTS[5])


def _targets() -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.label.vi for column in catalog().target_columns.values())
    measure = catalog().measures["meetings"].label.vi
    for unit, said in zip(provinces(34).values(), TEXTS, strict=False):
        writer.writerow((2026, unit.name, measure, 10, said))
    return text.getvalue().encode()


def _explain(store: Path) -> None:
    """Say something hostile to the warnings of two reports."""
    warehouse = newest(store)
    assert warehouse is not None
    for entry, state in zip(history(warehouse)[10:12], ("explained", "dismissed"), strict=True):
        told = [Warned(entry.upload, line, "form_unknown") for line in range(2, 8)]
        explain(store, told, state=state, reason=" ".join(TEXTS[:40]), actor=TEXTS[6], now=NOW)
