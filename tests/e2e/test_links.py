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


MENU = '[data-testid="stTopNavLink"]'
DROPPED = '[data-testid="stTopNavDropdownLink"]'
ASIDE = '[data-testid="stSidebarNavLink"]'
ASKED = {"from": "2025-01", "region": "Tây Nguyên", "grain": "quarter"}


def test_the_menu_takes_along_what_was_chosen_for_every_page(
    synthetic: Server, reader: Open
) -> None:
    """In one step, so that one step back is the page before; what is the page's own stays there."""
    at = marks(reader(synthetic).opens("/explore", measure="meetings", **ASKED))
    at.page.locator(MENU).filter(has_text="Ai đã báo cáo").click()
    at.page.wait_for_url("**/reporting?**")
    at.waits()
    assert query(at) == {key: [value] for key, value in ASKED.items()}
    assert at.page.evaluate("window.stillHere")
    at.page.go_back()
    at.page.wait_for_url("**/explore?**")
    at.waits()
    assert query(at)["measure"] == ["meetings"]
    at.sees_no_failure()


@pytest.mark.parametrize("steps", range(3))
def test_steps_back_that_follow_at_once_end_where_they_lead(
    synthetic: Server, reader: Open, steps: int
) -> None:
    """The run of the first step is still at work when the next is made."""
    at = reader(synthetic).opens("/explore", measure="meetings")
    before = at.page.url
    at.page.locator(MENU).first.click()
    at.page.wait_for_url(f"{at.base}/")
    at.waits()
    at.page.locator(".st-key-filter_region input").fill("Tây Nguyên")
    at.page.get_by_role("option", name="Tây Nguyên").last.click()
    at.page.wait_for_url("**/?region=**")
    at.waits()
    at.page.go_back()
    at.page.wait_for_timeout(40 * steps)
    at.page.go_back()
    expect(at.page.locator(".st-key-filter_region")).to_have_count(0)
    at.waits()
    assert at.page.url == before
    at.page.go_forward()
    at.page.go_forward()
    at.page.wait_for_url("**/?region=**")
    at.waits()


def test_a_menu_that_was_opened_closes_behind_the_reader(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic).opens("/", **ASKED)
    at.page.get_by_test_id("stTopNavSection").first.click()
    at.page.locator(DROPPED).first.click()
    at.page.wait_for_url("**/meetings?**")
    at.waits()
    expect(at.page.locator(DROPPED)).to_have_count(0)
    assert query(at) == {key: [value] for key, value in ASKED.items()}


def test_the_menu_at_the_side_closes_too(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic, width=390).opens("/", **ASKED)
    at.page.get_by_test_id("stExpandSidebarButton").click()
    at.page.locator(ASIDE).filter(has_text="Tập huấn").click()
    at.page.wait_for_url("**/trainings?**")
    at.waits()
    expect(at.page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    assert query(at) == {key: [value] for key, value in ASKED.items()}


def test_a_page_of_the_menu_in_a_tab_of_its_own_has_the_filters_too(
    synthetic: Server, reader: Open
) -> None:
    at = reader(synthetic).opens("/", **ASKED)
    with at.page.context.expect_page() as opened:
        at.page.locator(MENU).filter(has_text="Khám phá").click(modifiers=["ControlOrMeta"])
    assert parse_qs(urlsplit(opened.value.url).query).items() >= {"grain": ["quarter"]}.items()
