"""A provider that is asked in memory, does what the standard says, and lies where it is told to."""

import base64
import hashlib
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

URL = "https://sso.example.vn/realms/office"
CLIENT = "dashboard"
SECRET = "kept-by-the-office-alone"  # pragma: allowlist secret
KEY = RSAKey.generate_key(2048, {"kid": "first"})
Json = dict[str, Any]


class Issuer:
    """What it says is open to change; what it was asked can be looked at."""

    def __init__(self) -> None:
        self.claims: Json = {"sub": "an-1", "name": "Nguyễn Thị An", "groups": ["gui", "cao-bang"]}
        self.token: Json = {}
        """What its ID token says otherwise; None for a claim leaves it out."""
        self.metadata: Json = {}
        self.userinfo: Json = {}
        self.answers: dict[str, Response] = {}
        """Answers by path, instead of the right ones."""
        self.sign: Callable[[Json], str] = signed
        self.keys = [KEY]
        self.asked: list[str] = []
        self._codes: dict[str, Json] = {}

    @property
    def transport(self) -> httpx2.ASGITransport:
        routes = [
            Route("/realms/office/.well-known/openid-configuration", self._metadata),
            Route("/token", self._token, methods=["POST"]),
            Route("/keys", self._keys),
            Route("/me", self._userinfo),
        ]
        return httpx2.ASGITransport(Starlette(routes=routes))

    def agrees(self, url: str, **otherwise: str) -> str:
        """Sign somebody in who was led here; return the address they are led back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        answer = {"code": code, "state": asked["state"]} | otherwise
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    async def _metadata(self, request: Request) -> Response:
        host = "https://sso.example.vn"
        said = {
            "issuer": URL,
            "authorization_endpoint": f"{host}/authorize",
            "token_endpoint": f"{host}/token",
            "jwks_uri": f"{host}/keys",
            "userinfo_endpoint": f"{host}/me",
            "end_session_endpoint": f"{host}/end",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        } | self.metadata
        return self._answer(request, {k: v for k, v in said.items() if v is not None})

    async def _token(self, request: Request) -> Response:
        form = parse_qs((await request.body()).decode())
        asked = self._codes.pop(form["code"][0], None)
        if not _is_client(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        if asked is None or not _is_its_own(asked, form):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        said = {"iss": URL, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said |= self.claims | self.token
        id_token = self.sign({k: v for k, v in said.items() if v is not None})
        found = {"access_token": "a", "token_type": "Bearer", "id_token": id_token}
        return self._answer(request, found)

    async def _keys(self, request: Request) -> Response:
        return self._answer(request, {"keys": [key.as_dict(private=False) for key in self.keys]})

    async def _userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"] == "Bearer a"
        return self._answer(request, self.userinfo)

    def _answer(self, request: Request, right: Json) -> Response:
        self.asked.append(request.url.path)
        return self.answers.get(request.url.path) or JSONResponse(right)


def signed(claims: Json, key: RSAKey = KEY, alg: str = "RS256", kid: str = "first") -> str:
    return jwt.encode({"alg": alg, "kid": kid}, claims, key, algorithms=[alg])


def unsigned(claims: Json) -> str:
    header, body, _ = signed(claims).split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","kid":"first"}').rstrip(b"=").decode()
    assert none != header
    return f"{none}.{body}."


def broken(status: int = 500) -> Response:
    return PlainTextResponse("<html>gateway</html>", status)


def _is_client(request: Request, form: dict[str, list[str]]) -> bool:
    basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    if "client_secret" in form:
        return (form["client_id"], form["client_secret"]) == ([CLIENT], [SECRET])
    return request.headers.get("authorization") == f"Basic {basic}"


def _is_its_own(asked: Json, form: dict[str, list[str]]) -> bool:
    """Say whether who brings the code is who began, by PKCE and the address led back to."""
    digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (challenge, form["redirect_uri"][0]) == (asked["code_challenge"], asked["redirect_uri"])
