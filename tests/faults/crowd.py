"""Many processes send at once: to one month, and each to its own."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data.warehouse import newest
from etl.line import Report, ingest
from etl.preview import preview
from etl.uploads import history
from tests.faults.scene import ROWS, Scene, figures, month, tidy
from tests.faults.victim import CONTEXT, PATIENCE

ONE, OWN = 8, 20


@dataclass
class Crowded:
    """What became of what many sent at once."""

    rounds: int = 0
    loaded: int = 0
    told: int = 0
    mixed: list[str] = field(default_factory=list)


def _sends(store: Path, name: str, data: bytes, looks: bool, ready: Any, says: Connection) -> None:  # noqa: ANN401
    """In a process of its own: look at a report, wait for all others, and send it."""
    report = Report(name, data, sender=name)
    base = preview(report, store).base if looks else ()
    ready.wait(PATIENCE)
    [outcome] = ingest([report], store, base=base)
    says.send((outcome.status, [problem.kind for problem in outcome.problems]))
    says.close()


def together(
    store: Path, reports: Sequence[tuple[str, bytes]], *, looks: bool
) -> list[tuple[str, list[str]]]:
    """Send reports at once; ``looks``: each was looked at before any was sent, as on the page."""
    ready = CONTEXT.Barrier(len(reports))
    pipes = [CONTEXT.Pipe(duplex=False) for _ in reports]
    processes = [
        CONTEXT.Process(target=_sends, args=(store, *report, looks, ready, says), daemon=True)
        for report, (_, says) in zip(reports, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    outcomes = []
    for heard, _ in pipes:
        assert heard.poll(PATIENCE), "a sender hangs"
        outcomes.append(heard.recv())
    for process in processes:
        process.join(PATIENCE)
    return outcomes


def _titles(store: Path, period: str) -> Counter[str]:
    """Whose rows a month is made of: the titles without their numbers."""
    warehouse = newest(store)
    assert warehouse
    rows = warehouse.rows("SELECT title FROM records WHERE period = ?", [period])
    return Counter(title.rpartition(" ")[0] for (title,) in rows)


def _whole(store: Path, period: str, names: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a month that should be of one of them."""
    figures(newest(store))
    owners = _titles(store, period)
    if len(owners) != 1 or not set(owners) <= set(names) or set(owners.values()) != {ROWS}:
        yield f"{period} is mixed: {owners}"
    if not tidy(store):
        yield f"left behind: {sorted(path.name for path in store.iterdir())}"


def one_month_from_the_page(store: Path, found: Crowded) -> None:
    """Eight have looked at the same month: one is loaded, seven are told."""
    names = [f"người {n}" for n in range(ONE)]
    outcomes = together(store, [(n, month(2, n)) for n in names], looks=True)
    counted = Counter(status for status, _ in outcomes)
    _count(found, outcomes)
    found.mixed += _whole(store, "2021-02", names)
    if counted != {"loaded": 1, "refused": ONE - 1}:
        found.mixed.append(f"of eight who looked: {counted}")
    if any(kinds != ["changed_meanwhile"] for status, kinds in outcomes if status == "refused"):
        found.mixed.append(f"told otherwise: {outcomes}")


def one_month_from_the_shell(store: Path, found: Crowded) -> None:
    """Eight send blindly: each replaces the one before, and the history has all of them."""
    names = [f"máy {n}" for n in range(ONE)]
    outcomes = together(store, [(n, month(3, n)) for n in names], looks=False)
    _count(found, outcomes)
    found.mixed += _whole(store, "2021-03", names)
    states = Counter(e.state for e in history(newest(store)) if e.file in names)
    if states != {"current": 1, "replaced": ONE - 1}:
        found.mixed.append(f"of eight who did not look: {states}")


def months_of_their_own(store: Path, found: Crowded) -> None:
    """Twenty send twenty months: all are there."""
    reports = [(f"tháng {n}", month(n, f"riêng {n}")) for n in range(20, 20 + OWN)]
    outcomes = together(store, reports, looks=True)
    _count(found, outcomes)
    if {status for status, _ in outcomes} != {"loaded"}:
        found.mixed.append(f"of twenty: {outcomes}")
    for n in range(20, 20 + OWN):
        period = f"{2021 + (n - 1) // 12}-{(n - 1) % 12 + 1:02d}"
        found.mixed += _whole(store, period, [f"riêng {n}"])


def _count(found: Crowded, outcomes: Sequence[tuple[str, list[str]]]) -> None:
    found.loaded += sum(status == "loaded" for status, _ in outcomes)
    found.told += sum(status == "refused" for status, _ in outcomes)


CROWDS: tuple[Callable[[Path, Crowded], None], ...] = (
    one_month_from_the_page,
    one_month_from_the_shell,
    months_of_their_own,
)


def round_of(scene: Scene, number: int, found: Crowded) -> None:
    """Let each crowd loose on a store of its own."""
    for crowd in CROWDS:
        store = scene.copy(f"{crowd.__name__}-{number}")
        crowd(store, found)
        scene.forget(store)
    found.rounds += 1
