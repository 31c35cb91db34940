"""``/healthz``: the store readable, its newest version, room on the disk."""

import json
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from access.gate import Gate
from data.failures import StoreDamagedError
from data.store import versions
from etl.line import Report, ingest
from tests.access.asked import Answer, asked

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "bac-kan-2021-04.csv"


def health() -> Answer:
    return asked(Gate(PlainTextResponse(""), closed=True), "/healthz", client="192.0.2.1")


def test_a_store_that_can_be_read(store: Path) -> None:
    ingest([Report(SAMPLE.name, SAMPLE.read_bytes())], store)
    answer = health()
    told = json.loads(answer.body)
    assert answer.status == 200
    assert told.pop("free_bytes") > 0
    assert told == {"store": "readable", "version": versions(store)[-1]}


def test_a_store_before_the_first_report() -> None:
    answer = health()
    assert answer.status == 200
    told = json.loads(answer.body)
    assert (told["store"], told["version"]) == ("empty", None)
    assert told["free_bytes"] > 0


@pytest.mark.parametrize("error", [StoreDamagedError("x"), PermissionError("x")])
def test_a_store_that_cannot(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_store: Path) -> None:
        raise error

    monkeypatch.setattr("access.health.newest", broken)
    answer = health()
    assert (answer.status, json.loads(answer.body)["store"]) == (503, "unreadable")
