"""In a browser no text of a report runs, asks another host, or becomes a link or an image."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from data.warehouse import newest
from etl.uploads import history
from tests.e2e.conftest import Serve
from tests.e2e.reader import Reader
from tests.e2e.server import serving
from tests.e2e.signed import signed_in
from tests.hostile.store import PERIODS, TEXTS, hostile, refused
from tests.pages.conftest import PAGES

CANARY = "window.ran = []; window.canary = (...told) => { window.ran.push(told.join()) }"
# Where anything on the page leads, and what it shows; a script or a style that was not served.
LEADS = """() => [...document.querySelectorAll(
    'a, img, iframe, object, embed, form, base, image, use')]
  .flatMap(e => ['href', 'src', 'data', 'action', 'xlink:href'].map(n => e.getAttribute(n)))
  .filter(Boolean).filter(to => !to.startsWith('#'))
  .filter(to => !to.startsWith('data:image/') && !to.startsWith('blob:'))
  .filter(to => { try { return new URL(to, location).origin !== location.origin }
                  catch { return true } })"""
HANDLERS = """() => [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
  .filter(a => a.name.startsWith('on') || /^[^#].*(canary|evil[.]example)/.test(a.value)
    && ['href', 'src', 'style', 'srcset', 'action', 'formaction', 'srcdoc'].includes(a.name))
  .map(a => `${a.name}=${a.value}`)"""
# Left out, and put in, by the escape: nobody sees either.
UNSEEN = re.compile(r"[\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
POLICY = "Content Security Policy"
WHOLE = {"from": PERIODS[0], "to": PERIODS[-1]}
SHOWN = {
    **{page: (page, WHOLE) for page in PAGES},
    "table": ("explore", {**WHOLE, "rows": "organiser", "cols": "form", "show": "table"}),
    "filtered": ("explore", {"form": TEXTS[0], "topic": TEXTS[50], "q": TEXTS[60]}),
    "wall": ("wall", {}),
    "dictionary": ("dictionary", {"q": TEXTS[26]}),
    "searched": ("meetings", {**WHOLE, "q": TEXTS[26]}),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "store"
    hostile(folder)
    return folder


@pytest.fixture(scope="module")
def at(server: Serve, browser: Browser, store: Path) -> Reader:
    """One reader for all pages of the hostile store, with a canary a script would call."""
    return sits(browser.new_page(), server(store).url)


@pytest.fixture(scope="module")
def escapes(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the page that puts every text through the escapes into every element."""
    folder = tmp_path_factory.mktemp("escaped")
    with serving(folder / "store", folder / "log", app="tests/hostile/escaped.py") as server:
        yield sits(browser.new_page(), server.url)


def sits(page: Page, url: str) -> Reader:
    page.add_init_script(CANARY)
    page.set_viewport_size({"width": 1280, "height": 2400})
    at = Reader(page, url)
    # What the policy of the page would have to stop is a mistake as well.
    page.on("console", lambda said: at.errors.append(said.text) if POLICY in said.text else None)
    return at


def harmed(at: Reader) -> dict[str, object]:
    """What came alive on the page; nothing, if every text stayed one."""
    found = {
        "ran": at.page.evaluate("window.ran"),
        "leads": at.page.evaluate(LEADS),
        "handlers": at.page.evaluate(HANDLERS),
        "hosts": sorted(at.hosts - {urlsplit(at.base).netloc}),
        "errors": at.errors,
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("shown", SHOWN)
def test_a_page_full_of_hostile_texts_stays_a_page(at: Reader, shown: str) -> None:
    page, query = SHOWN[shown]
    at.opens("/" if page == "overview" else f"/{page}", **query)
    assert harmed(at) == {}


def test_an_upload_stays_a_text(at: Reader, store: Path) -> None:
    warehouse = newest(store)
    assert warehouse is not None
    at.opens("/history", upload=history(warehouse)[-3].upload, row="2")
    at.page.get_by_text("Nhật ký", exact=False).last.click()
    at.waits()
    assert harmed(at) == {}


@pytest.fixture
def may_send(at: Reader, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is signed in: nobody else puts a file on a desk of an office."""
    monkeypatch.setenv("DASHBOARD_STORE", str(store))
    signed_in(at)


@pytest.mark.usefixtures("may_send")
def test_a_file_on_the_desk_stays_a_text(at: Reader) -> None:
    at.opens("/upload")
    files = [(f"{n}<img src=x onerror=canary()>.csv", r.data) for n, r in enumerate(refused())]
    chosen = [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in files]
    at.page.locator(".st-key-sent_files input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]
    at.page.get_by_role("button", name="Kiểm tra tệp").click()
    at.page.get_by_role("heading").filter(has_text="phải sửa").wait_for(timeout=120_000)
    at.waits()
    assert harmed(at) == {}


def test_every_text_stays_one_in_every_element(escapes: Reader) -> None:
    escapes.opens("/")
    page = escapes.page
    page.locator(".js-plotly-plot .bartext").first.wait_for()
    assert harmed(escapes) == {}
    labels = page.get_by_test_id("stButton").all_inner_texts()
    typed = [" ".join(UNSEEN.sub("", text).split()) for text in TEXTS]
    assert [" ".join(UNSEEN.sub("", label).split()) for label in labels] == typed


def test_without_the_escapes_harm_would_be_seen(escapes: Reader) -> None:
    escapes.opens("/", raw="1")
    found = harmed(escapes)
    escapes.hosts.clear()
    assert {"leads", "hosts"} <= set(found)
