"""Time a change of the period on every page with charts, beside a bare page and a Dash page."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode
from xml.etree import ElementTree

import pandas as pd
from playwright.sync_api import Browser, Page
from plotly.utils import PlotlyJSONEncoder

from bench.bare import Call
from bench.beside import ROOT, python
from bench.chromium import Change, changed, chromium, first_chart, looking
from bench.drawn import ELEMENTS, around, drawn
from bench.opened import opened
from bench.pages import bare, kept, menu, turns
from bench.served import Server, free_port, serving, started
from data.warehouse import newest

PAGES: Mapping[str, Mapping[str, str]] = {
    "overview": {}, "meetings": {}, "trainings": {}, "publications": {}, "press": {},
    "documents": {}, "awards": {}, "provinces": {"province": "Hà Nội"}, "explore": {},
    "reporting": {}, "quality": {},
}  # fmt: skip
"""Every page that has charts and a filter, with the query it is opened by."""
TIMES = 10
RERUNS = 40
Views = dict[str, list[Call]]
Chooses = Callable[[Page, int], Callable[[], None]]


def measure(store: Path, tell: Callable[[str], None], *, times: int = TIMES) -> dict[str, Any]:
    """Return for each page what a change costs us, the bare page, and Dash if it is installed."""
    warehouse = newest(store)
    if warehouse is None or warehouse.periods is None:
        raise LookupError("no report was loaded")
    last = pd.Period(warehouse.periods[1], "M")
    # The second and third of the list: whoever opens the page sees the newest.
    periods = [str(last - 1), str(last - 2)]
    found = {}
    with (
        patch.dict(os.environ, {"DASHBOARD_STORE": str(store)}),
        serving("dashboard.py") as ours,
        chromium() as browser,
    ):
        for name in PAGES:
            tell(f"{name} …")
            found[name] = _page(name, periods, ours, browser, times)
    return found


def _page(
    name: str, periods: Sequence[str], ours: Server, browser: Browser, times: int
) -> dict[str, Any]:
    views, parts = _views(name, periods)
    path = "" if name == "overview" else name
    query = PAGES[name]
    counted = {each: sum(call[0] == each for call in views[periods[0]]) for each in ELEMENTS}
    with TemporaryDirectory() as folder, ExitStack() as stack:
        twin = stack.enter_context(bare(kept(Path(folder) / "bare", views)))
        listed = menu(opened())
        dressed = stack.enter_context(bare(kept(Path(folder) / "dressed", parts, listed)))
        readers = {
            "ours": stack.enter_context(ours.reader(path)),
            "bare": stack.enter_context(twin.reader()),
            "dressed": stack.enter_context(dressed.reader()),
        }
        asked = [urlencode({**query, "to": period}) for period in periods]
        reruns, _ = turns(readers, RERUNS, asked)
        shown: dict[str, tuple[Server, str, Chooses]] = {
            "ours": (ours, f"/{path}?{urlencode(query)}", partial(_selects, 1)),
            "bare": (twin, "/", partial(_selects, 0)),
        }
        if interpreter := python():
            dash = stack.enter_context(_dash(interpreter, Path(folder) / "dash", views))
            shown["dash"] = (dash, "/", _radio)
        first = _first(browser, shown, times)
        changes = _changes(browser, shown, times)
    return {
        **counted,
        "rerun_ms": {who: round(ms, 1) for who, ms in reruns.items()},
        "first_s": first,
        **{part: {who: _middle(each, part) for who, each in changes.items()}
           for part in Change.__annotations__},
    }  # fmt: skip


def _middle(changes: Sequence[Change], part: str) -> float:
    middle: float = median(getattr(change, part) for change in changes)
    return round(middle, 1)


def _views(name: str, periods: Sequence[str]) -> tuple[Views, Views]:
    """Return what a page draws by period: the numbers, charts and tables, and with all parts."""
    views, parts = {}, {}
    for period in periods:
        page = opened(name)
        for key, value in {**PAGES[name], "to": period}.items():
            page.query_params[key] = value
        views[period] = drawn(page)
        parts[period] = [*views[period], *around(page)]
    return views, parts


@contextmanager
def _dash(interpreter: Path, file: Path, views: Views) -> Iterator[Server]:
    parts = {choice: [_part(call) for call in calls] for choice, calls in views.items()}
    file.write_text(json.dumps(parts, cls=PlotlyJSONEncoder), encoding="utf-8")
    port = free_port()
    script = str(ROOT / "bench" / "rivals" / "dashed.py")
    with started([str(interpreter), script, str(file), str(port)], port, "/") as server:
        yield server


def _part(call: Call) -> dict[str, Any]:
    """Return a number, chart or table as the Dash page takes it."""
    name, given, more = call
    if name == "metric":
        return {"kind": name, "given": f"{given[0]}: {given[1]}"}
    if name == "plotly_chart":
        return {"kind": name, "given": given[0], "config": more.get("config", {})}
    if name == "html":
        return {"kind": name, "given": ElementTree.fromstring(f"{given[0][:-1]}/>").attrib["src"]}
    table = given[0].astype(str)
    return {"kind": name, "given": table.to_dict("records"), "columns": list(table.columns)}


def _selects(begin: int, page: Page, at: int) -> Callable[[], None]:
    """Open the list of periods; what is returned chooses one."""
    page.locator(".st-key-filter_to input").click()
    option = page.get_by_role("option").nth(begin + at)
    option.wait_for()
    return option.click


def _radio(page: Page, at: int) -> Callable[[], None]:
    return page.locator(".choices label").nth(at).click


def _first(
    browser: Browser, shown: Mapping[str, tuple[Server, str, Chooses]], times: int
) -> dict[str, float]:
    """Return the median seconds to the first chart, turn by turn."""
    clocks: dict[str, list[float]] = {who: [] for who in shown}
    for _ in range(max(times // 2, 1)):
        for who, (server, path, _chooses) in shown.items():
            clocks[who].append(first_chart(browser, f"http://{server.host}{path}"))
    return {who: round(median(each), 2) for who, each in clocks.items()}


def _changes(
    browser: Browser, shown: Mapping[str, tuple[Server, str, Chooses]], times: int
) -> dict[str, list[Change]]:
    """Return the changes of each, turn by turn; the first ones only make everything warm."""
    found: dict[str, list[Change]] = {who: [] for who in shown}
    with ExitStack() as stack:
        opened = {who: stack.enter_context(looking(browser)) for who in shown}
        for who, (server, path, _chooses) in shown.items():
            opened[who].goto(f"http://{server.host}{path}")
            opened[who].wait_for_function("() => document.querySelector('.js-plotly-plot')")
            opened[who].wait_for_timeout(2_000)
        for turn, at in enumerate(islice(cycle((1, 0)), times + 2)):
            for who, (server, _path, chooses) in shown.items():
                page = opened[who]
                page.bring_to_front()
                change = changed(page, chooses(page, at), server.busy)
                if turn > 1:
                    found[who].append(change)
    return found
