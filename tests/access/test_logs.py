"""The log: a line is an event, as JSON or as text, and none is begun from outside."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from access import logs
from access.logs import Lines, Text, adopt, reference, speak, told

LOG = logging.getLogger("tests.spoken")


@pytest.fixture
def as_a_server() -> Iterator[None]:
    """The loggers of the process may be set as a server sets them, for one test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def record(message: str, **facts: str | int | float | None) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "a", "levelname": "INFO", "msg": message, "created": 0})
    made.__dict__.update(told(**facts))
    return made


def broken() -> logging.LogRecord:
    try:
        raise ValueError("hỏng")
    except ValueError:
        failed = record("page failed", reference="7K3M-9QXD")
        failed.exc_info = sys.exc_info()
        return failed


def test_an_event_is_one_line_of_json() -> None:
    line = Lines().format(record("request refused", path="/a\nb", status=404, account=""))
    assert json.loads(line) == {
        "time": "1970-01-01T00:00:00.000+00:00",
        "level": "info",
        "event": "request refused",
        "path": "/a\nb",
        "status": 404,
        "logger": "a",
    }
    assert "\n" not in line


def test_a_trace_stands_in_its_line() -> None:
    line = Lines().format(broken())
    event = json.loads(line)
    assert "\n" not in line
    assert event["reference"] == "7K3M-9QXD"
    assert event["trace"].endswith("ValueError: hỏng")


def test_in_a_terminal_it_is_text() -> None:
    line = Text().format(record("request\nrefused", path="/a\nb", account="An"))
    assert line.endswith('info    request refused path="/a\\nb" account="An"')
    assert Text().format(broken()).endswith("ValueError: hỏng")


@pytest.mark.usefixtures("as_a_server")
@pytest.mark.parametrize(("setting", "begins"), [("", "{"), ("json", "{"), ("text", "")])
def test_every_logger_speaks_one_way(
    setting: str,
    begins: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(logs.SETTING, setting)
    speak()
    logger = logging.getLogger("tests.own")
    logger.propagate = False
    logger.addHandler(logging.StreamHandler())
    adopt(logger)
    logger.warning("mệt")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(begins)
    assert "mệt" in line


@pytest.mark.usefixtures("as_a_server")
def test_whole_addresses_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    speak()
    logging.getLogger("uvicorn.error").info('"WebSocket /_stcore/stream?token=x" [accepted]')
    assert capsys.readouterr().err == ""


def test_a_reference_can_be_read_out_and_is_new_each_time() -> None:
    drawn = {reference() for _ in range(100)}
    assert len(drawn) == 100
    assert {len(one) for one in drawn} == {9}
    assert set("".join(drawn)) <= {*logs.LETTERS, "-"}
