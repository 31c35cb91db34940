"""The real command in real processes: its codes, its streams, and several at once."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from data.periods import span
from etl.uploads import history
from tests.etl.sent import Cells, everything, opened, titles, written

ETL = [sys.executable, "-m", "etl"]


def test_load_prints_json_alone_and_tells_by_its_code(tmp_path: Path, store: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(written({}))
    bad.write_bytes(written({"quantity": "1,890"}))
    loaded = subprocess.run([*ETL, "load", "--json", good, bad], capture_output=True, check=False)
    assert (loaded.returncode, loaded.stderr) == (1, b"")
    assert [t["status"] for t in json.loads(loaded.stdout)] == ["loaded", "refused"]
    assert titles(store) == ["Giao ban"]


def test_on_a_terminal_there_is_a_bar_and_the_answer_is_clean(tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_bytes(written({}))
    terminal, theirs = pty.openpty()
    checked = subprocess.run(
        [*ETL, "check", "--json", good], stdout=subprocess.PIPE, stderr=theirs, check=False
    )
    os.close(theirs)
    shown = os.read(terminal, 65_536).decode(errors="replace")
    os.close(terminal)
    assert checked.returncode == 0
    assert json.loads(checked.stdout)[0]["status"] == "clean"
    assert "%" in shown


def test_whoever_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    files = []
    for number in range(3):
        files.append(tmp_path / f"{number}.csv")
        files[-1].write_bytes(written(*({"title": f"{n}", "quantity": "-1"} for n in range(5000))))
    with subprocess.Popen(
        [*ETL, "check", "--json", *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as check:
        assert check.stdout
        assert check.stderr
        check.stdout.read(10)
        check.stdout.close()
        said = check.stderr.read().decode()
        assert check.wait() == 1
    assert "Traceback" not in said


def reports(folder: Path, who: str, count: int) -> list[Path]:
    """Reports of the same month by one sender, each with other rows."""
    files = []
    for number in range(count):
        rows: list[Cells] = [{"title": f"{who} {number} {n}"} for n in range(number + 1)]
        files.append(folder / f"{who}-{number}.csv")
        files[-1].write_bytes(written(*rows))
    return files


@pytest.mark.scale
def test_two_at_once_on_the_same_month_lose_no_report(tmp_path: Path, store: Path) -> None:
    files = {who: reports(tmp_path, who, 4) for who in ("lan", "hoa")}
    running = [
        subprocess.Popen([*ETL, "load", file, "--as", who], stdout=subprocess.DEVNULL)
        for pair in zip(*files.values(), strict=True)
        for who, file in zip(files, pair, strict=True)
    ]
    assert [process.wait() for process in running] == [0] * 8
    entries = history(opened(store))
    assert sorted(e.file for e in entries) == sorted(f.name for f in [*files["lan"], *files["hoa"]])
    assert [e.state for e in entries].count("current") == 1
    last = next(e for e in entries if e.state == "current")
    found = titles(store)
    # One whole report, not a mixture of two.
    assert len(found) == last.rows
    assert {" ".join(t.split(" ")[:2]) for t in found} == {last.file[:-4].replace("-", " ")}
    # Nothing that was replaced is lost either, and the log has every load once, in order.
    assert len(everything(store)["former_records"]) == sum(e.rows for e in entries) - last.rows
    assert opened(store).rows("SELECT step FROM audit ORDER BY step") == [(n,) for n in range(1, 9)]


@pytest.mark.scale
def test_two_at_once_on_other_months_keep_both(tmp_path: Path, store: Path) -> None:
    months = span("2021-01", "2021-06")
    running = []
    for month in months:
        file = tmp_path / f"{month}.csv"
        file.write_bytes(written({"title": month, "period": month}))
        running.append(subprocess.Popen([*ETL, "load", file], stdout=subprocess.DEVNULL))
    assert [process.wait() for process in running] == [0] * len(months)
    assert titles(store) == months
    assert opened(store).rows("SELECT count(*) FROM monthly") == [(len(months),)]
