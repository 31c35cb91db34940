"""The served page says its language and loads our scripts."""

import pytest
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse, StreamingResponse

from access.language import SCRIPTS, Language
from tests.access.asked import BROWSER, asked

INDEX = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body></body></html>'
LOADED = "".join(f'<script src="{script}"></script>' for script in SCRIPTS) + "</head>"


def page() -> HTMLResponse:
    return HTMLResponse(INDEX, headers={"etag": '"of the file"'})


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/", "vi"), ("/meetings", "vi"), ("/?lang=en", "en"), ("/?lang=xx", "vi"), ("/?lang=", "vi")],
)
def test_the_page_says_its_language(path: str, lang: str) -> None:
    html = asked(Language(page()), path).body.decode()
    assert f'<html lang="{lang}">' in html
    assert html.count(LOADED) == 1


def test_the_length_is_the_new_one_and_nothing_names_the_file() -> None:
    answer = asked(Language(page()))
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "etag" not in answer.headers


def test_a_page_that_would_be_compressed_is_not() -> None:
    answer = asked(Language(GZipMiddleware(page(), minimum_size=1)))
    assert "content-encoding" not in answer.headers
    assert LOADED in answer.body.decode()


def test_a_page_that_comes_in_pieces_is_put_together() -> None:
    pieces = StreamingResponse(iter([INDEX[:30], INDEX[30:]]), media_type="text/html")
    assert LOADED in asked(Language(pieces)).body.decode()


def test_what_is_not_a_page_passes_untouched() -> None:
    answer = asked(Language(JSONResponse({"html": '<html lang="en"></head>'})))
    assert "<script" not in answer.body.decode()


@pytest.mark.parametrize(
    ("method", "headers"), [("GET", {"accept": "*/*"}), ("GET", {}), ("HEAD", BROWSER)]
)
def test_who_does_not_open_a_page_gets_the_answer_as_it_is(
    method: str, headers: dict[str, str]
) -> None:
    assert "<script" not in asked(Language(page()), method=method, headers=headers).body.decode()
