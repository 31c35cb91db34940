"""The office's provider, asked by Authlib: led to, its answer checked, and left again."""

import logging
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from authlib.integrations.starlette_client import StarletteOAuth2App

from access.office.asking import PATIENCE, in_time
from access.office.claims import Claims, found, wanted
from access.office.failure import SignInError
from access.office.handshake import Handshake
from access.office.settings import Office, is_safe

CURRENT = 3600
"""Seconds after which the provider is asked anew where it is and which keys it signs with."""
SKEW = 120
"""Seconds by which two clocks may differ."""
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that only the provider can make: a shared secret or "none" is no signature here."""
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
PLACES = (*NEEDED, "userinfo_endpoint", "end_session_endpoint")

# In the detail they tell what was sent, and that holds secrets.
for name in ("authlib", "httpx2", "httpcore2"):
    logging.getLogger(name).setLevel(logging.WARNING)


class Leading(NamedTuple):
    """Where the provider is, and what its answer will be held against."""

    url: str
    handshake: Handshake


class Provider:
    """What is asked of the provider, within a time; whatever goes wrong is a SignInError."""

    def __init__(self, office: Office, client: Mapping[str, object] | None = None) -> None:
        self.office = office
        self._client = client or {}
        self._app: StarletteOAuth2App | None = None
        self._asked_at = 0.0

    async def lead(self, onward: str, lang: str) -> Leading:
        """Return where a reader is sent to sign in."""
        async with in_time():
            app = await self._app_now()
            made = await app.create_authorization_url(self.office.callback, ui_locales=lang)
        kept = Handshake(made["state"], made["nonce"], made["code_verifier"], onward, lang)
        return Leading(made["url"], kept)

    async def claims(self, code: str, handshake: Handshake) -> tuple[Claims, str]:
        """Return what the provider says of who signed in, and its ID token; both are checked."""
        async with in_time():
            app = await self._app_now()
            token = await app.fetch_access_token(
                self.office.callback, code=code, code_verifier=handshake.verifier
            )
            # Whatever is wrong with its answer, the next one is checked with its newest keys.
            self._app = None
            claims = await app.parse_id_token(
                token, handshake.nonce, claims_options=self._options(app), leeway=SKEW
            )
            if not claims:
                raise SignInError("bad", "no ID token")
            claims = await self._completed(app, token, claims)
            self._app = app
        return claims, token["id_token"]

    async def end(self, id_token: str) -> str:
        """Return where a reader is sent to sign out at the provider too, "" if it has no such."""
        async with in_time():
            app = await self._app_now()
            if "end_session_endpoint" not in app.server_metadata:
                return ""
            made = await app.create_logout_url(
                post_logout_redirect_uri=f"{self.office.base_url}/signin",
                id_token_hint=id_token,
                client_id=self.office.client_id,
            )
        return str(made["url"])

    async def _completed(self, app: StarletteOAuth2App, token: object, claims: Claims) -> Claims:
        """Ask for what is not in the ID token; it must be said of the same person."""
        known = app.server_metadata.get("userinfo_endpoint")
        if not known or all(found(claims, name) is not None for name in wanted(self.office)):
            return claims
        more = await app.userinfo(token=token)
        if more.get("sub") != claims["sub"]:
            raise SignInError("bad", "the userinfo is of somebody else")
        return {**more, **claims}

    async def _app_now(self) -> StarletteOAuth2App:
        """Return what knows the provider, asked anew in a while: keys and places change."""
        if self._app is None or time.monotonic() - self._asked_at > CURRENT:
            app = self._made()
            _check(await app.load_server_metadata(), self.office)
            self._app, self._asked_at = app, time.monotonic()
        return self._app

    def _made(self) -> StarletteOAuth2App:
        return StarletteOAuth2App(
            None,
            "office",
            client_id=self.office.client_id,
            client_secret=self.office.client_secret,
            server_metadata_url=self.office.discovery,
            client_kwargs={
                "scope": " ".join(self.office.scopes),
                "code_challenge_method": "S256",
                "timeout": PATIENCE,
                **self._client,
            },
        )

    def _options(self, app: StarletteOAuth2App) -> dict[str, dict[str, Any]]:
        """Return what an ID token must say: who made it, and that it was made for us."""
        return {
            "iss": {"essential": True, "value": app.server_metadata["issuer"]},
            "aud": {"essential": True, "value": self.office.client_id},
            "sub": {"essential": True},
        }


def _check(metadata: dict[str, Any], office: Office) -> None:
    """Hold what the provider says of itself to what the office has set; raise SignInError."""
    if str(metadata.get("issuer", "")).rstrip("/") != office.issuer.rstrip("/"):
        raise SignInError("bad", "the provider calls itself by another issuer")
    unsafe = [name for name in PLACES if not _is_safe_place(metadata, name)]
    if unsafe:
        raise SignInError("bad", f"not HTTPS: {', '.join(unsafe)}")
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = [a for a in offered if a in SIGNED]
    ways = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" not in ways:
        metadata["token_endpoint_auth_method"] = "client_secret_post"  # nosec B105


def _is_safe_place(metadata: dict[str, Any], name: str) -> bool:
    return is_safe(str(metadata[name])) if name in metadata else name not in NEEDED
