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

from bench import (
    asked,
    changing,
    checking,
    growing,
    lake,
    loading,
    pages,
    plotted,
    printed,
    publishing,
    questions,
    readers,
    starting,
)
from data.periods import running_period, shift
from data.store import shown_folder

FILES = [("csv", 5_000), ("xlsx", 5_000), ("csv", 40_000), ("xlsx", 100_000)]
"""Small ones, a CSV of 10 MB, and a workbook of as many rows as the page takes."""
RESULTS = Path(__file__).parent / "results"
CHART = Path(__file__).parents[1] / "docs" / "performance.svg"
SIZES = (10_000, 100_000, 1_000_000)
GROWING = (10_000, 1_000_000, 10_000_000)
MOST_LOADED, MOST_ASKED = 10_000_000, 50_000_000
ROWS = click.option("--rows", multiple=True, default=SIZES, show_default=True)
TIMES = click.option("--times", default=3, show_default=True, help="Runs of each way.")
OUT = click.option("--out", type=click.Path(path_type=Path), help="Where the JSON goes.")


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


def _keep(found: dict[str, Any], out: Path | None) -> None:
    now = datetime.now(UTC)
    path = out or RESULTS / f"{now:%Y%m%d-%H%M%S}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    found = {"at": now.isoformat(), **machine, "duckdb": duckdb.__version__, **found}
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _tell(f"\n{path}")


def _measure(sizes: Sequence[int], times: int, out: Path | None, *, asking: bool) -> None:
    last = shift(running_period(datetime.now(UTC)), -1)
    found: dict[str, Any] = {"loading": [], "questions": []}
    for rows in sizes:
        with loading.big_report(rows, last, _tell) as file:
            figures, store = loading.measure(file, rows, times=times, tell=_tell)
            found["loading"].append(figures)
            printed.loading(figures)
            if asking:
                found["questions"].append(questions.measure(store))
                printed.questions(found["questions"][-1])
    _keep(found, out)


def _ask(sizes: Sequence[int], times: int, out: Path | None) -> None:
    last = shift(running_period(datetime.now(UTC)), -1)
    found = []
    for rows in sizes:
        with growing.grown(rows, last, _tell) as store:
            found.append(asked.measure(store, store.parent, times=times, tell=_tell))
        printed.asked(found[-1])
    _keep({"asked": found}, out)


def _publish(sizes: Sequence[int], times: int, out: Path | None) -> None:
    last = shift(running_period(datetime.now(UTC)), -1)
    found = publishing.measure(tuple(sizes), last=last, times=times, tell=_tell)
    printed.publishing(found)
    _keep({"publishing": found}, out)


def _check(files: Sequence[tuple[str, int]], times: int, out: Path | None) -> None:
    last = shift(running_period(datetime.now(UTC)), -1)
    found = checking.measure(files, last=last, times=times, tell=_tell)
    printed.checking(found)
    _keep({"checking": found}, out)


def _page(store: Path, out: Path | None) -> None:
    found = pages.measure(store)
    printed.pages(found)
    _keep({"pages": found}, out)


def _change(store: Path, out: Path | None, chart: Path, *, times: int) -> None:
    found = changing.measure(store, _tell, times=times)
    printed.changing(found)
    plotted.plot(found, chart)
    _keep({"changing": found}, out)


def _read(rows: int, more: int, out: Path | None) -> None:
    last = shift(running_period(datetime.now(UTC)), -1)
    with (
        growing.grown(rows, last, _tell) as store,
        loading.big_report(more, last, _tell) as report,
    ):
        found = readers.measure(store, report, _tell)
    printed.readers(found)
    _keep({"readers": found}, out)


def _lake(store: Path, times: int, out: Path | None) -> None:
    if found := lake.measure(store, times=times, tell=_tell):
        printed.lake(found)
        _keep({"lake": found}, out)


