"""Tables from before become those of today, with all they held; those of a later program stay."""

from pathlib import Path

import pytest

from data.failures import StoreNewerError, StoreOutdatedError
from data.tables import SCHEMA_VERSION, differing, fit
from data.warehouse import drafting, newest


def altered(store: Path, *statements: str) -> None:
    """A store as another program might have made it."""
    with drafting(store) as draft:
        connection = draft.connection
        for statement in statements:
            connection.execute(statement)


def behind(store: Path) -> list[str]:
    warehouse = newest(store)
    assert warehouse
    return differing(warehouse.cursor())


def test_a_new_store_lacks_nothing(store: Path) -> None:
    altered(store)
    assert behind(store) == []


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("locks", "DROP TABLE locks"),
        ("audit", "ALTER TABLE audit DROP COLUMN detail"),
        ("slices", "ALTER TABLE slices ADD COLUMN forgotten INTEGER"),
        ("uploads", "ALTER TABLE uploads ALTER row_count TYPE INTEGER"),
    ],
)
def test_a_table_that_is_not_as_today_is_found(store: Path, table: str, statement: str) -> None:
    altered(store, statement)
    assert behind(store) == [table]


def test_the_order_of_columns_is_no_difference(store: Path) -> None:
    altered(
        store,
        "ALTER TABLE locks DROP COLUMN period",
        "ALTER TABLE locks ADD COLUMN period VARCHAR",
    )
    assert behind(store) == []


def test_what_a_table_held_stays_and_a_new_column_is_empty(store: Path) -> None:
    altered(
        store,
        "INSERT INTO locks VALUES ('2021-04', '06', '2021-05-01', 'Hoa', 'chốt')",
        "ALTER TABLE locks DROP COLUMN actor",
        "ALTER TABLE locks ADD COLUMN forgotten INTEGER",
        "UPDATE facts SET value = '0' WHERE name = 'schema'",
    )
    altered(store)
    warehouse = newest(store)
    assert warehouse
    found = warehouse.rows("SELECT period, province_code, actor, why FROM locks")
    assert found == [("2021-04", "06", None, "chốt")]
    assert warehouse.rows("SELECT value FROM facts WHERE name = 'schema'") == [(SCHEMA_VERSION,)]
    assert behind(store) == []


def test_what_reports_said_is_not_made_up(store: Path) -> None:
    altered(store, "ALTER TABLE records DROP COLUMN topic")
    with pytest.raises(StoreOutdatedError, match="records"):
        altered(store)
    assert behind(store) == ["records"]


def test_a_table_of_a_later_program_is_not_touched(store: Path) -> None:
    altered(store, "UPDATE facts SET value = '99' WHERE name = 'schema'")
    with pytest.raises(StoreNewerError, match="99"):
        altered(store)
    with pytest.raises(StoreNewerError):
        behind(store)


def test_nothing_is_done_to_tables_that_are_as_today(store: Path) -> None:
    altered(store, "INSERT INTO facts VALUES ('note', 'kept')")
    with drafting(store) as draft:
        fit(draft.connection, [])
    warehouse = newest(store)
    assert warehouse
    assert warehouse.rows("SELECT value FROM facts WHERE name = 'note'") == [("kept",)]
