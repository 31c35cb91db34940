"""What only a browser on a cold server can see: the frame, the language, the hosts asked."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from data.warehouse import drafting
from tests.e2e.conftest import Open, Serve
from tests.e2e.server import Server, serving

# On top on a wide screen, at the side on a narrow one.
MENU = '[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]'
GROUPS = '[data-testid="stTopNavSection"]'

# Words of Streamlit's own as it puts them on the page, beside words of ours.
PROBE = """
document.body.insertAdjacentHTML("beforeend", `<div id="probe">
  <button aria-label="Fullscreen"></button> <span class="theirs">10MB per file</span>
  <div data-testid="stMarkdownContainer"><p class="ours">Search</p></div>
</div>`)
"""


@pytest.fixture(scope="module")
def served(server: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return server(tmp_path_factory.mktemp("launch") / "store")


@pytest.fixture
def cold(tmp_path: Path) -> Iterator[Server]:
    """A server nobody has asked for anything yet."""
    with serving(tmp_path / "store", tmp_path / "server.log") as server:
        yield server


def test_a_deep_link_on_a_cold_server_runs_the_frame(cold: Server, reader: Open) -> None:
    at = reader(cold).opens("/meetings")
    expect(at.page.locator(MENU)).not_to_have_count(0)
    expect(at.page.get_by_test_id("stDialog")).to_have_count(0)
    at.sees_no_failure()


def test_no_other_host_is_asked(served: Server, reader: Open) -> None:
    at = reader(served).opens("/")
    assert at.hosts == {urlsplit(served.url).netloc}


@pytest.mark.parametrize(
    ("lang", "label", "theirs"),
    [("vi", "Toàn màn hình", "tối đa 10 MB mỗi tệp"), ("en", "Fullscreen", "10MB per file")],
)
def test_streamlits_own_words_are_in_the_language_of_the_page(
    served: Server, reader: Open, lang: str, label: str, theirs: str
) -> None:
    page = reader(served, lang=lang).opens("/").page
    page.evaluate(PROBE)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("#probe button")).to_have_attribute("aria-label", label)
    expect(page.locator("#probe .theirs")).to_have_text(theirs)
    expect(page.locator("#probe .ours")).to_have_text("Search")


def test_the_words_follow_when_the_language_is_changed(served: Server, reader: Open) -> None:
    page = reader(served).opens("/").page
    page.evaluate(PROBE)
    expect(page.locator("#probe .theirs")).to_have_text("tối đa 10 MB mỗi tệp")
    page.evaluate("history.replaceState(null, '', '?lang=en'); document.body.append('.')")
    expect(page.locator("#probe .theirs")).to_have_text("10MB per file")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_page_carries_the_headers(served: Server, reader: Open) -> None:
    answer = reader(served).page.goto(served.url)
    assert answer is not None
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_a_script_that_was_not_served_does_not_run(served: Server, reader: Open) -> None:
    at = reader(served)
    refused: list[str] = []
    at.page.on("console", lambda said: refused.append(said.text))
    at.opens("/")
    assert [text for text in refused if "Content Security Policy" in text] == []
    at.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.ran = 1'}))"
    )
    assert at.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in refused)


def test_only_a_browser_drives_the_pages(served: Server) -> None:
    assert asked(served, "POST", "/_stcore/agent/interact") in (403, 404, 405)


@pytest.mark.parametrize(("host", "answer"), [("localhost", 101), ("evil.example", 403)])
def test_a_page_is_sent_under_our_own_names_only(served: Server, host: str, answer: int) -> None:
    """Or another site could point its name at this machine and read along."""
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    upgrade |= {"Host": host, "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    assert asked(served, "GET", "/_stcore/stream", upgrade) == answer


def asked(served: Server, method: str, path: str, headers: dict[str, str] | None = None) -> int:
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=5)
    with closing(connection):
        connection.request(method, path, headers=headers or {})
        return connection.getresponse().status


def test_the_menu_fits_a_small_desktop(served: Server, reader: Open) -> None:
    page = reader(served, width=1100).opens("/").page
    first = ["Tổng quan", "Tỉnh, thành phố", "Khám phá", "Ai đã báo cáo", "Gửi báo cáo"]
    expect(page.locator(MENU).filter(visible=True)).to_have_text(first)
    expect(page.locator(GROUPS).filter(visible=True)).to_have_text(["Hoạt động", "Khác"])


def test_a_page_of_a_group_is_opened_from_the_menu(served: Server, reader: Open) -> None:
    at = reader(served).opens("/")
    at.page.locator(GROUPS).filter(has_text="Hoạt động").click()
    at.page.get_by_role("menuitem", name="Tập huấn").click()
    at.waits()
    expect(at.page).to_have_url(f"{served.url}/trainings")


@pytest.mark.parametrize("width", [390, 700])
def test_a_menu_at_the_side_is_one_list(served: Server, reader: Open, width: int) -> None:
    page = reader(served, width=width).opens("/").page
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(15)
    expect(page.get_by_test_id("stNavSectionHeader")).to_have_count(0)


def test_a_store_of_a_later_program_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    with drafting(tmp_path / "store") as draft:
        draft.connection.execute("UPDATE facts SET value = '99' WHERE name = 'schema'")
    log = tmp_path / "server.log"
    with pytest.raises(AssertionError), serving(tmp_path / "store", log):
        pass
    said = log.read_text("utf-8")
    assert "Kho số liệu do một phiên bản mới hơn của chương trình tạo ra" in said
    assert "Traceback" not in said
