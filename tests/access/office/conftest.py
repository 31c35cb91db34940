"""An office with a provider in memory, and a browser in front of the gate."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from access.gate import Gate
from access.office.provider import Provider
from access.office.settings import NAMED, Office, settings
from tests.access.office.browser import Browser
from tests.access.office.issuer import CLIENT, SECRET, URL, Issuer

SETTINGS = f"""
[oidc]
issuer = "{URL}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
base_url = "https://so-lieu.example.vn"
role_claim = "groups"
province_claim = "groups"
[oidc.roles]
"xem" = "viewer"
"gui" = "sender"
"quan-tri" = "admin"
[oidc.provinces]
"cao-bang" = "Cao Bằng"
"lang-son" = "Lạng Sơn"
"trung-uong" = "all"
"""
Sets = Callable[[str], Office]


@pytest.fixture
def fresh() -> Iterator[None]:
    """The settings are kept once read; a test has its own."""
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def sets(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sets:
    """`sets(text)` is what the office has set from then on."""
    request.getfixturevalue("fresh")

    def written(text: str) -> Office:
        file = tmp_path / "secrets.toml"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        monkeypatch.setenv(NAMED, str(file))
        settings.cache_clear()
        office = settings()
        assert office is not None
        return office

    return written


@pytest.fixture
def office(sets: Sets) -> Office:
    return sets(SETTINGS)


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def provider(office: Office, issuer: Issuer) -> Provider:
    return Provider(office, {"transport": issuer.transport})


@pytest.fixture
def gate(provider: Provider) -> Gate:
    gate = Gate(PlainTextResponse("the dashboard"), closed=True)
    gate._state["office"] = provider
    return gate


@pytest.fixture
def browser(gate: Gate) -> Browser:
    return Browser(gate)
