"""What a reader's browser shows and when: the first chart, and the last one after a click."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.browser import FLAGS, find

PATIENCE = 60_000
QUIET = 1_000
"""Milliseconds without a change in any chart, after which the last one was drawn."""
WATCH = """
window.bench = {clicked: 0, drawn: 0, first: 0, charts: new Set()};
addEventListener("pointerdown", () => {
    Object.assign(bench, {clicked: performance.now(), drawn: 0, charts: new Set()});
}, true);
new MutationObserver(changes => {
    for (const {target} of changes) {
        const within = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const chart = within && within.closest(".js-plotly-plot");
        if (chart) {
            bench.drawn = performance.now();
            bench.charts.add(chart);
            if (chart.querySelector(".main-svg")) {
                requestAnimationFrame(() => { bench.first = bench.first || performance.now(); });
            }
        }
    }
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
STILL = f"""() => bench.drawn && performance.now() - bench.drawn > {QUIET}
    && !document.querySelector('[data-test-script-state="running"]')"""
FOUND = """() => {
    const standing = [...bench.charts].filter(chart => chart.isConnected);
    return [bench.drawn - bench.clicked, standing.length];
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of the tests."""
    with sync_playwright() as playwright:
        path = find()
        if path is None:
            raise LookupError("No Chromium was found: `make browser` brings one.")
        yield playwright.chromium.launch(executable_path=path, args=FLAGS)


@contextmanager
def looking(browser: Browser) -> Iterator[Page]:
    """Open an empty page of a browser that has nothing kept, its charts watched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        yield page
    finally:
        context.close()


def first_chart(browser: Browser, address: str) -> float:
    """Return the seconds until a page that is opened shows its first chart.

    By the page's own clock: whoever waits from outside looks every half second only.
    """
    with looking(browser) as page:
        page.goto(address)
        shown = page.wait_for_function("() => bench.first", polling=100, timeout=PATIENCE)
        return float(shown.json_value()) / 1000


def spent(browser: Browser) -> float:
    """Return the seconds of processor time that all processes of the browser have used."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return sum(float(process["cpuTime"]) for process in found)


@dataclass(frozen=True)
class Change:
    """What came of one choice in a filter."""

    redrawn_ms: float
    charts: int
    browser_ms: float
    server_ms: float


def changed(page: Page, choose: Callable[[], None], busy: Callable[[], float]) -> Change:
    """Make a choice and wait for the last chart; ``busy`` is the clock of the server."""
    browser = page.context.browser
    assert browser  # noqa: S101
    at_browser, at_server = spent(browser), busy()
    choose()
    page.wait_for_function(STILL, polling=100, timeout=PATIENCE)
    redrawn, charts = page.evaluate(FOUND)
    used, served = spent(browser) - at_browser, busy() - at_server
    return Change(redrawn, charts, used * 1000, served * 1000)
