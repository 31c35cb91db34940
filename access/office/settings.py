"""How the office's provider is asked: the section [oidc] of the file of secrets, checked."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from access.accounts import ROLES, AccountError
from access.loopback import is_loopback
from access.territory import official
from data.definition import Block, DefinitionError, read_toml, refuse_unknown, texts_at

NAMED = "DASHBOARD_SECRETS"
"""The environment variable that names the file of secrets, where it is not BESIDE."""
BESIDE = Path(__file__).parents[2] / ".streamlit" / "secrets.toml"
SECTION = "oidc"
DISCOVERY = "/.well-known/openid-configuration"
CALLBACK = "/signin/callback"
FOR_PROVINCES = {"sender", "approver"}
"""Roles that are given for named provinces: whoever has one must be told for which."""
MEND = {
    "issuer": "write the address of the provider, such as https://sso.example.vn/realms/office",
    "client_id": "write the id under which the provider knows the dashboard",
    # The sentence is no secret.
    "client_secret": "write what the provider gave for client_id",  # nosec B105  # pragma: allowlist secret
    "base_url": "write the address that readers open, such as https://so-lieu.example.vn",
    "role_claim": "write the claim that holds the groups of an account, such as groups",
}


@dataclass(frozen=True)
class Office:
    """What an office has set; its secret is in no text that is made of it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    base_url: str
    role_claim: str
    roles: Mapping[str, str]
    scopes: tuple[str, ...] = ("openid", "profile")
    name_claim: str = "name"
    default_role: str = ""
    province_claim: str = ""
    provinces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    local_accounts: bool = True

    @property
    def discovery(self) -> str:
        """Where the provider says how it is asked."""
        return self.issuer.rstrip("/") + DISCOVERY

    @property
    def callback(self) -> str:
        """Where the provider leads back to; it has to know this address."""
        return self.base_url + CALLBACK


@cache
def settings() -> Office | None:
    """Return what the office has set, None if nothing; raise DefinitionError naming the key."""
    named = os.environ.get(NAMED, "").strip()
    if not named and not BESIDE.exists():
        return None
    return read_settings(Path(named) if named else BESIDE)


def read_settings(path: Path) -> Office | None:
    """Read a file of secrets; one without the section says nothing about the office."""
    try:
        found = read_toml(path)
        mode = path.stat().st_mode
    except OSError as error:
        raise DefinitionError(path.name, "file", f"it cannot be read: {error.strerror}") from error
    if SECTION not in found:
        return None
    if os.name == "posix" and mode & stat.S_IRWXO:
        why = f"anybody on the machine can open it: chmod 600 {path}"
        raise DefinitionError(path.name, "file", why)
    return _Section(found[SECTION], path.name).office()


class _Section:
    """The section as it is read: what is wrong with it ends the start and names the key."""

    def __init__(self, block: object, file: str) -> None:
        self._file = file
        if not isinstance(block, dict):
            raise self._wrong("", "must be a section that begins with [oidc]")
        self._block: Block = block

    def office(self) -> Office:
        refuse_unknown(self._block, tuple(Office.__dataclass_fields__), self._file, SECTION)
        return Office(
            issuer=self._address("issuer").removesuffix(DISCOVERY),
            client_id=self._text("client_id"),
            client_secret=self._text("client_secret"),
            base_url=self._address("base_url").rstrip("/"),
            scopes=self._scopes(),
            name_claim=self._text("name_claim", "name"),
            role_claim=self._text("role_claim"),
            roles=self._roles(),
            default_role=self._role_at("default_role"),
            province_claim=self._province_claim(),
            provinces=self._provinces(),
            local_accounts=self._flag("local_accounts"),
        )

    def _text(self, name: str, otherwise: str | None = None) -> str:
        text = self._block.get(name, otherwise)
        if not isinstance(text, str) or (not text.strip() and otherwise is None):
            raise self._wrong(name, MEND.get(name, "must be a text"))
        return text.strip()

    def _address(self, name: str) -> str:
        text = self._text(name)
        if not is_safe(text) or "?" in text or "#" in text:
            why = "must begin with https:// (http:// on this machine only)"
            raise self._wrong(name, f"{why}: {MEND[name]}")
        return text

    def _scopes(self) -> tuple[str, ...]:
        if "scopes" not in self._block:
            return ("openid", "profile")
        scopes = texts_at(self._block, self._file, SECTION, "scopes")
        if "openid" not in scopes:
            raise self._wrong("scopes", 'must hold "openid", such as ["openid", "profile"]')
        return scopes

    def _roles(self) -> dict[str, str]:
        roles = self._block.get("roles", {})
        if not isinstance(roles, dict) or not (roles or self._block.get("default_role")):
            raise self._wrong("roles", 'write [oidc.roles] with lines such as "group" = "sender"')
        return {group: self._role(role, f"roles.{group}") for group, role in roles.items()}

    def _role_at(self, name: str) -> str:
        return self._role(self._block[name], name) if name in self._block else ""

    def _role(self, role: object, name: str) -> str:
        if role not in ROLES:
            raise self._wrong(name, f"must be a role: {', '.join(ROLES)}")
        return str(role)

    def _province_claim(self) -> str:
        claim = self._text("province_claim", "")
        roles = {self._role_at("default_role"), *self._roles().values()}
        if not claim and roles & FOR_PROVINCES:
            raise self._wrong(
                "province_claim",
                "a sender or approver needs provinces: write the claim that names them",
            )
        return claim

    def _provinces(self) -> dict[str, tuple[str, ...]]:
        table = self._block.get("provinces", {})
        if not isinstance(table, dict) or (table and not self._block.get("province_claim")):
            raise self._wrong("provinces", "must be a table beside province_claim")
        return {group: self._province(name, group) for group, name in table.items()}

    def _province(self, name: object, group: str) -> tuple[str, ...]:
        try:
            return tuple(official([str(name)]))
        except AccountError as error:
            why = 'must be the name of a province, or "all"'
            raise self._wrong(f"provinces.{group}", why) from error

    def _flag(self, name: str) -> bool:
        flag = self._block.get(name, True)
        if not isinstance(flag, bool):
            raise self._wrong(name, "must be true or false")
        return flag

    def _wrong(self, name: str, sentence: str) -> DefinitionError:
        return DefinitionError(self._file, f"{SECTION}.{name}" if name else SECTION, sentence)


def is_safe(address: str) -> bool:
    """Say whether nobody on the way reads what is sent there: HTTPS, or this machine itself."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if not host or parts.username is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
