"""``check``, ``load`` and ``template``: what is printed, what is stored, and the exit code."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from data import store as folder
from etl.__main__ import main
from etl.read import read
from etl.sheet import Sheet
from tests.etl.sent import Cells, opened, titles, written


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with files to send."""
    files: dict[str, Cells] = {
        "a.csv": {"title": "A", "quantity": "02"},
        "b.csv": {"title": "B", "period": "5/2021", "role": "Khách"},
        "bad.csv": {"title": "C", "period": "6/2021", "quantity": "1,890"},
    }
    for name, row in files.items():
        (tmp_path / name).write_bytes(written(row))
    return tmp_path


def test_checking_stores_nothing(desk: Path, store: Path) -> None:
    clean = run("check", desk / "a.csv", desk / "b.csv")
    assert (clean.exit_code, clean.stderr) == (0, "")
    assert run("check", desk / "a.csv", desk / "bad.csv").exit_code == 1
    assert not store.exists()


def test_loading_and_loading_again(desk: Path, store: Path) -> None:
    first = run("load", desk / "a.csv", desk / "b.csv", "--as", "Lan")
    assert first.exit_code == 0
    assert [line.split(":")[0] for line in first.stdout.splitlines() if line[0] != " "] == [
        "a.csv", "b.csv",
    ]  # fmt: skip
    assert titles(store) == ["A", "B"]
    version = opened(store).version
    again = run("load", desk / "a.csv", desk / "b.csv")
    assert (again.exit_code, again.stdout.count("không có gì thay đổi")) == (0, 2)
    assert "người gửi Lan" in again.stdout
    assert opened(store).version == version


def test_one_refused_of_many_is_exit_1_and_the_others_are_loaded(desk: Path, store: Path) -> None:
    result = run("load", desk / "a.csv", desk / "bad.csv", desk / "b.csv")
    assert result.exit_code == 1
    assert titles(store) == ["A", "B"]
    assert "dòng 2, cột Số lượng" in result.stdout
    assert "1,890" in result.stdout


def test_json_is_one_array_of_an_object_per_file(desk: Path) -> None:
    given = [desk / "a.csv", desk / "bad.csv", desk / "a.csv"]
    told = json.loads(run("load", "--json", *given).stdout)
    assert [(t["file"], t["status"]) for t in told] == [
        ("a.csv", "loaded"), ("bad.csv", "refused"), ("a.csv", "unchanged"),
    ]  # fmt: skip
    checked = json.loads(run("check", "--json", *given).stdout)
    assert [t["status"] for t in checked] == ["unchanged", "refused", "unchanged"]
    assert json.loads(run("check", "--json", desk / "b.csv").stdout)[0]["status"] == "clean"


def test_the_language_of_the_reader(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = run("check", desk / "bad.csv", "--lang", "en")
    assert "row 2, column Số lượng" in english.stdout
    monkeypatch.setenv("DASHBOARD_LANG", "en")
    assert run("check", desk / "bad.csv").stdout == english.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["check"], ["load"], ["check", "nowhere.csv"], ["check", "."], ["load", "--as"],
        ["nothing"], ["check", "--loud", "."],
    ],
)  # fmt: skip
def test_usage_errors_are_exit_2(arguments: list[str], store: Path) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert not store.exists()


