"""What was measured, as a table in a terminal."""

from typing import Any

import click

from bench.asked import ENGINES

OTHERS = ("bare", "dressed", "dash")
CLOCKS = ("seconds", "cpu_seconds")


def loading(found: dict[str, Any]) -> None:
    """Print what a load costs, and what it costs others."""
    click.echo(f"\n{found['rows']:,} rows, {found['file_mb']} MB; median of runs")
    click.echo(f"{'':24}{'seconds':>9}{'of CPU':>9}{'peak MB':>9}{'ours to it':>12}")
    for name, ratio in found["ratios"].items():
        each = found[name]
        times = f"{each['seconds']:9.2f}{each['cpu_seconds']:9.2f}{each['peak_mb']:9d}"
        click.echo(f"{name:24}{times}{ratio:12.2f}")


def asked(found: dict[str, Any]) -> None:
    """Print what each question costs, and what it costs others."""
    ways = [name for name in ("ours", *ENGINES) if name in found]
    click.echo(f"\n{'CPU ms over ' + format(found['records'], ',') + ' records':40}"
               + "".join(f"{name:>10}" for name in ways))  # fmt: skip
    for at, question in enumerate(found["questions"]):
        spent = "".join(f"{found[name]['ms'][at][1]:10.1f}" for name in ways)
        click.echo(f"{question:40}{spent}")


def lake(found: dict[str, Any]) -> None:
    """Print what each question costs in a folder and on a lake."""
    click.echo(f"\n{'ms by the clock':40}{'folder':>10}{'lake':>10}{'lake to it':>12}")
    rows = zip(found["questions"], found["folder"]["ms"], found["lake"]["ms"], found["ratios"],
               strict=True)  # fmt: skip
    for question, folder, there, ratio in rows:
        click.echo(f"{question:40}{folder:10.1f}{there:10.1f}{ratio:12.2f}")
    click.echo(f"{'small tables into memory, once':40}{'':10}{found['copied_ms']:10.0f}")


def publishing(found: list[dict[str, Any]]) -> None:
    """Print how long a report of 1,000 rows takes by the activities that are there already."""
    click.echo(f"\n{'seconds, 1,000 rows into':24}{'load':>9}{'of CPU':>9}{'undo':>9}{'of CPU':>9}"
               f"{'copy':>9}{'of CPU':>9}")  # fmt: skip
    for each in found:
        spent = [each[part][clock] for part in ("load", "undo", "copy") for clock in CLOCKS]
        click.echo(f"{each['records']:<24,}" + "".join(f"{seconds:9.2f}" for seconds in spent))


def questions(found: dict[str, Any]) -> None:
    """Print what each question of the overview costs."""
    click.echo(f"\n{'':56}{'ms':>7}   over {found['records']:,} records")
    for name, each in found["each_ms"].items():
        click.echo(f"{name:56}{each:7.1f}")
    click.echo(f"{'together':56}{found['together_ms']:7.1f}")


def pages(found: dict[str, Any]) -> None:
    """Print what a rerun of the overview and of each bare page costs."""
    click.echo(f"\n{found['metric']} numbers, {found['plotly_chart']} charts, CPU milliseconds")
    click.echo(f"{'':24}{'ms':>9}{'KB':>9}{'ours to it':>12}")
    for name in ("overview", "bare", "dressed", "ready"):
        sizes = f"{found[f'{name}_ms']:9.1f}{found[f'{name}_kb']:9d}"
        click.echo(f"{name:24}{sizes}{found['overview_ms'] / found[f'{name}_ms']:12.2f}")


def checking(found: list[dict[str, Any]]) -> None:
    """Print how long checks take by file."""
    click.echo(f"\n{'seconds':24}{'MB':>6}{'bare':>9}{'new':>9}{'corrected':>11}")
    for each in found:
        name = f"{each['rows']:,} rows of {each['kind']}"
        times = f"{each['bare']:9.2f}{each['new']:9.2f}{each['correction']:11.2f}"
        click.echo(f"{name:24}{each['mb']:6.1f}{times}")


def readers(found: dict[str, Any]) -> None:
    """Print how long clicks take by the number of readers."""
    click.echo(f"\n{'readers at once, ms':24}{'p50':>9}{'p95':>9}{'bare p50':>10}{'bare p95':>10}")
    for many, ours in found["overview"].items():
        if many == "session_mb":
            continue
        bare = found["bare"].get(many, {})
        theirs = "".join(f"{bare[part]:10.1f}" for part in bare)
        click.echo(f"{many:24}{ours['p50']:9.1f}{ours['p95']:9.1f}{theirs}")
    held = " and ".join(f"{found[name]['session_mb']} MB ({name})" for name in found)
    click.echo(f"a session holds {held}")


def starting(found: dict[str, Any]) -> None:
    """Print how long a start takes."""
    click.echo(f"\n{'seconds':24}{'overview':>9}{'bare':>9}{'ours to it':>12}")
    for part, ours in found["overview"].items():
        bare = found["bare"][part]
        click.echo(f"{part:24}{ours:9.2f}{bare:9.2f}{ours / bare:12.2f}")


def changing(found: dict[str, Any]) -> None:
    """Print our cost of a change on each page, and how many times that of the others it is."""
    for part in ("rerun_ms", "first_s", "redrawn_ms", "browser_ms", "server_ms"):
        others = [who for who in OTHERS if any(who in each[part] for each in found.values())]
        heads = ("ours", *others, *(f"to {who}" for who in others))
        click.echo(f"\n{part:24}" + "".join(f"{head:>11}" for head in heads))
        for page, each in found.items():
            ours, *theirs = (each[part].get(who) for who in ("ours", *others))
            clocks = "".join(f"{ms or 0:11.2f}" for ms in (ours, *theirs))
            ratios = "".join(f"{ours / ms:11.2f}" if ms else " " * 11 for ms in theirs)
            click.echo(f"{page:24}{clocks}{ratios}")
