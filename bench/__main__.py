"""The measurements from the shell: ``python -m bench [COMMAND]``."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import duckdb

from bench import checking, loading, pages, questions
from data.periods import running_period, shift
from data.store import shown

FILES = [("csv", 5_000), ("xlsx", 5_000), ("csv", 40_000), ("xlsx", 100_000)]
"""Small ones, a CSV of 10 MB, and a workbook of as many rows as the page takes."""
RESULTS = Path(__file__).parent / "results"
ROWS = click.option("--rows", default=1_000_000, show_default=True)
TIMES = click.option("--times", default=3, show_default=True, help="Runs of each way.")
OUT = click.option("--out", type=click.Path(path_type=Path), help="Where the JSON goes.")


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


def _print_loading(found: dict[str, Any]) -> None:
    click.echo(f"\n{'':24}{'seconds':>9}{'peak MB':>9}   of {found['file_mb']} MB, median of runs")
    for name in ("load", "read_csv"):
        click.echo(f"{name:24}{found[name]['seconds']:9.2f}{found[name]['peak_mb']:9d}")
    click.echo(f"{'ratio':24}{found['ratio']:9.2f}")


def _print_questions(found: dict[str, Any]) -> None:
    click.echo(f"\n{'':56}{'ms':>7}   over {found['records']:,} records")
    for name, each in found["each_ms"].items():
        click.echo(f"{name:56}{each:7.1f}")
    click.echo(f"{'together':56}{found['together_ms']:7.1f}")


def _keep(found: dict[str, Any], out: Path | None) -> None:
    now = datetime.now(UTC)
    path = out or RESULTS / f"{now:%Y%m%d-%H%M%S}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    found = {"at": now.isoformat(), **machine, "duckdb": duckdb.__version__, **found}
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _tell(f"\n{path}")


def _measure(rows: int, times: int, out: Path | None, *, asking: bool) -> None:
    last = shift(running_period(datetime.now(UTC)), -1)
    with loading.big_report(rows, last, _tell) as file:
        figures, store = loading.measure(file, times=times, tell=_tell)
        found: dict[str, Any] = {"rows": rows, "loading": figures}
        _print_loading(figures)
        if asking:
            found["questions"] = questions.measure(store)
            _print_questions(found["questions"])
    _keep(found, out)


def _print_pages(found: dict[str, Any]) -> None:
    click.echo(f"\n{found['metric']} numbers, {found['plotly_chart']} charts, CPU milliseconds")
    click.echo(f"{'':24}{'ms':>9}{'KB':>9}{'ours to it':>12}")
    for name in ("overview", "bare", "dressed", "ready"):
        sizes = f"{found[f'{name}_ms']:9.1f}{found[f'{name}_kb']:9d}"
        click.echo(f"{name:24}{sizes}{found['overview_ms'] / found[f'{name}_ms']:12.2f}")


def _print_checking(found: list[dict[str, Any]]) -> None:
    click.echo(f"\n{'seconds':24}{'MB':>6}{'bare':>9}{'new':>9}{'corrected':>11}")
    for each in found:
        name = f"{each['rows']:,} rows of {each['kind']}"
        times = f"{each['bare']:9.2f}{each['new']:9.2f}{each['correction']:11.2f}"
        click.echo(f"{name:24}{each['mb']:6.1f}{times}")


def _check(files: Sequence[tuple[str, int]], times: int, out: Path | None) -> None:
    last = shift(running_period(datetime.now(UTC)), -1)
    found = checking.measure(files, last=last, times=times, tell=_tell)
    _print_checking(found)
    _keep({"checking": found}, out)


def _page(store: Path, out: Path | None) -> None:
    found = pages.measure(store)
    _print_pages(found)
    _keep({"pages": found}, out)


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Time loading, asking, checking and a page; without a command all of it."""
    if context.invoked_subcommand is None:
        _measure(1_000_000, 3, None, asking=True)
        _check(FILES, 3, None)
        with pages.demonstration(_tell) as store:
            _page(store, None)


@main.command("loading")
@ROWS
@TIMES
@OUT
def loading_command(*, rows: int, times: int, out: Path | None) -> None:
    """Time ``python -m etl load`` against DuckDB's read_csv of the same file."""
    _measure(rows, times, out, asking=False)


@main.command("questions")
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Default: the one shown.")
@OUT
def questions_command(*, folder: Path | None, out: Path | None) -> None:
    """Time the questions of the overview on a store."""
    try:
        found = questions.measure(folder or shown())
    except LookupError as error:
        raise click.UsageError(str(error)) from error
    _print_questions(found)
    _keep({"questions": found}, out)


@main.command("pages")
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Default: the one shown.")
@OUT
def pages_command(*, folder: Path | None, out: Path | None) -> None:
    """Time a rerun of the overview beside bare pages with the same numbers and charts."""
    _page(folder or shown(), out)


@main.command("checking")
@click.option("--rows", type=int, help="One file of each kind with so many rows.")
@TIMES
@OUT
def checking_command(*, rows: int | None, times: int, out: Path | None) -> None:
    """Time checking a file of 5,000 rows and one of about 10 MB, new and as a correction."""
    _check(FILES if rows is None else [("csv", rows), ("xlsx", rows)], times, out)


if __name__ == "__main__":
    main(prog_name="python -m bench")
