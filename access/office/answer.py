"""The provider's answer, taken once by the browser that asked for it, to a session here."""

import hmac
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from starlette.concurrency import run_in_threadpool

from access import sessions
from access.accounts import Account
from access.office import admission, handshake
from access.office.claims import Claims, person
from access.office.failure import SignInError
from access.office.handshake import Handshake
from access.office.settings import Office

if TYPE_CHECKING:
    from access.office.provider import Provider

BROKEN = ("server_error", "temporarily_unavailable")
Answer = Mapping[str, str]


class Browser(NamedTuple):
    """Whose answer it is: the session held until now, which ends, and from where it comes."""

    session: str
    address: str


async def taken(
    answer: Answer, token: str, under_way: Handshake | None, provider: "Provider", browser: Browser
) -> str:
    """Return the token of a new session; raise SignInError for an answer that is worth nothing.

    ``token``: what the browser holds of its sign-in.
    """
    if under_way is None:
        raise SignInError("stale", "no sign-in of this browser is under way")
    # Some leave the state out when they say no; nobody comes in by it.
    _refuse(answer, provider.office)
    if not hmac.compare_digest(under_way.state.encode(), answer.get("state", "").encode()):
        raise SignInError("stale", "the state of another sign-in")
    if not await run_in_threadpool(handshake.finish, token):
        raise SignInError("stale", "the answer was taken before")
    claims, id_token = await provider.claims(answer.get("code", ""), under_way)
    account = await run_in_threadpool(_admitted, claims, provider.office)
    beginning = partial(sessions.begin, account, browser.session, browser.address, hint=id_token)
    return await run_in_threadpool(beginning)


def _refuse(answer: Answer, office: Office) -> None:
    """Raise SignInError for the provider's no, or an answer that is another provider's."""
    if answer.get("iss", office.issuer).rstrip("/") != office.issuer.rstrip("/"):
        raise SignInError("bad", "the answer of another issuer")
    error = answer.get("error", "")
    if error:
        kind = "denied" if error not in BROKEN else "down"
        raise SignInError(kind, f"the provider says {error[:60]!r}")


def _admitted(claims: Claims, office: Office) -> Account:
    try:
        who = person(claims, office)
    except SignInError:
        # Who lost the last role at the provider loses what was begun with it, too.
        admission.dismiss(office.issuer, str(claims["sub"]))
        raise
    return admission.admit(who)
