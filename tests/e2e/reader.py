"""A reader at a browser: opens pages, waits until they are drawn, notes what went wrong."""

from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page, Request, expect

# Streamlit says on its root element whether the script runs and the server is connected.
DRAWN = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]'
)
PATIENCE = 30_000


@dataclass
class Reader:
    """A page of the browser with the hosts it asked and the errors it met."""

    page: Page
    base: str
    lang: str = "vi"
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_host)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def opens(self, path: str = "/", **query: str) -> "Reader":
        """Go straight to a page, as from a link in a letter."""
        asked = query if self.lang == "vi" else {"lang": self.lang, **query}
        self.page.goto(f"{self.base}{path}" + (f"?{urlencode(asked)}" if asked else ""))
        return self.waits()

    def waits(self) -> "Reader":
        """Until the script has run and nothing on the page is stale any more."""
        self.page.wait_for_selector(DRAWN, timeout=PATIENCE)
        expect(self.page.locator('[data-stale="true"]')).to_have_count(0, timeout=PATIENCE)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
        return self

    def sees_no_failure(self) -> None:
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        assert self.errors == []

    def _note_host(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss"):
            self.hosts.add(parts.netloc)
