"""The section [oidc]: read whole, and refused at start with the key and what mends it."""

import os
from pathlib import Path

import pytest

from access.office import settings
from access.office.settings import NAMED, is_safe, read_settings
from data.definition import DefinitionError

SECRET = "kept-by-the-office-alone"  # pragma: allowlist secret
WHOLE = f"""
[oidc]
issuer = "https://sso.example.vn/realms/office"
client_id = "dashboard"
client_secret = "{SECRET}"
base_url = "https://so-lieu.example.vn/bao-cao/"
role_claim = "groups"
province_claim = "groups"
[oidc.roles]
"bao-cao-nguoi-gui" = "sender"
"bao-cao-quan-tri" = "admin"
[oidc.provinces]
"tinh-cao-bang" = "Cao Bằng"
"trung-uong" = "all"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "secrets.toml", WHOLE)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_it_is_read_whole(file: Path) -> None:
    office = read_settings(file)
    assert office is not None
    assert office.discovery == (
        "https://sso.example.vn/realms/office/.well-known/openid-configuration"
    )
    assert office.callback == "https://so-lieu.example.vn/bao-cao/signin/callback"
    assert office.scopes == ("openid", "profile")
    assert office.provinces == {"tinh-cao-bang": ("Cao Bằng",), "trung-uong": ()}
    assert office.local_accounts


def test_the_issuer_may_be_written_as_its_discovery_address(file: Path) -> None:
    text = WHOLE.replace("/office", "/office/.well-known/openid-configuration")
    office = read_settings(written(file, text))
    assert office is not None
    assert office.issuer == "https://sso.example.vn/realms/office"


def test_its_secret_is_in_no_text_made_of_it(file: Path) -> None:
    assert SECRET not in repr(read_settings(file))


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('client_id = "dashboard"', "", "oidc.client_id"),
        ('client_id = "dashboard"', 'client_id = " "', "oidc.client_id"),
        (f'"{SECRET}"', "7", "oidc.client_secret"),
        ('role_claim = "groups"', "", "oidc.role_claim"),
        ("https://sso", "http://sso", "oidc.issuer"),
        ("https://sso", "sso", "oidc.issuer"),
        ("realms/office", "realms?office", "oidc.issuer"),
        ("https://so-lieu", "http://so-lieu", "oidc.base_url"),
        ('"sender"', '"boss"', "oidc.roles.bao-cao-nguoi-gui"),
        ('\nprovince_claim = "groups"', "", "oidc.province_claim"),
        ('"Cao Bằng"', '"Xyz"', "oidc.provinces.tinh-cao-bang"),
        ("[oidc.roles]", 'scopes = ["profile"]\n[oidc.roles]', "oidc.scopes"),
        ("[oidc.roles]", 'local_accounts = "no"\n[oidc.roles]', "oidc.local_accounts"),
        ("[oidc.roles]", 'default_role = "boss"\n[oidc.roles]', "oidc.default_role"),
        ("[oidc.roles]", 'rolle_claim = "x"\n[oidc.roles]', "oidc.rolle_claim"),
        ("[oidc.roles]", "[oidc.others]", "oidc.others"),
        ("[oidc]", "[oidc", "file"),
    ],
)
def test_what_is_wrong_names_its_key_and_no_secret(
    file: Path, before: str, after: str, key: str
) -> None:
    assert before in WHOLE
    with pytest.raises(DefinitionError) as error:
        read_settings(written(file, WHOLE.replace(before, after, 1)))
    assert error.value.key == key
    assert SECRET not in str(error.value)
    assert "\n" not in str(error.value)


def test_without_roles_nobody_could_come_in(file: Path) -> None:
    with pytest.raises(DefinitionError, match=r"oidc\.roles"):
        read_settings(written(file, WHOLE.partition("[oidc.roles]")[0]))


def test_a_default_role_needs_no_table(file: Path) -> None:
    text = WHOLE.partition("[oidc.roles]")[0] + 'default_role = "viewer"'
    office = read_settings(written(file, text))
    assert office is not None
    assert (office.roles, office.default_role) == ({}, "viewer")


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights elsewhere")
def test_a_file_that_anybody_can_open_is_refused(file: Path) -> None:
    file.chmod(0o604)
    with pytest.raises(DefinitionError, match="chmod 600"):
        read_settings(file)
    file.chmod(0o640)
    assert read_settings(file)


def test_a_file_without_the_section_says_nothing(file: Path) -> None:
    assert read_settings(written(file, "[other]\nx = 1")) is None


def test_what_is_no_section_is_refused(file: Path) -> None:
    with pytest.raises(DefinitionError, match="oidc: "):
        read_settings(written(file, "oidc = 1"))


@pytest.mark.usefixtures("fresh")
def test_it_is_found_by_name_or_beside_the_program(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAMED, str(file))
    assert settings.settings() == read_settings(file)
    settings.settings.cache_clear()
    monkeypatch.setenv(NAMED, "")
    monkeypatch.setattr(settings, "BESIDE", file)
    assert settings.settings() == read_settings(file)
    settings.settings.cache_clear()
    monkeypatch.setattr(settings, "BESIDE", file.with_name("none.toml"))
    assert settings.settings() is None


@pytest.mark.usefixtures("fresh")
def test_a_named_file_that_is_not_there_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAMED, str(tmp_path / "none.toml"))
    with pytest.raises(DefinitionError, match="missing"):
        settings.settings()


def test_a_file_that_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="cannot be read"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://sso.example.vn", True),
        ("http://127.0.0.1:9400", True),
        ("http://localhost:9400/x", True),
        ("http://localhost.example.org", False),
        ("https://user@sso.example.vn", False),
        ("https://", False),
        ("https://[::1", False),
        ("ftp://localhost", False),
        ("javascript:alert(1)", False),
    ],
)
def test_what_is_sent_is_read_by_nobody_on_the_way(address: str, safe: bool) -> None:
    assert is_safe(address) is safe
