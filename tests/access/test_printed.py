"""``python -m access log``: the audit log from the shell, as a table, CSV or JSON."""

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result

from access import events
from access.__main__ import main
from access.events import Event
from tests.access.conftest import Clock


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["log", *arguments])
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture(autouse=True)
def log(clock: Clock) -> None:
    """A refused sign-in at the machine, and a download of a day later."""
    events.add(Event("sign_in", about="An", place="127.0.0.1", result="refused"))
    clock.now += 24 * 3600
    events.add(
        Event("download_records", "Hoa", "=1+1.csv", ("Cao Bằng",), "2026-01", "2026-10",
              "192.0.2.7", detail="3 rows\n\x1b[2J")
    )  # fmt: skip


def test_a_table_says_it_in_words() -> None:
    header, latest, first = run().output.splitlines()
    assert header.startswith("Lúc\tAi\tViệc")
    assert latest.startswith(
        "21:13:20, 22/9/2026\tHoa\ttải dòng báo cáo\t=1+1.csv\tCao Bằng\t1/2026–"
    )
    assert first.split("\t")[1:] == [
        "không rõ", "đăng nhập", "An", "", "", "tại máy chủ", "bị từ chối", "",
    ]  # fmt: skip
    assert "the machine itself" in run("--lang", "en").output


def test_no_line_moves_the_terminal() -> None:
    assert "\x1b" not in run().output


def test_csv_is_harmless_for_spreadsheets() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--csv").output)))
    assert [row["action"] for row in rows] == ["download_records", "sign_in"]
    assert rows[0]["about"] == "'=1+1.csv"


def test_json_has_everything_as_it_is_kept() -> None:
    latest, first = json.loads(run("--json").output)
    assert (latest["provinces"], latest["first"], latest["detail"]) == (
        ["Cao Bằng"], "2026-01", "3 rows\n\x1b[2J",
    )  # fmt: skip
    assert first["at"] == "2026-09-21T14:13:20+00:00"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--who", "An"], ["sign_in"]),
        (["--action", "download_records"], ["download_records"]),
        (["--province", "cao bang"], ["download_records"]),
        (["--period", "2026-03"], ["download_records"]),
        (["--since", "2026-09-22"], ["download_records"]),
        (["--until", "2026-09-21"], ["sign_in"]),
        (["--limit", "1"], ["download_records"]),
        (["--who", "Bình"], []),
    ],
)
def test_lines_are_looked_for(asked: list[str], found: list[str]) -> None:
    told = json.loads(run("--json", *asked).output)
    assert [line["action"] for line in told] == found


def test_where_nothing_was_done_it_says_so() -> None:
    assert run("--who", "Bình").output == "Không có dòng nhật ký nào.\n"


def test_a_province_nobody_knows_is_said() -> None:
    done = CliRunner().invoke(main, ["log", "--province", "Xyz"])
    assert (done.exit_code, "tên là Xyz" in done.output) == (1, True)
