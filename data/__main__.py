"""The warehouse from the shell: ``python -m data ask | records | move | tend``."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data import store
from data.catalog import catalog
from data.exports import csv_text, json_text
from data.failures import StoreDamagedError
from data.filters import CURRENT, REPORTED, Filters, QuestionError, clauses
from data.questions import Question
from data.reached import ask, checked, goals_in, one_year
from data.records import COLUMNS, batches
from data.upkeep import move_command, tend_command
from data.warehouse import Warehouse, newest

SIGNS = {"": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
NO_REPORT = "Chưa có báo cáo nào trong kho. / No report has been loaded yet."
OLDER = (
    "Tệp số liệu mới nhất (bản {bad}) bị hỏng, đây là bản {shown}; chạy python -m etl rebuild. / "
    "The newest file of figures (version {bad}) is damaged, this is version {shown}; run "
    "python -m etl rebuild."
)
DAMAGED = (
    "Các tệp số liệu đều bị hỏng; chạy python -m etl rebuild hoặc restore. / All files of figures "
    "are damaged; run python -m etl rebuild or restore."
)
TWICE = (
    "Tên tỉnh hoặc vùng lặp lại là địa bàn trước và sau 1/7/2025; dùng --boundaries current để "
    "gộp. / A name that stands twice is the territory before and after 2025-07-01; use "
    "--boundaries current to add them up."
)
# What a store without reports exports: the columns.
NOTHING = pa.RecordBatch.from_pydict({name: pa.nulls(0) for name in COLUMNS})
YEARLY = (
    "Chỉ tiêu là của một năm; thêm --by year hoặc --where year=2026. / A target is of one year; "
    "add --by year or --where year=2026."
)
BOUNDARIES = click.Choice([REPORTED, CURRENT])


def _filters(where: Iterable[str], boundaries: str = REPORTED) -> Filters:
    values: dict[str, tuple[str, ...]] = {}
    for pair in where:
        dimension, equals, value = pair.partition("=")
        if not equals or not value.strip():
            raise click.UsageError(f"{pair!r}: viết / write DIM=VALUE")
        values[dimension.strip()] = (*values.get(dimension.strip(), ()), value.strip())
    return Filters(where=values, boundaries=boundaries)


@contextmanager
def _usage() -> Iterator[None]:
    """Turn a question about something unknown into the shell's usage error (exit 2)."""
    try:
        yield
    except QuestionError as error:
        raise click.UsageError(str(error)) from error


def _warehouse() -> Warehouse | None:
    try:
        warehouse = newest(store.shown())
    except StoreDamagedError as error:
        raise click.ClickException(DAMAGED) from error
    if warehouse is None:
        click.echo(NO_REPORT, err=True)
    elif warehouse.instead_of:
        said = OLDER.format(bad=warehouse.instead_of, shown=warehouse.version)
        click.echo(said, err=True)
    return warehouse


def _table_text(table: pd.DataFrame, question: Question) -> str:
    """Return the answer as aligned text, qualifiers before the numbers."""
    columns = []
    for name in dict.fromkeys((*question.by, *question.measures)):
        if name in question.by:
            cells = ["" if pd.isna(v) else str(v) for v in table[name]]
        else:
            marks = table[f"{name}_qualifier"].map(SIGNS)
            cells = [
                "—" if value is None else f"{mark}{value:,}".replace(",", ".")
                for mark, value in zip(marks, table[name], strict=True)
            ]
        width = max(map(len, [name, *cells]))
        side = str.ljust if name in question.by else str.rjust
        columns.append([side(cell, width) for cell in [name, *cells]])
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns, strict=True))


def _rows(table: pd.DataFrame, names: tuple[str, ...]) -> list[dict[str, object]]:
    plain = table[list(names)].astype(object)
    cells = plain.where(plain.notna(), None).itertuples(index=False, name=None)
    return [dict(zip(names, row, strict=True)) for row in cells]


