"""The log: one event a line, as JSON for programs or text for a terminal, without secrets."""

import json
import logging
import os
import secrets
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

SETTING = "DASHBOARD_LOG"
"""``json`` unless it says ``text``, as `make run` does."""
# Without letters and digits that are taken for one another when they are read out.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # pragma: allowlist secret
QUIET = ("uvicorn.error", "uvicorn.access")
"""They would write whole addresses; what is asked is logged by access/watch.py."""
Facts = Mapping[str, str | int | float | None]


def reference() -> str:
    """Return a number under which a reader tells of a failure and the log has its trace."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def told(**facts: str | int | float | None) -> dict[str, Facts]:
    """Return what is written beside an event, as ``extra=told(…)``; what is unknown is not."""
    return {"told": {name: fact for name, fact in facts.items() if fact not in (None, "")}}


class Lines(logging.Formatter):
    """An event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a trace is a text in it, with its own line breaks written out."""
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **_facts(record),
            "logger": record.name,
        }
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        return json.dumps(event | ({"trace": trace} if trace else {}), ensure_ascii=False)


class Text(logging.Formatter):
    """An event as people read it; a trace follows it as Python writes it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Facts may come from outside: none of them can begin a line."""
        time = datetime.fromtimestamp(record.created).astimezone()
        facts = (f" {n}={json.dumps(f, ensure_ascii=False)}" for n, f in _facts(record).items())
        message = record.getMessage().replace("\n", " ")
        line = f"{time:%H:%M:%S} {record.levelname.lower():7} {message}{''.join(facts)}"
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        return f"{line}\n{trace}" if trace else line


def speak() -> None:
    """Write what every logger of this process has to say, one way, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Text() if os.environ.get(SETTING) == "text" else Lines())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in ("uvicorn", *QUIET):
        adopt(logging.getLogger(name))
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


def adopt(logger: logging.Logger) -> None:
    """Let a logger that came with a handler of its own speak as all the others do."""
    logger.handlers.clear()
    logger.propagate = True


def _facts(record: logging.LogRecord) -> Facts:
    facts: Facts = getattr(record, "told", {})
    return facts
