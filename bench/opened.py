"""A page of ours opened without a browser, as whoever sits at the machine reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from pages.parts import rights

FRAME = Path(__file__).parents[1] / "pages" / "frame.py"


@contextmanager
def at_the_machine() -> Iterator[None]:
    """Let the block read every page: there is no request that a gate could have marked."""
    with patch.object(rights, "visitor", lambda: rights.Visitor("", machine=True)):
        yield


def opened(page: str = "overview") -> Any:  # noqa: ANN401
    """Return a page after its first run; RuntimeError if it could not be drawn."""
    with at_the_machine():
        app = AppTest.from_file(str(FRAME), default_timeout=300).run()
        if page != "overview":
            app.switch_page(f"{page}.py").run()
    return whole(app)


def whole(app: Any) -> Any:  # noqa: ANN401
    """Return a page that ran to its end; RuntimeError if it did not."""
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    return app
