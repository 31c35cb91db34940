"""What the shell prints: outcomes, problems and progress, in the reader's language."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from data.definition import Words
from data.periods import VIETNAM
from etl.problem import Problem
from etl.problems import mend, message, where
from etl.progress import Progress, silent
from etl.receipt import Outcome

LISTED = 200
STATUS = {
    "loaded": Words("đã nạp", "loaded"),
    "unchanged": Words("không có gì thay đổi", "nothing changed"),
    "clean": Words("nạp được", "can be loaded"),
    "refused": Words("bị từ chối, chưa nạp dòng nào", "refused, nothing was loaded"),
}
ROWS = Words("{} dòng", "{} rows")
UPLOAD = Words("mã lần nạp {}", "upload {}")
EARLIER = Words(
    "Tệp này đã được nạp lúc {at}{by} và vẫn đang dùng (lần nạp {upload}).",
    "This file was loaded at {at}{by} and is still current (upload {upload}).",
)
BY = Words(", người gửi {}", " by {}")
HEADS = {
    "problems": Words("Phải sửa ({}):", "To be mended ({}):"),
    "warnings": Words("Nên xem lại ({}):", "To be looked at ({}):"),
    "notes": Words("Đã hiểu như sau:", "Understood as follows:"),
}
MORE = Words("… và {} mục khác", "… and {} more")
STEPS = {
    "read": Words("đọc tệp", "reading"),
    "check": Words("kiểm tra", "checking"),
    "load": Words("nạp", "loading"),
    "publish": Words("công bố", "publishing"),
}


def _sentence(problem: Problem, lang: str) -> str:
    place = where(problem, lang)
    text = f"{message(problem, lang)} {mend(problem, lang)}".strip()
    return f"{place}: {text}" if place else text


def complain(problem: Problem, lang: str) -> None:
    """Print one problem that stopped a command."""
    click.echo(_sentence(problem, lang), err=True)


def _listed(head: str, problems: tuple[Problem, ...], lang: str) -> Iterator[str]:
    if problems:
        yield "  " + HEADS[head].in_(lang).format(len(problems))
    for problem in problems[:LISTED]:
        yield f"    - {_sentence(problem, lang)}"
    if len(problems) > LISTED:
        yield "    " + MORE.in_(lang).format(len(problems) - LISTED)


def receipt(outcome: Outcome, lang: str) -> str:
    """Return what became of one file, as lines for a reader."""
    facts = [STATUS[outcome.status].in_(lang)]
    if outcome.rows:
        facts.append(ROWS.in_(lang).format(outcome.rows))
    if outcome.upload:
        facts.append(UPLOAD.in_(lang).format(outcome.upload))
    lines = [f"{outcome.file}: {'; '.join(facts)}"]
    if outcome.earlier:
        at = outcome.earlier.at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
        by = BY.in_(lang).format(outcome.earlier.sender) if outcome.earlier.sender else ""
        said = EARLIER.in_(lang).format(at=at, by=by, upload=outcome.earlier.upload)
        lines.append(f"  {said}")
    lines += _listed("problems", outcome.problems, lang)
    lines += _listed("warnings", outcome.warnings, lang)
    if outcome.notes:
        lines.append("  " + HEADS["notes"].in_(lang))
        lines += [f"    - {note}" for note in outcome.normalised(lang)[:LISTED]]
    return "\n".join(lines)


@contextmanager
def progress(files: int, lang: str) -> Iterator[Progress]:
    """Show a bar over the steps of some files on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(length=files * (len(STEPS) - 1) + 1, file=sys.stderr) as shown:

        def advance(step: str, rows: int = 0, _of: int = 0) -> None:
            shown.label = STEPS[step].in_(lang)
            # A step that tells its rows tells them again and again.
            shown.update(0 if rows else 1)

        yield advance


@contextmanager
def bar() -> Iterator[Callable[[int, int], None]]:
    """Show a bar over things done of all there are on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    with click.progressbar(length=1, file=sys.stderr) as shown:

        def advance(done: int, of: int) -> None:
            shown.length = of
            shown.update(done - shown.pos)

        yield advance
