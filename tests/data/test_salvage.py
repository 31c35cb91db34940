"""What can still be read of a damaged store is found, and nothing older is taken for it."""

from pathlib import Path

import pytest

from data.salvage import readable
from data.store import path_of
from data.warehouse import drafting
from tests.data.test_sums import flipped

TABLES = ("facts", "audit", "explained")


@pytest.fixture
def logged(store: Path) -> Path:
    """A store of two versions, each with a step in its log and a table of several blocks."""
    for step in (1, 2):
        with drafting(store) as draft:
            draft.connection.execute("INSERT INTO audit (step) VALUES (?)", [step])
            draft.connection.execute("INSERT INTO facts SELECT 'x', range FROM range(200000)")
            draft.connection.execute("INSERT INTO records (quantity) FROM range(400000)")
    return store


def version(store: Path) -> int | None:
    found = readable(store, TABLES)
    return found.version if found else None


def test_damage_elsewhere_does_not_matter(logged: Path) -> None:
    file = path_of(logged, 2)
    assert version(logged) == 2
    flipped(file, 100)
    assert version(logged) in (1, 2)


@pytest.mark.parametrize("header", [4096, 8192])
def test_the_older_of_two_headers_is_not_taken_for_the_newest_state(
    logged: Path, header: int
) -> None:
    """As if the last write of a header had been lost: all of DuckDB's checksums are right."""
    file = path_of(logged, 2)
    data = bytearray(file.read_bytes())
    other = 4096 + 8192 - header
    data[header : header + 4096] = data[other : other + 4096]
    file.write_bytes(data)
    found = readable(logged, TABLES)
    assert found
    [(steps,)] = found.rows("SELECT count(*) FROM audit")
    assert steps == found.version


def test_what_cannot_be_read_is_passed_over(logged: Path) -> None:
    file = path_of(logged, 2)
    for at in range(12288 + 100, file.stat().st_size, 4096):
        flipped(file, at)
    assert version(logged) == 1


def test_of_nothing_readable_there_is_none(logged: Path) -> None:
    for number in (1, 2):
        path_of(logged, number).write_bytes(b"damaged")
    assert version(logged) is None
    assert readable(logged / "nowhere", TABLES) is None
