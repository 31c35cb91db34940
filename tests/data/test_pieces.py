"""A report comes back whole from its pieces, and one more does not rewrite those before it."""

from pathlib import Path

import pytest

from data import pieces
from data.moving import move
from data.warehouse import Connection, Warehouse, drafting, newest

SIZE = pieces.SIZE


def opened(store: Path) -> Warehouse:
    warehouse = newest(store)
    assert warehouse
    return warehouse


def noise(length: int) -> bytes:
    """Bytes that are unlike one another, so that pieces in a wrong order are seen."""
    return bytes((i * i // 7) % 256 for i in range(length))


@pytest.mark.both
def test_what_was_kept_comes_back(store: Path) -> None:
    lengths = [0, 1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE, 5000]
    with drafting(store) as draft:
        for length in lengths:
            pieces.keep(draft.connection, f"of {length}", noise(length))
    kept = opened(store)
    assert {n: pieces.kept(kept, f"of {n}") for n in lengths} == {n: noise(n) for n in lengths}


def test_of_a_report_that_is_not_there_nothing_is_kept(store: Path) -> None:
    with drafting(store) as draft:
        pieces.keep(draft.connection, "other", noise(SIZE))
    assert pieces.kept(opened(store), "this") == b""


def as_before(connection: Connection) -> None:
    """Make the tables of schema 2, which held each report in one row."""
    connection.execute("DROP TABLE report_bytes")
    connection.execute("ALTER TABLE uploads ADD COLUMN bytes BLOB")
    connection.execute("UPDATE facts SET value = '2' WHERE name = 'schema'")
    insert = "INSERT INTO uploads (upload, refused, bytes) VALUES (?, ?, ?)"
    connection.execute(insert, ["u1", False, noise(5000)])
    connection.execute(insert, ["u2", True, None])
    connection.execute(insert, ["u3", False, noise(10)])


def test_a_store_from_before_is_cut_with_all_it_held(store: Path) -> None:
    with drafting(store) as draft:
        as_before(draft.connection)
    assert pieces.kept(opened(store), "u1") == noise(5000)
    with drafting(store) as draft:
        assert draft.connection
    kept = opened(store)
    assert [pieces.kept(kept, id) for id in ("u1", "u2", "u3")] == [noise(5000), b"", noise(10)]
    assert kept.rows("SELECT upload FROM uploads ORDER BY 1") == [("u1",), ("u2",), ("u3",)]
    assert kept.rows("SELECT value FROM facts WHERE name = 'schema'") == [("3",)]


def test_a_store_from_before_is_moved_with_its_reports(store: Path, tmp_path: Path) -> None:
    with drafting(store) as draft:
        as_before(draft.connection)
    move(store, tmp_path / "there")
    kept = opened(tmp_path / "there")
    assert [pieces.kept(kept, id) for id in ("u1", "u2", "u3")] == [noise(5000), b"", noise(10)]
    assert kept.rows("SELECT upload FROM uploads ORDER BY 1") == [("u1",), ("u2",), ("u3",)]


def blocks(store: Path) -> set[tuple[int, int]]:
    """Where the first group of pieces stands in the file."""
    sql = (
        "SELECT block_id, block_offset FROM pragma_storage_info('report_bytes') "
        "WHERE row_group_id = 0 AND block_id >= 0"
    )
    return {(block, offset) for block, offset in opened(store).rows(sql)}


def test_a_group_that_is_full_is_not_written_again(store: Path) -> None:
    with drafting(store) as draft:
        pieces.keep(draft.connection, "u0", noise(SIZE) * 130_000)
    before = blocks(store)
    with drafting(store) as draft:
        pieces.keep(draft.connection, "u1", noise(SIZE))
    assert before
    assert blocks(store) == before
