"""The records behind the figures, page by page and all at once."""

import pandas as pd
import pyarrow as pa
import pytest

from data.filters import Filters
from data.records import BATCH, COLUMNS, batches, count, records
from tests.data.conftest import SAMPLES, Asked


@pytest.mark.both
def test_pages_put_together_are_all_records_once(merger: Asked) -> None:
    award = Filters({"kind": ("award",)})
    pages = [records(merger.warehouse, award, limit=50, offset=at) for at in range(0, 800, 50)]
    together = pd.concat(pages)
    assert len(together) == count(merger.warehouse, award)
    assert len(together) == sum(row["kind"] == "award" for row in merger.rows)
    assert not together.duplicated(["upload", "row"]).any()
    assert list(together.period) == sorted(together.period, reverse=True)
    assert len(records(merger.warehouse, Filters())) == 200


def test_a_record_says_which_line_of_which_file_it_was(samples: Asked) -> None:
    table = records(samples.warehouse, Filters())
    assert list(table.columns) == [*COLUMNS, "file"]
    assert set(table.file) == {path.name for path in SAMPLES.glob("*.csv")}
    row = table[table.copies == 1890].iloc[0].to_dict()
    lines = (SAMPLES / row["file"]).read_text(encoding="utf-8-sig").splitlines()
    assert row["title"] in lines[row["row"] - 1]
    assert row["province"] == "Bắc Kạn"
    assert (row["vintage"], row["province_code"], row["period"]) == (63, "06", "2021-04")


@pytest.mark.both
def test_values_are_stored_as_the_contract_says(samples: Asked) -> None:
    rows = [row for batch in batches(samples.warehouse, Filters()) for row in batch.to_pylist()]
    assert len(rows) == 36
    workshop = next(row for row in rows if row["participants"] == 150)
    assert workshop["participants_qualifier"] == "at_least"
    assert workshop["quantity_qualifier"] is None
    assert workshop["date_start"] is None
    column = next(row for row in rows if row["kind"] == "press" and row["period"] == "2021-04")
    assert column["channel"] == ["print", "radio", "television"]
    assert (column["role"], column["status"], column["date_precision"]) == (
        "joint",
        "done",
        "month",
    )
    study = next(row for row in rows if row["mode"] == "online")
    assert (str(study["date_start"]), str(study["date_end"])) == ("2021-03-27", "2021-03-28")
    assert study["date_precision"] == "range"
    assert study["channel"] is None


@pytest.mark.both
def test_the_first_batch_carries_the_columns_also_without_records(samples: Asked) -> None:
    nothing = list(batches(samples.warehouse, Filters(first="2030-01")))
    assert [batch.num_rows for batch in nothing] == [0]
    assert nothing[0].schema.names == list(COLUMNS)
    assert nothing[0].schema.field("quantity").type == pa.int64()
    assert BATCH >= 10_000
