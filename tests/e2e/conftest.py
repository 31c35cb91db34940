"""A real browser in front of a real server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e import browser as chromium
from tests.e2e.reader import Reader
from tests.e2e.server import Server, serving

HERE = Path(__file__).parent
Serve = Callable[[Path], Server]
Open = Callable[..., Reader]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_path() -> Path:
    path = chromium.find()
    assert path is not None, "There is no Chromium: `make e2e` brings one."
    return path


@pytest.fixture(scope="module")
def browser(browser_path: Path) -> Iterator[Browser]:
    """Ends with its module: Playwright keeps an event loop that other tests would run into."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser_path, args=chromium.FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """`server(store)` serves that store; one server per store, until the module is done."""
    logs = tmp_path_factory.mktemp("logs")
    running: dict[Path, Server] = {}
    with ExitStack() as stack:

        def serve(store: Path) -> Server:
            if store not in running:
                log = logs / f"server-{len(running)}.log"
                running[store] = stack.enter_context(serving(store, log))
            return running[store]

        yield serve


@pytest.fixture
def reader(browser: Browser) -> Iterator[Open]:
    """`reader(server, width=390, dark=True, lang="en")` sits down in front of that server."""
    with ExitStack() as stack:

        def sit(
            server: Server, *, width: int = 1280, dark: bool = False, lang: str = "vi"
        ) -> Reader:
            context = browser.new_context(
                viewport={"width": width, "height": 2400},
                color_scheme="dark" if dark else "light",
                locale="vi-VN" if lang == "vi" else "en-GB",
            )
            stack.callback(context.close)
            return Reader(page=context.new_page(), base=server.url, lang=lang)

        yield sit
