"""Every page is for everyone: any store, language, screen and light, and no findings of axe."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Serve
from tests.e2e.reader import Reader
from tests.pages.conftest import PAGES
from tests.pages.stores import STORES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Impact and rule of what axe found, with the beginning of the first element it stands on.
FOUND = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(v => ['serious', 'critical'].includes(v.impact))
  .map(v => `${v.impact} ${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`)"""
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
WORK = ("upload", "history", "dictionary", "wall", "audit", "accounts")
# Each language on each screen, and each screen in each light.
SCREENS = {
    "vi-wide-light": {"lang": "vi", "width": 1280, "dark": False},
    "vi-phone-dark": {"lang": "vi", "width": 390, "dark": True},
    "en-wide-dark": {"lang": "en", "width": 1280, "dark": True},
    "en-phone-light": {"lang": "en", "width": 390, "dark": False},
}
Sit = Callable[[str, str], Reader]


@pytest.fixture(scope="module")
def sits(
    server: Serve, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sit]:
    """`sits("five", "vi-phone-dark")`: one reader for each store and screen."""
    stores: dict[str, Path] = {}
    readers: dict[tuple[str, str], Reader] = {}
    with ExitStack() as stack:

        def sit(kept: str, screen: str) -> Reader:
            if kept not in stores:
                stores[kept] = tmp_path_factory.mktemp(kept) / "store"
                STORES[kept](stores[kept])
            if (kept, screen) not in readers:
                look = SCREENS[screen]
                context = browser.new_context(
                    viewport={"width": look["width"], "height": 2400},
                    color_scheme="dark" if look["dark"] else "light",
                    locale="vi-VN" if look["lang"] == "vi" else "en-GB",
                )
                stack.callback(context.close)
                base = server(stores[kept]).url
                readers[kept, screen] = Reader(context.new_page(), base, str(look["lang"]))
            return readers[kept, screen]

        yield sit


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kept", STORES)
@pytest.mark.parametrize("page", [*PAGES, *WORK])
def test_a_page_is_for_everyone(sits: Sit, page: str, kept: str, screen: str) -> None:
    at = sits(kept, screen)
    at.opens("/" if page == "overview" else f"/{page}")
    is_for_everyone(at)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kept", ["demonstration", "five"])
def test_a_province_beside_another_is_for_everyone(sits: Sit, kept: str, screen: str) -> None:
    at = sits(kept, screen)
    compared = {"with": "Lào Cai", "against": "2024-12"}
    at.opens("/provinces", province="Thái Nguyên", **compared)
    is_for_everyone(at)


def is_for_everyone(at: Reader) -> None:
    expect(at.page.get_by_test_id("stHeading")).not_to_have_count(0)
    at.sees_no_failure()
    assert at.hosts == {urlsplit(at.base).netloc}
    assert at.page.evaluate(OVERFLOW) <= 0
    at.page.evaluate(AXE)
    assert at.page.evaluate(FOUND) == []
