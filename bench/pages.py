"""Time a warm rerun of the overview on a server beside bare pages that show the same."""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import cycle, islice, pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import plotly.graph_objects as go

from bench.bare import GIVEN, SCRIPT, Call
from bench.drawn import ELEMENTS, around, drawn, noted
from bench.opened import opened
from bench.served import Reader, Server, served, serving
from data.periods import running_period, shift
from etl.demo import reports
from etl.line import Report, ingest
from pages.charts.look import Drawn

TIMES = 60
MONTHS = 36


def measure(store: Path, *, times: int = TIMES) -> dict[str, Any]:
    """Return the median milliseconds of processor time of each page, and their ratios.

    ``bare`` has the numbers, charts and tables alone; ``dressed`` also the menu, the filters
    and the texts, but nothing that works them out. ``ready`` is the bare one with figures like
    ours, which are put together for sending only once: Plotly copies a figure with every click.
    """
    with patch.dict(os.environ, {"DASHBOARD_STORE": str(store)}), TemporaryDirectory() as folder:
        calls, more, menu = overview()
        files = {
            "bare": kept(Path(folder) / "bare", calls),
            "dressed": kept(Path(folder) / "dressed", [*calls, *more], menu),
            "ready": kept(Path(folder) / "ready", calls, figure=Drawn),
        }
        with ExitStack() as stack:
            readers = {"overview": stack.enter_context(served("dashboard.py"))}
            for name, file in files.items():
                server = stack.enter_context(bare(file))
                readers[name] = stack.enter_context(server.reader())
            spent, came = turns(readers, times)
    return {
        **{f"{name}_ms": round(ms, 1) for name, ms in spent.items()},
        **{f"{name}_kb": round(size / 1024) for name, size in came.items()},
        "ratio": round(spent["overview"] / spent["bare"], 2),
        **{f"ratio_{n}": round(spent["overview"] / spent[n], 2) for n in ("dressed", "ready")},
        **{name: sum(call[0] == name for call in calls) for name in ELEMENTS},
    }


@contextmanager
def demonstration(tell: Callable[[str], None]) -> Iterator[Path]:
    """Give a store of three years of synthetic reports that is removed afterwards."""
    last = shift(running_period(datetime.now(UTC)), -1)
    with TemporaryDirectory(prefix="bench-") as folder:
        store = Path(folder) / "store"
        tell(f"making {MONTHS} months of reports …")
        made = [Report(r.name, r.data, r.sent_at) for r in reports(months=MONTHS, last=last)]
        ingest(made, store, demonstration=True)
        yield store


@contextmanager
def bare(file: Path) -> Iterator[Server]:
    """Serve the bare page that draws what is in a file."""
    # In a folder of its own: Streamlit looks for modules beside the script first.
    with TemporaryDirectory() as folder:
        script = Path(folder) / "bare_page.py"
        script.write_text(SCRIPT, encoding="utf-8")
        with serving(str(script), **{GIVEN: str(file)}) as server:
            yield server


def overview() -> tuple[list[Call], list[Call], list[str]]:
    """Return what the overview draws: its elements, what stands around them, and its menu."""
    page = opened()
    listed = menu(page)
    return drawn(page), around(page), listed


def menu(page: Any) -> list[str]:  # noqa: ANN401
    """Return the names of all pages, as the menu of an opened one has them."""
    ((_, (pages,), _),) = noted(page, ["navigation"])
    return [each.title for group in pages.values() for each in group]


def kept(
    file: Path,
    calls: list[Call] | dict[str, list[Call]],
    menu: Sequence[str] = (),
    *,
    figure: type[go.Figure] = go.Figure,
) -> Path:
    """Write down what a bare page draws, or by the choice of its one filter."""
    views = calls if isinstance(calls, dict) else {"": calls}
    file.write_bytes(pickle.dumps((views, menu, figure)))
    return file


def turns(
    readers: dict[str, Reader], times: int, views: Sequence[str] = ("",)
) -> tuple[dict[str, float], dict[str, int]]:
    """Return the median milliseconds of each reader's clicks, turn by turn, and their bytes.

    Each click asks for the next of the ``views``, which are queries of the URL.
    """
    came = {
        name: [reader.rerun(view) for _ in range(5) for view in views][-1]
        for name, reader in readers.items()
    }
    clocks: dict[str, list[float]] = {name: [] for name in readers}
    for view in islice(cycle(views), times + 1):
        for name, reader in readers.items():
            # From click to click: what a server tidies up afterwards belongs to it.
            clocks[name].append(reader.busy())
            reader.rerun(view)
    spent = {
        name: median(after - before for before, after in pairwise(at)) * 1000
        for name, at in clocks.items()
    }
    return spent, came
