"""The measures over HTTP: for who may read them, or a program that has the token."""

import hmac
import os
import sqlite3

from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from access.cookies import token_of
from access.measures import MEASURES
from access.rights import may
from access.sessions import signed_in
from access.words import both

TOKEN = "DASHBOARD_METRICS_TOKEN"  # nosec B105
SHORTEST = 16
"""Characters of a token; a shorter one could be guessed and opens nothing."""


async def metrics(request: Request) -> Response:
    """Answer with every measure as Prometheus reads it, or say who may have them."""
    if not _has_token(request):
        try:
            who = await run_in_threadpool(signed_in, token_of(request))
        except (OSError, sqlite3.Error):
            who = None
        answer = may(who, "metrics")
        if who is None:
            told = {"WWW-Authenticate": "Bearer"}
            return PlainTextResponse(both("door_sign_in") + "\n", 401, told)
        if not answer:
            said = "\n".join(answer.said(lang) for lang in ("vi", "en"))
            return PlainTextResponse(f"{said}\n", 403)
    text = await run_in_threadpool(generate_latest, MEASURES)
    return Response(text, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _has_token(request: Request) -> bool:
    set_one = os.environ.get(TOKEN, "").strip()
    kind, _, brought = request.headers.get("authorization", "").partition(" ")
    same = hmac.compare_digest(brought.strip().encode(), set_one.encode())
    return kind.lower() == "bearer" and len(set_one) >= SHORTEST and same
