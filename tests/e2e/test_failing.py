"""A page that fails on a running server: a sentence and a number go out, and no trace."""

import json
import re
from pathlib import Path

import pytest

from data.warehouse import drafting
from etl.line import Report, ingest
from tests.e2e.server import serving
from tests.e2e.wire import Wire
from tests.pages.clerk import GOOD

NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
TRACES = (
    b"Traceback",
    b"CatalogException",
    b"Catalog Error",
    b"warehouse.py",
    b"encountered an error",
)


@pytest.mark.parametrize(
    ("query", "said"), [("", "Trang này gặp lỗi"), ("lang=en", "This page failed")]
)
def test_the_trace_stays_in_the_log(store: Path, tmp_path: Path, query: str, said: str) -> None:
    ingest([Report("a.csv", GOOD, sender="An")], store)
    with serving(store, tmp_path / "log") as server:
        # Nobody foresaw a version like this one, and no page says anything of its own about it.
        with drafting(store) as draft:
            draft.connection.execute("DROP TABLE monthly")
        with Wire(server, "", "meetings", query) as page:
            (told,) = (alert for alert in page.alerts if said in alert)
            assert [trace for trace in TRACES if trace in page.heard] == []
        logged = [json.loads(line) for line in server.said().splitlines() if line[:1] == "{"]
    (failed,) = (event for event in logged if "trace" in event)
    assert failed["reference"] == NUMBER.findall(told)[0]
    assert "CatalogException" in failed["trace"]
