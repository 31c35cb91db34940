"""One who sends the files of ``reports/`` from the page, and what stands there then."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.warehouse import newest
from etl.problem import Problem
from etl.problems import message
from etl.uploads import history
from pages.parts.sending.desk import KEY, Desk
from tests.etl.corpus import (
    BECOMES,
    figures,
    findings,
    found,
    outcome,
    prepare,
    report,
    rows,
    stored,
)
from tests.pages.clerk import Clerk

SAID = {
    "loaded": "Đã nhận {file}: {rows} dòng, ",
    "unchanged": "không có gì thay đổi",
    "refused": "{file}: phải sửa",
}


@dataclass
class Sent:
    """What sending a file from the page came to; the fields are what must hold."""

    becomes: str
    findings: list[str]
    not_said: list[str] = field(default_factory=list)
    could_send: bool = True
    stored: list[dict[str, Any]] = field(default_factory=list)
    changed: bool = True


def expected(file: Path) -> Sent:
    """What the name of a file says about it."""
    becomes = BECOMES[outcome(file)]
    loaded = becomes == "loaded"
    return Sent(becomes, findings(file), [], loaded, rows(file) if loaded else [], loaded)


def sent(clerk: Clerk, file: Path, store: Path) -> Sent:
    """Choose the file, look at it, and send it if the page lets it be sent."""
    prepare(file, store)
    before = figures(store)
    clerk.puts((file.name, report(file).data))
    problems, warnings, becomes = _looked_at(clerk)
    told = found(problems, "error") + found(warnings, "warning")
    not_said = _not_said(clerk, file, becomes, (*problems, *warnings))
    came = Sent(becomes, sorted(told), not_said, "Gửi báo cáo" in clerk.buttons)
    assert figures(store) == before
    if came.could_send:
        clerk.sends("An", reason="đã xem lại" if warnings else "")
        latest = history(newest(store))[0].upload
        came.becomes = "loaded" if latest in clerk.sees else "not received"
        came.not_said += _not_said(clerk, file, "loaded", ())
        came.stored = stored(store, latest)
    came.changed = figures(store) != before
    return came


def _looked_at(clerk: Clerk) -> tuple[tuple[Problem, ...], tuple[Problem, ...], str]:
    (pending,) = desk(clerk).pending
    seen = pending.preview.outcome
    return pending.problems, seen.warnings, seen.status


def desk(clerk: Clerk) -> Desk:
    work: Desk = clerk.at.session_state[KEY]
    return work


def _not_said(clerk: Clerk, file: Path, becomes: str, problems: tuple[Problem, ...]) -> list[str]:
    """The sentences that should stand on the page and do not."""
    sentences = {_plain(message(problem, "vi")) for problem in problems}
    if becomes in SAID:
        sentences.add(SAID[becomes].format(file=file.name, rows=len(rows(file))))
    seen = _plain(clerk.sees)
    return sorted(sentence for sentence in sentences if sentence not in seen)


def _plain(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "").replace("\N{NO-BREAK SPACE}", " ")
