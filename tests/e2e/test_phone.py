"""At 390 px the first view is made for the width, whatever the browser calls itself."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open, Serve
from tests.e2e.server import Server
from tests.pages.stores import demonstration

PHONE = 390
FILTERS = ".st-key-filters"
OPENS_FILTERS = '[data-testid="stPopover"]:has-text("Bộ lọc")'
# Plotly cuts what does not fit: every title has to end inside its chart.
CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
  const title = chart.querySelector('.gtitle');
  if (!title) return [];
  const over = title.getBoundingClientRect().right - chart.getBoundingClientRect().right;
  return over > 0.5 ? [`${title.textContent} (${over} px)`] : [];
})"""
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@pytest.fixture(scope="module")
def synthetic(server: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    store = tmp_path_factory.mktemp("phone") / "store"
    demonstration(store)
    return server(store)


@pytest.mark.parametrize("page", ["/", "/meetings"])
def test_the_first_view_fits_a_phone(synthetic: Server, reader: Open, page: str) -> None:
    at = reader(synthetic, width=PHONE).opens(page)
    expect(at.page.locator(OPENS_FILTERS)).to_have_count(1)
    expect(at.page.locator(FILTERS)).to_have_count(0)
    at.page.wait_for_selector(".js-plotly-plot .gtitle")
    assert at.page.evaluate(CUT) == []
    assert at.page.evaluate(OVERFLOW) <= 0
    at.sees_no_failure()


def test_numbers_come_before_the_first_chart(synthetic: Server, reader: Open) -> None:
    page = reader(synthetic, width=PHONE).opens("/").page
    tops = [
        page.locator(place).first.evaluate("it => it.getBoundingClientRect().top")
        for place in ("h2", '[data-testid="stMetricValue"]', ".js-plotly-plot .gtitle")
    ]
    assert tops == sorted(tops)


def test_a_wide_window_has_its_filters_in_one_row(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic, width=1280).opens("/")
    expect(at.page.locator(FILTERS)).to_have_count(1)
    expect(at.page.locator(OPENS_FILTERS)).to_have_count(0)


def test_a_window_made_narrow_is_a_phone_on_the_next_view(synthetic: Server, reader: Open) -> None:
    at = reader(synthetic, width=1280).opens("/")
    at.page.set_viewport_size({"width": PHONE, "height": 2400})
    at.page.reload()
    at.waits()
    expect(at.page.locator(OPENS_FILTERS)).to_have_count(1)
