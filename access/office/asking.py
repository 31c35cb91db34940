"""What goes wrong when the provider is asked, as a failure that holds nothing secret."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import httpx2
from authlib.integrations.base_client import OAuthError
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidClaimError, JoseError

from access.office.failure import SignInError

PATIENCE = 15
"""Seconds for all that is asked of the provider at one step; a reader waits for no longer."""
CLOCK = ("iat", "nbf")
"""Claims that are wrong when one of two clocks is."""


@asynccontextmanager
async def in_time() -> AsyncIterator[None]:
    """Ask within the time; raise SignInError for whatever comes of it instead of an answer."""
    try:
        with anyio.fail_after(PATIENCE):
            yield
    except SignInError:
        raise
    except Exception as error:
        # Whatever another server sends: its reader gets a sentence, and the log no secret.
        raise _failure(error) from None


def _failure(error: Exception) -> SignInError:
    if isinstance(error, httpx2.HTTPError | OSError):
        return SignInError("down", type(error).__name__)
    if isinstance(error, OAuthError):
        # A code that was used before or has run out; anything else is a matter of the settings.
        kind = "stale" if error.error == "invalid_grant" else "bad"
        return SignInError(kind, f"the provider says {str(error.error)[:60]!r}")
    if isinstance(error, JoseError):
        return _untrue(error)
    # No JSON, or JSON of another shape than the standard says.
    return SignInError("bad", f"an answer that is not understood ({type(error).__name__})")


def _untrue(error: JoseError) -> SignInError:
    if not isinstance(error, ClaimError):
        return SignInError("bad", f"the ID token: {type(error).__name__}")
    other = isinstance(error, InvalidClaimError) and error.claim in CLOCK
    late = other or isinstance(error, ExpiredTokenError)
    detail = f"the ID token: {type(error).__name__}, {error.claim[:60]!r}"
    return SignInError("clock" if late else "bad", detail)
