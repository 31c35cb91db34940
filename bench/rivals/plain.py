"""Ask the same aggregates of plain records: a Parquet file in DuckDB, polars or pandas."""

import json
import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

Asked = dict[str, Any]
"""``by`` (columns), ``sums`` (pairs of a kind and a column), ``first``, ``last``, ``where``."""
LISTS = ("channel",)


def duckdb_of(file: str) -> Callable[[Asked], object]:
    """Return what answers from a table of DuckDB in memory."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("CREATE TABLE records AS FROM read_parquet(?)", [file])

    def answer(asked: Asked) -> object:
        return connection.execute(sql_of(asked)).fetchall()

    return answer


def sql_of(asked: Asked) -> str:
    """Return the aggregate as SQL; every value is one of ours."""
    sums = [f"sum({c}) FILTER (kind = '{k}')" for k, c in asked["sums"]] or ["count(*)"]
    tests = ["status = 'done'", f"period BETWEEN '{asked['first']}' AND '{asked['last']}'"]
    tests += [f"{c} = '{v}'" for c, v in asked["where"].items()]
    if asked["search"]:
        tests.append(f"title ILIKE '%{asked['search']}%'")
    facts = f"(SELECT * FROM records WHERE {' AND '.join(tests)})"  # noqa: S608
    for column in (c for c in LISTS if c in asked["by"]):
        facts = f"(SELECT * REPLACE (unnest({column}) AS {column}) FROM {facts})"  # noqa: S608
    groups = " GROUP BY " + ", ".join(asked["by"]) if asked["by"] else ""
    return f"SELECT {', '.join([*asked['by'], *sums])} FROM {facts}{groups}"  # noqa: S608


def polars_of(file: str) -> Callable[[Asked], object]:
    """Return what answers from a data frame of polars."""
    import polars as pl

    table = pl.read_parquet(file)

    def answer(asked: Asked) -> object:
        tests = [
            pl.col("status") == "done",
            pl.col("period").is_between(pl.lit(asked["first"]), pl.lit(asked["last"])),
        ]
        tests += [pl.col(c) == v for c, v in asked["where"].items()]
        if asked["search"]:
            tests.append(pl.col("title").str.contains(f"(?i){asked['search']}"))
        rows = table.lazy().filter(*tests)
        for column in set(LISTS) & set(asked["by"]):
            rows = rows.explode(column)
        sums = [
            pl.col(c).filter(pl.col("kind") == k).sum().alias(f"{k}_{c}") for k, c in asked["sums"]
        ]
        sums = sums or [pl.len()]
        return (
            rows.group_by(asked["by"]).agg(sums) if asked["by"] else rows.select(sums)
        ).collect()

    return answer


def pandas_of(file: str) -> Callable[[Asked], object]:
    """Return what answers from a data frame of pandas."""
    import pandas as pd

    table = pd.read_parquet(file)

    def answer(asked: Asked) -> object:
        at = (table["status"] == "done") & table["period"].between(asked["first"], asked["last"])
        for column, value in asked["where"].items():
            at &= table[column] == value
        if asked["search"]:
            at &= table["title"].str.contains(asked["search"], case=False, regex=False)
        rows = table[at]
        for column in set(LISTS) & set(asked["by"]):
            rows = rows.explode(column)
        if not asked["sums"]:
            return len(rows)
        keys = [*asked["by"], "kind"]
        return rows.groupby(keys)[sorted({c for _, c in asked["sums"]})].sum()

    return answer


ENGINES = {"duckdb": duckdb_of, "polars": polars_of, "pandas": pandas_of}


def main(engine: str, file: str, questions: str, times: int) -> None:
    """Print the median milliseconds of each question, by the clock and of processor time."""
    answer = ENGINES[engine](file)
    found = []
    for asked in json.loads(questions):
        answer(asked)
        clocks = []
        for _ in range(times):
            start, busy = time.perf_counter(), time.process_time()
            answer(asked)
            clocks.append((time.perf_counter() - start, time.process_time() - busy))
        found.append([median(column) * 1000 for column in zip(*clocks, strict=True)])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"ms": found, "peak_mb": round(peak / 1024)}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
