"""The catalog of this installation opens, and a broken one says which file and which key."""

import runpy
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import catalog as reading
from data.catalog import Catalog, catalog, read_catalog
from data.definition import DefinitionError, Words
from data.filters import CLAUSES
from data.kinds import read_kind
from data.reporting import AGGREGATES

HERE = Path(__file__).parent
KINDS = sorted((HERE.parents[1] / "data" / "activities").glob("*.toml"))
# The name of the folder is the sentence, without its colons.
BROKEN = sorted((HERE / "broken").iterdir())


def made(folder: Path, over: Path | None = None) -> Path:
    """Return a small catalog that is right, with the files of ``over`` in place of its own."""
    shutil.copytree(HERE / "small", folder)
    if over:
        shutil.copytree(over, folder, dirs_exist_ok=True)
    return folder


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_the_file_of_each_kind_opens(path: Path) -> None:
    kind = read_kind(path, catalog().columns)
    assert kind == catalog().kinds[path.stem]
    assert len(path.read_text(encoding="utf-8").splitlines()) < 150


def test_the_six_kinds_stand_in_their_order() -> None:
    assert list(catalog().kinds) == [
        "meeting", "training", "publication", "press", "document", "award",
    ]  # fmt: skip
    assert [item.id for item in catalog().lists["kind"]] == [*catalog().kinds, "nil"]


def test_what_can_be_asked_has_words_and_what_has_words_can_be_asked() -> None:
    assert set(catalog().dimensions) == set(CLAUSES)
    reporting = [m.id for m in catalog().measures.values() if m.kind is None]
    assert reporting == list(AGGREGATES)


def test_a_small_catalog_that_is_right_is_read(tmp_path: Path) -> None:
    small = read_catalog(made(tmp_path / "small"))
    assert list(small.measures) == ["items", "reports_received"]
    assert small.columns["title"].names() == ("Nội dung", "Title", "title", "Trích yếu")
    assert small.columns["quantity"].limit is None
    assert small.lists["status"][0].names() == ("Đã thực hiện", "Done", "done", "Hoàn thành")
    assert [form.id for form in small.kinds["press"].forms] == ["Phóng sự", "Chuyên mục"]


@pytest.mark.parametrize("over", BROKEN, ids=lambda path: path.name)
def test_a_broken_definition_names_file_and_key(over: Path, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as error:
        read_catalog(made(tmp_path / "broken", over))
    assert str(error.value).replace(": ", " ").startswith(over.name)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("report.toml", "report.toml: file: the file is missing"),
        ("dimensions.toml", "dimensions.toml: file: the file is missing"),
        ("activities/press.toml", "activities: file: there is no kind of activity"),
    ],
)
def test_a_missing_file_is_named(missing: str, sentence: str, tmp_path: Path) -> None:
    folder = made(tmp_path / "missing")
    (folder / missing).unlink()
    with pytest.raises(DefinitionError, match=sentence):
        read_catalog(folder)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = made(tmp_path / "encoding")
    (folder / "report.toml").write_bytes("# Nội dung".encode("utf-16"))
    with pytest.raises(DefinitionError, match=r"report\.toml: file: this is not TOML"):
        read_catalog(folder)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An installation with a broken definition; the sentence it must fail with."""
    over = HERE / "broken" / "press.toml indicator[0].lable there is no such key"
    monkeypatch.setattr(reading, "HERE", made(tmp_path / "broken", over))
    catalog.cache_clear()
    yield "press.toml: indicator[0].lable: there is no such key"
    catalog.cache_clear()


def test_the_shell_ends_with_the_sentence(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "data.__main__", raising=False)
    monkeypatch.setattr(sys, "argv", ["data", "ask", "items", "--by", "period"])
    with pytest.raises(DefinitionError, match=broken.replace("[0]", r"\[0\]")) as error:
        runpy.run_module("data", run_name="__main__")
    # An exit with a text prints the text and is exit code 1 (see the next test).
    assert isinstance(error.value, SystemExit)


def test_nobody_needs_to_catch_it(tmp_path: Path) -> None:
    """Whatever program reads a broken definition first: one sentence, exit 1, no traceback."""
    over = HERE / "broken" / "press.toml order must be a whole number of 1 or more"
    folder = made(tmp_path / "broken", over)
    script = (
        f"from pathlib import Path; import data.catalog as c; c.read_catalog(Path({str(folder)!r}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=HERE.parents[1], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr == "press.toml: order: must be a whole number of 1 or more\n"


def test_a_value_is_said_by_its_label() -> None:
    known: Catalog = catalog()
    assert known.label("channel", "radio", "vi") == "Phát thanh"
    assert known.label("channel", "radio", "en") == "Radio"
    assert known.label("kind", "nil", "en") == "Nothing to report"
    assert known.label("form", "Giao ban báo chí", "en") == "Press briefing"
    assert known.label("form", "Một hình thức lạ", "en") == "Một hình thức lạ"
    assert known.label("organiser", "Tỉnh ủy", "en") == "Tỉnh ủy"


def test_words_are_vietnamese_in_any_other_language() -> None:
    words = Words("Kỳ", "Period")
    assert (words.in_("vi"), words.in_("en"), words.in_("fr")) == ("Kỳ", "Period", "Kỳ")


def test_the_catalog_is_read_fast() -> None:
    """Every start pays for the checks: they took 30 ms here, most of it DuckDB's beginning."""
    start = time.process_time()
    read_catalog(HERE.parents[1] / "data")
    assert time.process_time() - start < 0.5
