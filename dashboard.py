"""The served app: starts the pages behind the gate, by `streamlit run dashboard.py`."""

import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hmac import compare_digest
from pathlib import Path

import streamlit as st
import streamlit.logger
import streamlit.runtime
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

import pages.charts
import pages.parts
from access.cookies import SESSION
from access.gate import Gate
from access.headers import SecurityHeaders
from access.language import Language
from access.logs import adopt, speak
from access.mounting import Mounted, Restored, under
from access.office.settings import settings as settings_of_the_office
from access.packed import Packed
from access.place import is_closed
from access.place import refusal as refusal_of_place
from access.stopping import end_normally, let_writers_end
from access.uploads import Uploads
from access.watch import Watch
from access.words import words as words_of_the_gate
from data.catalog import catalog
from data.failures import StoreError
from data.store import shown
from etl.migrate import refusal
from etl.problem import of_store
from etl.problems import mend, message
from pages.parts.mishap import show_mishap
from pages.parts.words import words

ROOT = Path(__file__).parent

# What the server and Streamlit have to say is said like the rest.
speak()
streamlit.logger.setup_formatter = adopt
streamlit.logger.update_formatter()

# A broken definition ends the start with its sentence, instead of every page that needs it.
catalog()
words()
words_of_the_gate()
if settings_of_the_office():
    importlib.import_module("access.office.provider")
# So does a store that this program cannot read; one from before is brought up to date first.
try:
    why = refusal(shown())
except StoreError as error:
    why = of_store(error)
if why:
    raise SystemExit(
        f"{message(why, 'vi')} {mend(why, 'vi')}\n{message(why, 'en')} {mend(why, 'en')}"
    )

# Nor is it served to other machines while nobody could be told from anybody.
address = st.get_option("server.address")
if why_not := refusal_of_place(address):
    raise SystemExit(why_not)

path = under(st.get_option("server.baseUrlPath"))


@asynccontextmanager
async def warm(_app: st.App) -> AsyncIterator[None]:
    """Import what every page needs before the first reader waits for it."""
    for package in (pages.charts, pages.parts):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    # What is imported stays: without this the collector walks it again on every click.
    gc.collect()
    gc.freeze()
    end_normally()
    yield
    await let_writers_end()


def is_open(session: str, token: str) -> bool:
    """Say whether who has this token has a page open under this session of Streamlit's."""
    client = streamlit.runtime.get_instance().get_client(session)
    context = client.client_context if client else None
    if context is None:
        return False
    opened_by = context.cookies.get(SESSION, "")
    return compare_digest(opened_by.encode(), token.encode())


app = st.App(
    "pages/frame.py",
    routes=[Mount(f"{path}/assets", StaticFiles(directory=ROOT / "pages" / "assets"))],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Mounted, path=path),
        Middleware(Watch),
        Middleware(
            Gate,
            closed=is_closed(address),
            hosts=tuple(st.get_option("server.allowedHosts")),
            uploads=Uploads(st.get_option("server.maxUploadSize"), is_open),
        ),
        Middleware(Language),
        Middleware(Packed),
        Middleware(Restored),
    ],
    lifespan=warm,
    on_script_error=show_mishap,
)