def test_an_unreadable_file_is_refused_beside_the_others(
    desk: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "a.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    for command, others in (("check", "clean"), ("load", "loaded")):
        result = run(command, "--json", desk / "b.csv", desk / "a.csv", desk / "bad.csv")
        told = json.loads(result.stdout)
        assert result.exit_code == 1
        assert [t["status"] for t in told] == [others, "refused", "refused"]
        assert [p["kind"] for t in told for p in t["problems"]] == [
            "file_failed", "count_ambiguous",
        ]  # fmt: skip
        assert "Permission denied" in told[1]["problems"][0]["message"]
    assert titles(store) == ["B"]


def test_a_name_that_is_no_utf8_can_be_loaded_and_told(desk: Path, store: Path) -> None:
    name = os.fsdecode(b"th\xe1ng 4.csv")
    (desk / name).write_bytes(written({}))
    told = json.loads(run("load", "--json", desk / name).stdout)
    assert (told[0]["file"], told[0]["status"]) == ("th\ufffdng 4.csv", "loaded")
    assert opened(store).rows("SELECT file FROM uploads") == [("th\ufffdng 4.csv",)]


def test_long_lists_are_cut_short_for_readers_but_not_for_programs(desk: Path) -> None:
    file = desk / "many.csv"
    file.write_bytes(written(*({"title": f"{n}", "quantity": "-1"} for n in range(250))))
    plain = run("check", file).stdout
    assert plain.count("cột Số lượng") == 200
    assert "50 mục khác" in plain
    assert len(json.loads(run("check", "--json", file).stdout)[0]["problems"]) == 250


def test_an_interrupted_load_ends_with_a_sentence(
    desk: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "read_bytes", interrupted)
    result = run("load", desk / "a.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "dừng giữa chừng" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert folder.versions(store) == []


def test_a_template_is_a_report_without_rows(tmp_path: Path) -> None:
    file = tmp_path / "mau.csv"
    assert run("template", file).exit_code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    result = run("check", file)
    assert result.exit_code == 1
    assert "dòng" in result.stdout


def test_a_template_of_a_slice_is_begun(tmp_path: Path) -> None:
    file = tmp_path / "mau.csv"
    assert run("template", file, "--province", "bac can", "--period", "4/2021").exit_code == 0
    sheet = read(file.read_bytes(), frozenset({"kybaocao", "tinhthanhpho", "loaihoatdong"}))
    assert isinstance(sheet, Sheet)
    cells = {h: c[0].as_py() for h, c in zip(sheet.headers, sheet.columns, strict=True)}
    assert cells["Tỉnh/Thành phố"] == "Bắc Kạn"
    assert cells["Kỳ báo cáo"] in ("4/2021", "04/2021")


def test_a_template_of_targets_is_one_of_its_year(tmp_path: Path) -> None:
    assert run("template", tmp_path / "giao.csv", "--targets", "2026").exit_code == 0
    lines = (tmp_path / "giao.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["Năm,Tỉnh/Thành phố,Chỉ tiêu,Mức giao,Nguồn", "2026,,,,"]


@pytest.mark.parametrize(
    "arguments",
    [["x.doc"], ["x.csv", "--targets", "26"], ["x.csv", "--province", "Xứ Lạ"],
     ["x.csv", "--period", "13/2021"],
     ["x.csv", "--province", "Bắc Kạn", "--period", "7/2025"]],
)  # fmt: skip
def test_a_template_that_cannot_be(tmp_path: Path, arguments: list[str]) -> None:
    assert run("template", tmp_path / arguments[0], *arguments[1:]).exit_code == 2
    assert not list(tmp_path.glob("x*"))


def test_a_template_that_cannot_be_written_ends_with_a_sentence(tmp_path: Path) -> None:
    result = run("template", tmp_path / "no" / "x.csv", "--lang", "en")
    assert result.exit_code == 1
    assert "could not be read or written (No such file or directory)" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_targets_are_loaded_like_a_report(desk: Path, store: Path) -> None:
    head = "Năm,Tỉnh,Chỉ tiêu,Mức giao\n"
    (desk / "giao.csv").write_text(f"{head}2026,Hà Nội,Hội nghị,60\n", encoding="utf-8")
    (desk / "sai.csv").write_text(f'{head}26,Hà Nội,Hội nghị,"1,890"\n', encoding="utf-8")
    told = json.loads(run("targets", "--json", "--as", "Lan", desk / "giao.csv").stdout)
    assert [(t["file"], t["status"], t["rows"]) for t in told] == [("giao.csv", "loaded", 1)]
    assert opened(store).rows("SELECT actor, action FROM audit") == [("Lan", "targets")]
    again = run("targets", desk / "giao.csv", "--lang", "en")
    assert (again.exit_code, "nothing changed" in again.stdout) == (0, True)
    refused = run("targets", desk / "giao.csv", desk / "sai.csv")
    assert (refused.exit_code, "dòng 2, cột Năm" in refused.stdout) == (1, True)
    assert run("targets").exit_code == 2
