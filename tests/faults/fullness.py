"""Takes the room away from a load or an undo, looks at what is left, and gives it back."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from data import store as folder
from data.warehouse import newest
from tests.faults.kills import Hunt
from tests.faults.scene import Figures, Scene, figures, tidy
from tests.faults.shell import shell, strace
from tests.faults.victim import Break, Ended, run

FULL = ("Ổ đĩa chứa kho số liệu đã đầy", "giải phóng ổ đĩa")
CLOSED = ("Thư mục kho số liệu không cho ghi", "kiểm tra quyền ghi")
BROKEN = ("Kho số liệu không ghi được", "báo người quản trị")
Said = tuple[str, str]
# How a call of the system fails: from one on, or that one alone; and what is said then.
ERRORS: dict[str, tuple[str, Said]] = {
    "ENOSPC": ("+", FULL),
    "EROFS": ("+", CLOSED),
    "EIO": ("", BROKEN),
}


@dataclass
class Squeezed:
    """What became of commands that found no room."""

    refused: int = 0
    roomy: int = 0
    wrong: list[str] = field(default_factory=list)


def words_of(scene: Scene, command: str) -> list[str]:
    """A load answers in JSON: what a program is told is looked at, too."""
    return [*scene.words(command), *(["--json"] if command == "load" else [])]


def told(ended: Ended, command: str, said: Said) -> bool:
    """Say whether what went wrong and how it is mended stand where they belong."""
    if command != "load":
        return all(text in ended.err for text in said)
    # In a forked process DuckDB takes itself to be at a prompt and may show a bar before it.
    [outcome] = json.loads(ended.out[max(0, ended.out.find("[")) :])
    problems = [(problem["message"], problem["mend"]) for problem in outcome["problems"]]
    message, mend = said
    return [(message in m, mend in n) for m, n in problems] == [(True, True)]


def refusal(store: Path, hunt: Hunt, ended: Ended, said: Said, *, old: Figures) -> Iterator[str]:
    """Yield what is wrong with a command that had no room."""
    if ended.code != 1:
        yield f"it ended with {ended.code}: {ended.err[-300:]}"
    elif not told(ended, hunt.command, said):
        yield f"it said {ended.out[-300:]} {ended.err[-300:]}"
    if figures(newest(store)) != old:
        yield "the figures have changed"
    if not tidy(store):
        yield f"left behind: {sorted(path.name for path in store.iterdir())}"


def again(store: Path, hunt: Hunt) -> Iterator[str]:
    """With room the same command works."""
    run(store, *hunt.scene.words(hunt.command))
    if figures(newest(store)) != hunt.new:
        yield "with room it does not work"


def short_of(hunt: Hunt, largest: int, found: Squeezed) -> None:
    """No file may become larger than this; one that may not grow is as good as a full disk."""
    store = hunt.scene.copy(f"{hunt.command}-largest-{largest}")
    ended = run(store, *words_of(hunt.scene, hunt.command), breaking=Break(largest=largest))
    _note(hunt, store, ended, f"{hunt.command} with {largest} bytes", found)


def from_call(hunt: Hunt, call: str, number: int, found: Squeezed, error: str = "ENOSPC") -> bool:
    """From its n-th call on the process is told that the disk fails; False if it never was."""
    until, said = ERRORS[error]
    store = hunt.scene.copy(f"{hunt.command}-{error}-{call}-{number}")
    traced = strace(call, f"error={error}:when={number}{until}")
    ended = shell(store, words_of(hunt.scene, hunt.command), before=traced)
    _note(hunt, store, ended, f"{hunt.command} {error} from {call} {number}", found, said)
    return ended.code != 0


def _note(
    hunt: Hunt, store: Path, ended: Ended, where: str, found: Squeezed, said: Said = FULL
) -> None:
    if ended.code == 0:
        found.roomy += 1
        wrong = [] if figures(newest(store)) == hunt.new else ["it said yes to nothing"]
    else:
        found.refused += 1
        wrong = list(refusal(store, hunt, ended, said, old=hunt.scene.old))
        wrong += again(store, hunt)
    found.wrong += [f"{where}: {one}" for one in wrong]
    hunt.scene.forget(store)


def on_full_disk(hunt: Hunt, mountable: Path, spare: float) -> Iterator[str]:
    """Fill a disk but for a part of a version, and yield what is wrong with a command on it."""
    size = folder.path_of(hunt.scene.base, folder.versions(hunt.scene.base)[-1]).stat().st_size
    used = sum(path.stat().st_size for path in hunt.scene.base.iterdir())
    with disk(mountable, kilobytes=(used + 8 * size) // 1024) as full:
        store = full / "store"
        shutil.copytree(hunt.scene.base, store)
        (full / "filler").write_bytes(bytes(shutil.disk_usage(full).free - int(size * spare)))
        ended = shell(store, words_of(hunt.scene, hunt.command))
        yield from refusal(store, hunt, ended, FULL, old=hunt.scene.old)
        (full / "filler").unlink()
        yield from again(store, hunt)


def on_closed_disk(hunt: Hunt, mountable: Path) -> Iterator[str]:
    """Make a disk read-only, and yield what is wrong with a command on it."""
    with disk(mountable, kilobytes=64 * 1024) as mounted:
        store = mounted / "store"
        shutil.copytree(hunt.scene.base, store)
        closed(mounted, yes=True)
        ended = shell(store, words_of(hunt.scene, hunt.command))
        yield from refusal(store, hunt, ended, CLOSED, old=hunt.scene.old)
        closed(mounted, yes=False)
        yield from again(store, hunt)


@contextmanager
def disk(folder: Path, *, kilobytes: int) -> Iterator[Path]:
    """Mount a disk of a few kilobytes at a folder; who may not do that has none."""
    folder.mkdir(exist_ok=True)
    options = f"size={kilobytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def may_mount(folder: Path) -> bool:
    """Say whether this process may mount a disk."""
    folder.mkdir(exist_ok=True)
    asked = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if os.geteuid() or subprocess.run(asked, capture_output=True, check=False).returncode:
        return False
    subprocess.run(["umount", folder], check=True)
    return True


def closed(folder: Path, *, yes: bool) -> None:
    """Make a disk read-only, or writable again."""
    way = "ro" if yes else "rw"
    subprocess.run(["mount", "-o", f"remount,{way}", folder], check=True)
