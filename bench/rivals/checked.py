"""Load a report with pandas, its checks by pandera, into a new DuckDB file."""

import json
import sys
from typing import Any

import duckdb
import pandas as pd
import pandera.pandas as pa

from bench.rivals.rules import COUNTS, DATE, NUMBER, PERIOD

KEYS = ["province", "period", "kind", "title", "date", "document_no", "organiser", "form"]


def schema(lists: dict[str, list[str]]) -> Any:  # noqa: ANN401
    """Return the checks of the monthly report that pandera can hold."""

    def text(most: int, *checks: Any, empty: bool = True) -> Any:  # noqa: ANN401
        return pa.Column(str, [pa.Check.str_length(max_value=most), *checks], nullable=empty)

    columns = {
        "province": text(100, pa.Check.isin(lists["province"]), empty=False),
        "period": text(20, pa.Check.str_matches(PERIOD), empty=False),
        "kind": text(100, pa.Check.isin(lists["kind"]), empty=False),
        "title": text(1_000),
        "date": text(50, pa.Check.str_matches(DATE)),
        "status": text(50, pa.Check.isin(lists["status"])),
        "note": text(2_000),
        **{id: text(50, pa.Check.str_matches(NUMBER)) for id in COUNTS},
        **{id: text(500) for id in ("form", "organiser", "role", "mode", "channel", "topic",
                                    "document_no", "source")},
    }  # fmt: skip
    return pa.DataFrameSchema(columns, strict=True, unique=[*KEYS, *COUNTS, "note", "topic"])


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the checked table with counts as numbers, days as dates and periods in order."""
    for id in COUNTS:
        digits = table[id].str.replace(r"\D", "", regex=True)
        table[id] = pd.to_numeric(digits).astype("Int64")
    month = table["period"].str.extract(r"(\d+)/(\d+)$")
    table["period"] = month[1] + "-" + month[0].str.zfill(2)
    first = table["date"].str.extract(r"^(?:ngày )?(\d{1,2})(?:-\d+)?/(\d{1,2})/(\d{4})$")
    table["date_start"] = pd.to_datetime(first[2] + "-" + first[1] + "-" + first[0])
    return table


def main(file: str, lists: str, to: str) -> None:
    """Read, check, and write; pandera raises with every failure if there is one."""
    with open(lists, encoding="utf-8") as kept:  # noqa: PTH123
        known = json.load(kept)
    table = pd.read_csv(file, dtype=str).rename(columns=known["columns"])
    table = typed(schema(known).validate(table, lazy=True))
    with duckdb.connect(to) as connection:
        connection.register("staged", table)
        connection.execute("CREATE TABLE records AS FROM staged")


if __name__ == "__main__":
    main(*sys.argv[1:])
