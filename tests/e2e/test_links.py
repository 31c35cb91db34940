"""A link to one of our pages is followed in the tab that is open, and the address goes along."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open, Serve
from tests.e2e.reader import Reader
from tests.e2e.server import Server
from tests.pages.stores import demonstration

COVERAGE = '[data-testid="stCaptionContainer"] a'
WAY = '[data-testid="stPageLink-NavLink"][href^="quality?"]'
MARK = ".js-plotly-plot .barlayer .point"


@pytest.fixture(scope="module")
def synthetic(server: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    store = tmp_path_factory.mktemp("links") / "store"
    demonstration(store)
    return server(store)


def marks(at: Reader) -> Reader:
    """Leave something in the page that is gone once it is loaded again."""
    at.page.evaluate("window.stillHere = true")
    return at


def query(at: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(at.page.url).query)


def test_a_number_leads_on_in_the_same_tab_and_back(synthetic: Server, reader: Open) -> None:
    at = marks(reader(synthetic).opens("/"))
    at.page.locator(COVERAGE).first.click()
    at.page.wait_for_url("**/explore?**")
    at.waits()
    assert query(at)["measure"] == ["reports_received"]
    assert at.page.evaluate("window.stillHere")
    assert len(at.page.context.pages) == 1
    at.page.go_back()
    # By then the page has put into its address what it has to.
    expect(at.page.get_by_test_id("stMetricValue").first).to_be_visible()
    at.waits()
    expect(at.page).to_have_url(f"{at.base}/")
    at.sees_no_failure()


def test_the_page_gone_back_to_is_as_it_was_and_the_way_forward_stays(
    synthetic: Server, reader: Open
) -> None:
    """The choices of the page left behind do not come along, nor do they cut off the way to it."""
    at = reader(synthetic).opens("/")
    at.page.locator(COVERAGE).first.click()
    at.page.wait_for_url("**/explore?**")
    at.waits()
    asked = query(at)
    at.page.go_back()
    expect(at.page.get_by_test_id("stMetricValue").first).to_be_visible()
    at.waits()
    assert at.page.locator(".st-key-filter_to input").input_value() == ""
    at.page.go_forward()
    at.page.wait_for_url("**/explore?**")
    at.waits()
    assert query(at) == asked
    at.sees_no_failure()


def test_with_a_key_held_a_number_opens_a_tab_of_its_own(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/")
    with at.page.context.expect_page() as opened:
        at.page.locator(COVERAGE).first.click(modifiers=["ControlOrMeta"])
    assert "/explore?" in opened.value.url
    expect(at.page).to_have_url(f"{at.base}/")


def test_a_way_to_the_page_it_stands_on_stays_in_the_address(
    synthetic: Server, reader: Open
) -> None:
    """The province whose warnings are looked at is still there after the next click."""
    at = marks(reader(synthetic).opens("/quality"))
    at.page.locator(MARK).first.click(force=True)
    at.page.locator(WAY).click()
    at.page.wait_for_url("**/quality?**province=**")
    at.waits()
    chosen = query(at)
    at.page.get_by_test_id("stButtonGroup").last.get_by_role("radio").last.click()
    at.page.wait_for_url("**state=**")
    at.waits()
    assert query(at).items() >= chosen.items()
    assert at.page.evaluate("window.stillHere")
    at.page.go_back()
    at.page.go_back()
    expect(at.page).to_have_url(f"{at.base}/quality")