def _start(store: Path, out: Path | None) -> None:
    found = starting.measure(store)
    printed.starting(found)
    _keep({"starting": found}, out)


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Time loading, asking, checking, pages, readers and a start; without a command all of it."""
    if context.invoked_subcommand is None:
        _measure(SIZES, 3, None, asking=True)
        _measure((MOST_LOADED,), 1, None, asking=True)
        _ask((*GROWING, MOST_ASKED), 5, None)
        _publish(GROWING, 5, None)
        _check(FILES, 3, None)
        with pages.demonstration(_tell) as store:
            _page(store, None)
            _lake(store, 11, None)
            _start(store, None)
            _change(store, None, CHART, times=changing.TIMES)
        _read(40_000, 5_000, None)


@main.command("loading")
@ROWS
@TIMES
@OUT
def loading_command(*, rows: tuple[int, ...], times: int, out: Path | None) -> None:
    """Time ``python -m etl load`` beside read_csv, pandera and frictionless; 10 M takes long."""
    _measure(rows, times, out, asking=False)


@main.command("questions")
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Default: the one shown.")
@OUT
def questions_command(*, folder: Path | None, out: Path | None) -> None:
    """Time the questions of the overview on a store."""
    try:
        found = questions.measure(folder or shown_folder())
    except LookupError as error:
        raise click.UsageError(str(error)) from error
    printed.questions(found)
    _keep({"questions": found}, out)


@main.command("asked")
@ROWS
@TIMES
@OUT
def asked_command(*, rows: tuple[int, ...], times: int, out: Path | None) -> None:
    """Time ten questions of the pages beside the same on plain records; 10 M needs 12 GB."""
    _ask(rows, times, out)


@main.command("publishing")
@click.option("--rows", multiple=True, default=GROWING, show_default=True, help="Already there.")
@TIMES
@OUT
def publishing_command(*, rows: tuple[int, ...], times: int, out: Path | None) -> None:
    """Time a report of 1,000 rows, loaded into stores of several sizes and undone."""
    _publish(rows, times, out)


@main.command("pages")
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Default: the one shown.")
@OUT
def pages_command(*, folder: Path | None, out: Path | None) -> None:
    """Time a rerun of the overview beside bare pages with the same numbers and charts."""
    _page(folder or shown_folder(), out)


@main.command("checking")
@click.option("--rows", type=int, help="One file of each kind with so many rows.")
@TIMES
@OUT
def checking_command(*, rows: int | None, times: int, out: Path | None) -> None:
    """Time checking a file of 5,000 rows and one of about 10 MB, new and as a correction."""
    _check(FILES if rows is None else [("csv", rows), ("xlsx", rows)], times, out)


@main.command("readers")
@click.option("--rows", default=40_000, show_default=True, help="Activities in the store.")
@click.option("--more", default=5_000, show_default=True, help="Rows loaded meanwhile.")
@OUT
def readers_command(*, rows: int, more: int, out: Path | None) -> None:
    """Time the clicks of 1 to 50 readers with a second of thought, and during a load."""
    _read(rows, more, out)


@main.command("lake")
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Default: the one shown.")
@TIMES
@OUT
def lake_command(*, folder: Path | None, times: int, out: Path | None) -> None:
    """Time ten questions of the pages on a lake, with a PostgreSQL and an S3 of its own."""
    _lake(folder or shown_folder(), times, out)


@main.command("starting")
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Default: the one shown.")
@OUT
def starting_command(*, folder: Path | None, out: Path | None) -> None:
    """Time a cold start to the first chart in Chromium, beside the bare page."""
    _start(folder or shown_folder(), out)


@main.command("changing")
@click.option("--store", "folder", type=click.Path(path_type=Path), help="Default: the one shown.")
@click.option("--times", default=changing.TIMES, show_default=True, help="Changes of each page.")
@click.option("--chart", type=click.Path(path_type=Path), default=CHART, help="Where it is drawn.")
@OUT
def changing_command(*, folder: Path | None, times: int, chart: Path, out: Path | None) -> None:
    """Time every page from a choice to the last chart, beside a bare page and a Dash page."""
    _change(folder or shown_folder(), out, chart, times=times)


if __name__ == "__main__":
    main(prog_name="python -m bench")