@click.group()
def main() -> None:
    """Hỏi số liệu và xuất bản ghi. / Ask for figures and export records."""


@main.command("ask")
@click.argument("asked", nargs=-1, required=True, metavar="MEASURE…")
@click.option("--by", "by", multiple=True, metavar="DIM…", help="Chia theo / group by.")
@click.option("--where", multiple=True, metavar="DIM=VALUE…", help="Chỉ lấy / only these.")
@click.option("--boundaries", type=BOUNDARIES, default=REPORTED, show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def ask_command(
    asked: tuple[str, ...], by: tuple[str, ...], where: tuple[str, ...], boundaries: str, form: str
) -> None:
    """Trả lời một câu hỏi: chỉ tiêu theo chiều. / Answer a question: measures by dimensions."""
    words = [word for text in asked for word in text.split(",") if "=" not in text]
    dims = [dim for text in by for dim in text.split(",")]
    # "--by province period" reaches us with the second word among the measures.
    dims += [word for word in words if word in catalog().dimensions]
    pairs = (*where, *(text for text in asked if "=" in text))
    question = Question(
        measures=tuple(w for w in words if w not in catalog().dimensions),
        by=tuple(dict.fromkeys(dims)),
        filters=_filters(pairs, boundaries),
    )
    if not question.measures:
        raise click.UsageError(
            f"thiếu chỉ tiêu / no measure. {', '.join((*catalog().measures, *catalog().goals))}"
        )
    with _usage():
        checked(question)
    warehouse = _warehouse()
    names = tuple(dict.fromkeys((*question.by, *question.measures)))
    table = pd.DataFrame(columns=list(names))
    if warehouse:
        table = ask(warehouse, question)
        if question.by and table.duplicated(list(question.by)).any():
            click.echo(TWICE, err=True)
        if goals_in(question) and "year" not in question.by:
            _say_yearly(warehouse, question)
    _print_answer(table, question, names, form)


def _say_yearly(warehouse: Warehouse, question: Question) -> None:
    """Say why targets are empty where the answer is of several years."""
    if one_year(warehouse, question.filters) is None:
        click.echo(YEARLY, err=True)


def _print_answer(
    table: pd.DataFrame, question: Question, names: tuple[str, ...], form: str
) -> None:
    if form == "json":
        click.echo("".join(json_text(_rows(table, names))), nl=False)
    elif form == "csv":
        rows = (list(row.values()) for row in _rows(table, names))
        click.echo("".join(csv_text(names, rows)), nl=False)
    elif len(table):
        click.echo(_table_text(table, question))


@main.command("records")
@click.argument("pairs", nargs=-1, metavar="")
@click.option("--where", multiple=True, metavar="DIM=VALUE…", help="Chỉ lấy / only these.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def records_command(
    pairs: tuple[str, ...], where: tuple[str, ...], form: str, out: Path | None
) -> None:
    """Xuất các bản ghi như đã lưu. / Export the records as stored."""
    filters = _filters((*where, *pairs))
    with _usage():
        clauses(filters)
    warehouse = _warehouse()
    chunks = batches(warehouse, filters) if warehouse else iter([NOTHING])
    if out is None:
        _write(chunks, form, sys.stdout.buffer)
        return
    with out.open("wb") as file:
        _write(chunks, form, file)


def _write(chunks: Iterator[pa.RecordBatch], form: str, file: BinaryIO) -> None:
    if form == "parquet":
        first = next(chunks)
        with pq.ParquetWriter(file, first.schema) as writer:
            for chunk in chain([first], chunks):
                writer.write_batch(chunk)
        return
    rows = (row for chunk in chunks for row in chunk.to_pylist())
    if form == "json":
        parts = json_text(rows)
    else:
        parts = csv_text(COLUMNS, (list(row.values()) for row in rows))
    for part in parts:
        file.write(part.encode())


main.add_command(move_command)
main.add_command(tend_command)

if __name__ == "__main__":
    main(prog_name="python -m data")
