"""What the provider answers, held to what was asked: each lie is found, and each silence borne."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from access.office import asking
from access.office.claims import Claims
from access.office.failure import SignInError
from access.office.provider import Provider
from access.office.settings import Office
from tests.access.office import issuer as issuers
from tests.access.office.browser import asked_for
from tests.access.office.issuer import CLIENT, KEY, SECRET, URL, Issuer, broken, signed, unsigned

OTHER = RSAKey.generate_key(2048, {"kid": "first"})
HOUR = 3600


def signs_in(provider: Provider, issuer: Issuer) -> Claims:
    async def there_and_back() -> Claims:
        leading = await provider.lead("/", "vi")
        code = asked_for(issuer.agrees(leading.url))["code"]
        claims, _ = await provider.claims(code, leading.handshake)
        return claims

    return asyncio.run(there_and_back())


def fails(provider: Provider, issuer: Issuer) -> SignInError:
    with pytest.raises(SignInError) as error:
        signs_in(provider, issuer)
    assert SECRET not in str(error.value)
    assert error.value.__cause__ is None
    return error.value


def now() -> int:
    return int(issuers.time.time())


def with_our_secret(claims: dict[str, Any]) -> str:
    return signed_by(OctKey.import_key(SECRET), "HS256")(claims)


def with_the_public_key(claims: dict[str, Any]) -> str:
    """The old trick: the key that everybody may read, taken for a shared secret."""
    pem = KEY.as_pem(private=False)
    return signed_by(OctKey.import_key({"kty": "oct", "k": _b64(pem), "kid": "first"}), "HS256")(
        claims
    )


def signed_by(key: OctKey, alg: str) -> Callable[[dict[str, Any]], str]:
    return lambda claims: jwt.encode({"alg": alg, "kid": "first"}, claims, key, algorithms=[alg])


def _b64(raw: bytes) -> str:
    return issuers.base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def test_what_it_says_of_somebody_is_believed_when_all_holds(
    provider: Provider, issuer: Issuer
) -> None:
    claims = signs_in(provider, issuer)
    assert claims["sub"] == "an-1"
    assert "/me" not in issuer.asked


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"aud": "another"}, "bad"),
        ({"aud": ["another", "third"], "azp": CLIENT}, "bad"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "bad"),
        ({"aud": None}, "bad"),
        ({"iss": "https://sso.example.org"}, "bad"),
        ({"iss": None}, "bad"),
        ({"nonce": "forged"}, "bad"),
        ({"nonce": None}, "bad"),
        ({"sub": None}, "bad"),
        ({"sub": ""}, "bad"),
        ({"sub": 7}, "bad"),
        ({"iat": None}, "bad"),
        ({"exp": None}, "bad"),
        ({"exp": "never"}, "bad"),
        ({"exp": 1_700_000_000}, "clock"),
        ({"iat": 4_000_000_000, "exp": 4_000_000_300}, "clock"),
        ({"nbf": 4_000_000_000}, "clock"),
    ],
    ids=str,
)
def test_an_id_token_that_is_not_ours_lets_nobody_in(
    provider: Provider, issuer: Issuer, changed: dict[str, Any], kind: str
) -> None:
    issuer.token = changed
    assert fails(provider, issuer).kind == kind


@pytest.mark.parametrize("off", [-100, 100])
def test_clocks_may_differ_by_two_minutes(provider: Provider, issuer: Issuer, off: int) -> None:
    issuer.token = {"iat": now() + off, "exp": now() + (off if off < 0 else 300)}
    assert signs_in(provider, issuer)["sub"] == "an-1"


@pytest.mark.parametrize("off", [-130, 140])
def test_and_by_no_more(provider: Provider, issuer: Issuer, off: int) -> None:
    issuer.token = {"iat": now() + off, "exp": now() + (off if off < 0 else 300)}
    assert fails(provider, issuer).kind == "clock"


@pytest.mark.parametrize(
    "sign",
    [
        unsigned,
        with_our_secret,
        with_the_public_key,
        lambda claims: signed(claims, OTHER),
        lambda claims: signed(claims, OTHER, kid="unknown"),
        lambda claims: signed(claims)[:-4] + "AAAA",
        lambda claims: (
            signed(claims | {"sub": "x"}).rpartition(".")[0]
            + "."
            + signed(claims).rpartition(".")[2]
        ),
        lambda _claims: "not.a.token",
        lambda _claims: "",
    ],
    ids=[
        "none",
        "our secret",
        "the public key as a secret",
        "another key",
        "an unknown key",
        "a changed signature",
        "the signature of another",
        "no token",
        "nothing",
    ],
)
def test_what_the_provider_has_not_signed_lets_nobody_in(
    provider: Provider, issuer: Issuer, sign: Callable[[dict[str, Any]], str]
) -> None:
    issuer.sign = sign
    assert fails(provider, issuer).kind == "bad"


def test_an_answer_without_an_id_token_lets_nobody_in(provider: Provider, issuer: Issuer) -> None:
    issuer.answers["/token"] = issuers.JSONResponse({"access_token": "a", "token_type": "Bearer"})
    assert fails(provider, issuer).kind == "bad"


@pytest.mark.parametrize(
    ("metadata", "detail"),
    [
        ({"issuer": "https://sso.example.org"}, "another issuer"),
        ({"issuer": None}, "another issuer"),
        ({"authorization_endpoint": "http://sso.example.vn/authorize"}, "authorization_endpoint"),
        ({"token_endpoint": "http://sso.example.vn/token"}, "token_endpoint"),
        ({"jwks_uri": "javascript:x"}, "jwks_uri"),
        ({"jwks_uri": None}, "jwks_uri"),
        ({"end_session_endpoint": "javascript:alert(1)"}, "end_session_endpoint"),
    ],
)
def test_a_provider_that_is_not_the_one_set_is_not_asked(
    provider: Provider, issuer: Issuer, metadata: dict[str, Any], detail: str
) -> None:
    issuer.metadata = metadata
    error = fails(provider, issuer)
    assert error.kind == "bad"
    assert detail in error.detail


def test_a_slash_at_the_end_of_the_issuer_makes_no_other_one(
    provider: Provider, issuer: Issuer
) -> None:
    issuer.metadata = {"issuer": f"{URL}/"}
    issuer.token = {"iss": f"{URL}/"}
    assert signs_in(provider, issuer)["sub"] == "an-1"


def test_the_secret_is_sent_as_the_provider_takes_it(provider: Provider, issuer: Issuer) -> None:
    issuer.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert signs_in(provider, issuer)["sub"] == "an-1"


def test_a_wrong_secret_is_a_matter_of_the_settings(provider: Provider, issuer: Issuer) -> None:
    issuer.answers["/token"] = issuers.JSONResponse({"error": "invalid_client"}, 401)
    error = fails(provider, issuer)
    assert (error.kind, "invalid_client" in error.detail) == ("bad", True)


def test_what_the_id_token_leaves_out_is_asked_for(provider: Provider, issuer: Issuer) -> None:
    issuer.userinfo = dict(issuer.claims)
    issuer.token = {"groups": None, "name": None}
    claims = signs_in(provider, issuer)
    assert claims["groups"] == ["gui", "cao-bang"]


def test_what_is_said_of_somebody_else_is_not_taken(provider: Provider, issuer: Issuer) -> None:
    issuer.userinfo = {"sub": "binh-2", "groups": ["quan-tri"]}
    issuer.token = {"groups": None}
    assert fails(provider, issuer).kind == "bad"


def test_a_signed_claim_is_not_changed_by_an_unsigned_one(
    provider: Provider, issuer: Issuer
) -> None:
    issuer.userinfo = {"sub": "an-1", "groups": ["quan-tri"], "name": "An"}
    issuer.token = {"name": None}
    claims = signs_in(provider, issuer)
    assert (claims["groups"], claims["name"]) == (["gui", "cao-bang"], "An")


@pytest.mark.parametrize(
    ("path", "answer", "kind"),
    [
        ("/realms/office/.well-known/openid-configuration", broken(), "down"),
        ("/realms/office/.well-known/openid-configuration", broken(200), "bad"),
        ("/realms/office/.well-known/openid-configuration", issuers.JSONResponse([]), "bad"),
        ("/token", broken(), "down"),
        ("/token", broken(200), "bad"),
        ("/token", issuers.JSONResponse([1]), "bad"),
        ("/keys", broken(), "down"),
        ("/keys", issuers.JSONResponse({"keys": [{"kty": "RSA"}]}), "bad"),
        ("/keys", issuers.JSONResponse({"keys": []}), "bad"),
    ],
)
def test_whatever_it_sends_is_a_failure_and_no_crash(
    provider: Provider, issuer: Issuer, path: str, answer: issuers.Response, kind: str
) -> None:
    issuer.answers[path] = answer
    assert fails(provider, issuer).kind == kind


def test_nobody_waits_for_a_provider_that_says_nothing(
    office: Office, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.01)

    async def silent(_request: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(HOUR)
        raise AssertionError

    error = fails(Provider(office, {"transport": httpx2.MockTransport(silent)}), issuer)
    assert error.kind == "down"


def test_a_provider_that_cannot_be_reached_is_down(office: Office, issuer: Issuer) -> None:
    def refused(_request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    assert (
        fails(Provider(office, {"transport": httpx2.MockTransport(refused)}), issuer).kind == "down"
    )


def test_it_is_asked_where_it_is_once_in_an_hour(
    provider: Provider, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_in(provider, issuer)
    signs_in(provider, issuer)
    assert issuer.asked.count("/keys") == 1
    monkeypatch.setattr(provider, "_asked_at", provider._asked_at - HOUR - 1)
    signs_in(provider, issuer)
    assert issuer.asked.count("/keys") == 2


def test_new_keys_are_fetched_when_they_sign(provider: Provider, issuer: Issuer) -> None:
    signs_in(provider, issuer)
    new = RSAKey.generate_key(2048, {"kid": "second"})
    issuer.keys = [new]
    issuer.sign = lambda claims: signed(claims, new, kid="second")
    assert signs_in(provider, issuer)["sub"] == "an-1"


def test_a_new_key_under_the_name_of_the_old_is_known_at_the_next_sign_in(
    provider: Provider, issuer: Issuer
) -> None:
    signs_in(provider, issuer)
    issuer.keys = [OTHER]
    issuer.sign = lambda claims: signed(claims, OTHER)
    assert fails(provider, issuer).kind == "bad"
    assert signs_in(provider, issuer)["sub"] == "an-1"
