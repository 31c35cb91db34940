"""What lies on a sender's desk: files looked at but not sent yet, receipts, and the name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

import streamlit as st

from data.catalog import catalog
from etl.line import Report
from etl.preview import Preview
from etl.problem import Problem
from etl.receipt import Outcome
from pages.parts.format import number

KEY = "desk"
MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 100_000
"""Larger reports are a matter for the shell."""
MOST_STEPS = 10
"""Mends that can be taken back; each keeps the file as it was."""
Kept = TypeVar("Kept")


@dataclass(eq=False)
class Pending:
    """A file that was chosen; nothing of it is stored before it is sent."""

    number: int
    report: Report
    found: Preview | None = None
    told: tuple[Problem, ...] = ()
    round: int = 0
    before: list[Report] = field(default_factory=list)
    made: dict[str, object] = field(default_factory=dict)

    @property
    def preview(self) -> Preview:
        """What was found in it; it must have been looked at."""
        if self.found is None:
            raise LookupError(self.report.name)
        return self.found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that keeps it from being sent."""
        outcome = self.preview.outcome
        many = [_too_many(outcome)] if outcome.rows > MOST_ROWS else []
        return (*many, *outcome.problems)

    @property
    def sendable(self) -> bool:
        """Whether it may be sent as it is."""
        return not self.problems and self.preview.outcome.status == "clean"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of activity that it counts for."""
        measures = (catalog().measures[id] for id, _, _ in self.preview.totals)
        return tuple(dict.fromkeys(m.kind for m in measures if m.kind))

    def replace(self, report: Report) -> None:
        """Put a mended file in its place: all that was found before is forgotten."""
        self.before = [*self.before, self.report][-MOST_STEPS:]
        self._take(report)

    def back(self) -> None:
        """Take back the last mend."""
        *self.before, report = self.before
        self._take(report)

    def _take(self, report: Report) -> None:
        self.report = report
        self.round += 1
        self.forget()

    def forget(self) -> None:
        """Look at it again the next time, beside what is loaded by then."""
        self.found = None
        self.told = ()
        self.made.clear()

    def once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """Return what was made of the file as it is now, made the first time it is asked for."""
        if name not in self.made:
            self.made[name] = make()
        return cast(Kept, self.made[name])


@dataclass(frozen=True)
class Receipt:
    """What became of a file, and the kinds of activity that it told of."""

    outcome: Outcome
    kinds: tuple[str, ...] = ()


@dataclass
class Desk:
    """One sender's work, as long as the browser's tab is open."""

    pending: list[Pending] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    sender: str = ""
    counted: int = 0
    yearly: Report | None = None
    told: Outcome | None = None
    """A table of targets that is looked at, and what became of the last one."""

    def leave_targets(self) -> None:
        """Put the table of targets away."""
        self.yearly = self.told = None

    @property
    def on_targets(self) -> bool:
        """Whether a table of targets is what the sender works on."""
        return self.yearly is not None or self.told is not None

    def as_targets(self, pending: Pending) -> None:
        """Look at a file as a table of targets, which it was not chosen as."""
        self.pending.remove(pending)
        self.yearly, self.told = pending.report, None

    def as_report(self, report: Report) -> None:
        """Look at a table as a monthly report, which it was not chosen as."""
        self.leave_targets()
        self.put([report])

    def put(self, reports: list[Report]) -> None:
        """Take files; one that is too large gets its answer at once."""
        self.receipts.clear()
        for report in reports:
            if len(report.data) > MOST_BYTES:
                self.receipts.append(Receipt(_too_large(report)))
                continue
            self.counted += 1
            self.pending.append(Pending(self.counted, report))

    def clear(self) -> None:
        """Take everything away."""
        self.pending.clear()
        self.receipts.clear()


def desk() -> Desk:
    """Return the desk of this browser tab."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Desk()
    return cast(Desk, st.session_state[KEY])


def _too_large(report: Report) -> Outcome:
    size = number(round(len(report.data) / 1024 / 1024, 1), "vi")
    limit = f"{MOST_BYTES // 1024 // 1024} MB"
    problem = Problem("file_too_large", says={"size": f"{size} MB", "limit": limit})
    return Outcome(report.name, "refused", problems=(problem,))


def _too_many(outcome: Outcome) -> Problem:
    says = {"found": number(outcome.rows, "vi"), "limit": number(MOST_ROWS, "vi")}
    return Problem("too_many_rows", says=says)
