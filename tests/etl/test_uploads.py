"""The history of uploads, the bytes of each, and the way back."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.warehouse import drafting
from etl import locks
from etl.line import Report, ingest
from etl.load import Upload, keep_report
from etl.uploads import UploadError, history, sent_bytes, undo
from tests.etl.sent import NOW, everything, opened, report, sent, titles

KEYS = ["upload", "at", "sender", "file", "sha256", "rows", "state", "slices"]
PROVINCES = ("Bắc Kạn", "Cao Bằng", "Lâm Đồng")
CAO_BANG = {"province": "Cao Bằng", "title": "C"}


def load(store: Path, *rows: dict[str, str], name: str = "report.csv") -> str:
    (outcome,) = sent(store, report(*rows, name=name))
    assert outcome.upload
    return outcome.upload


def states(store: Path) -> dict[str, str]:
    return {e.upload: e.state for e in history(opened(store))}


def refusal(act: Callable[[], object]) -> tuple[str, dict[str, str]]:
    with pytest.raises(UploadError) as error:
        act()
    return error.value.kind, error.value.says


def test_no_store_has_no_history() -> None:
    assert history(None) == []
    assert refusal(lambda: sent_bytes(None, "x")) == ("upload_unknown", {"upload": "x"})


@pytest.mark.both
def test_the_states_of_uploads(store: Path) -> None:
    first, second = load(store, {}), load(store, {"title": "B"})
    third = load(store, CAO_BANG)
    undo(store, third, actor="Lan")
    sent(store, report({"kind": "?"}))
    found = states(store)
    assert (found[first], found[second], found[third]) == ("replaced", "current", "undone")
    assert list(found.values()).count("refused") == 1


def test_current_as_long_as_any_slice_is(store: Path) -> None:
    both = load(store, {}, CAO_BANG)
    load(store, {"title": "B"})
    assert states(store)[both] == "current"
    load(store, CAO_BANG | {"title": "D"})
    assert states(store)[both] == "replaced"


def test_newest_first_also_among_those_of_one_moment(store: Path) -> None:
    outcomes = sent(store, *(report({"title": str(n)}) for n in range(9)))
    found = history(opened(store))
    assert [e.upload for e in found] == [o.upload for o in reversed(outcomes)]
    sent(store, report({"title": "x"}, sent_at=NOW - timedelta(days=1)))
    assert history(opened(store))[-1].rows == 1


def test_newest_first_also_where_the_clock_was_put_back(store: Path) -> None:
    ingest([report({"title": "A"}, name="a.csv")], store, now=NOW)
    ingest([report({"title": "B"}, name="b.csv")], store, now=NOW - timedelta(days=31))
    assert [(e.file, e.state) for e in history(opened(store))] == [
        ("b.csv", "current"),
        ("a.csv", "replaced"),
    ]


def test_the_object_of_a_line(store: Path) -> None:
    data = report({}, CAO_BANG)
    (outcome,) = sent(store, Report("báo cáo.csv", data.data, sender="Lan"))
    (entry,) = history(opened(store))
    told = json.loads(json.dumps(entry.as_json()))
    assert list(told) == ["upload", "at", "sender", "file", "sha256", "rows", "state", "slices"]
    assert (told["at"], told["rows"], told["file"]) == (
        "2026-11-15T10:00:00+07:00", 2, "báo cáo.csv",
    )  # fmt: skip
    assert told["upload"] == outcome.upload
    assert told["slices"] == [
        {"province": "Bắc Kạn", "period": "2021-04"},
        {"province": "Cao Bằng", "period": "2021-04"},
    ]


def test_history_of_slices(store: Path) -> None:
    load(store, {}, name="a")
    load(store, CAO_BANG | {"period": "5/2021"}, name="b")
    sent(store, report({"kind": "?"}, name="c"))
    names = [
        [e.file for e in history(opened(store), provinces=provinces, period=period)]
        for provinces, period in (
            (None, None), (["Bắc Kạn"], None), (None, "2021-05"), (["Bắc Kạn"], "2021-05"),
            (["Cao Bằng", "x"], "2021-05"),
        )
    ]  # fmt: skip
    assert names == [["c", "b", "a"], ["c", "a"], ["b"], [], ["b"]]


BAD = {"kind": "?"}
BAD_CASES = [
    ([BAD, CAO_BANG], ["Bắc Kạn 2021-04", "Cao Bằng 2021-04"]),
    ([BAD, {"province": "Hà Lội"}, {"period": "13/2021"}], ["Bắc Kạn 2021-04"]),
    ([{"province": "Hà Lội", "period": "5/2021"}, {"province": "", "period": ""}], []),
    ([BAD | {"period": "5/2021"}, BAD], ["Bắc Kạn 2021-04", "Bắc Kạn 2021-05"]),
]


@pytest.mark.parametrize(("rows", "about"), BAD_CASES)
def test_a_refused_attempt_is_about_what_could_be_understood(
    store: Path, rows: list[dict[str, str]], about: list[str]
) -> None:
    (outcome,) = sent(store, report(*rows))
    (entry,) = history(opened(store))
    assert (outcome.status, entry.state) == ("refused", "refused")
    assert [f"{s['province']} {s['period']}" for s in entry.slices] == about
    assert [opened(store).rows(f"FROM {t}") for t in ("slices", "slice_versions")] == [[], []]


def test_an_attempt_that_was_not_understood_is_found_under_every_slice(store: Path) -> None:
    load(store, {}, name="good")
    sent(store, Report("no report.csv", b"\x89PNG\r\n"), report(BAD | CAO_BANG, name="bad"))
    names = [
        [e.file for e in history(opened(store), provinces=provinces, period=period)]
        for provinces, period in ((["Lâm Đồng"], None), (["Cao Bằng"], None), (None, "2020-01"))
    ]
    assert names == [["no report.csv"], ["bad", "no report.csv"], ["no report.csv"]]


def test_a_store_from_before_attempts_had_slices_is_still_read(store: Path) -> None:
    sent(store, report(BAD))
    with drafting(store) as draft:
        draft.connection.execute("DROP TABLE attempted_slices")
    (entry,) = history(opened(store))
    assert (entry.state, entry.slices) == ("refused", ())


@pytest.mark.both
def test_undo_puts_back_what_was_replaced(store: Path) -> None:
    load(store, {"title": "A", "quantity": "7"}, CAO_BANG)
    before = everything(store)
    second = load(store, {"title": "B"}, {"title": "B2"}, CAO_BANG, {"period": "5/2021"})
    entry = undo(store, second, actor="Lan", now=NOW)
    assert (entry.upload, entry.state) == (second, "undone")
    after = everything(store)
    for table in ("records", "monthly", "slices"):
        assert after[table] == before[table]
    assert opened(store).rows("SELECT actor, action, upload FROM audit ORDER BY step")[-1] == (
        "Lan", "undo", second,
    )  # fmt: skip


@pytest.mark.both
def test_undo_step_by_step_to_nothing_and_forth_again(store: Path) -> None:
    uploads = [load(store, {"title": t}) for t in ("A", "B", "C")]
    for upload, left in zip(reversed(uploads), (["B"], ["A"], []), strict=True):
        undo(store, upload, actor="Lan")
        assert titles(store) == left
    assert opened(store).rows("SELECT count(*) FROM monthly") == [(0,)]
    load(store, {"title": "B"})
    assert titles(store) == ["B"]


@pytest.mark.both
def test_undo_of_what_is_not_current(store: Path) -> None:
    first, second = load(store, {}), load(store, {"title": "B"})
    before = everything(store)
    assert refusal(lambda: undo(store, first, actor="")) == (
        "upload_replaced", {"upload": first, "other": second},
    )  # fmt: skip
    assert refusal(lambda: undo(store, "x", actor="")) == ("upload_unknown", {"upload": "x"})
    assert everything(store) == before
    undo(store, second, actor="")
    assert refusal(lambda: undo(store, second, actor="")) == (
        "upload_undone", {"upload": second},
    )  # fmt: skip


@pytest.mark.both
def test_undo_where_a_part_was_replaced_undoes_no_part(store: Path) -> None:
    both = load(store, {}, CAO_BANG)
    other = load(store, {"title": "B"})
    assert refusal(lambda: undo(store, both, actor=""))[1]["other"] == other
    assert titles(store) == ["B", "C"]


@pytest.mark.both
def test_undo_in_an_empty_store(store: Path) -> None:
    assert refusal(lambda: undo(store, "x", actor=""))[0] == "upload_unknown"


def test_undo_of_a_refused_attempt(store: Path) -> None:
    sent(store, report({"kind": "?"}))
    (entry,) = history(opened(store))
    assert refusal(lambda: undo(store, entry.upload, actor=""))[0] == "upload_unknown"
    assert refusal(lambda: sent_bytes(opened(store), entry.upload))[0] == "upload_unknown"


def test_undo_in_a_locked_period(store: Path) -> None:
    upload = load(store, {}, CAO_BANG)
    locks.lock(store, "2021-04", why="đã chốt", actor="Lan", province="04")
    assert refusal(lambda: undo(store, upload, actor="")) == (
        "locked_period", {"period": "04/2021", "province": "Cao Bằng", "why": "đã chốt"},
    )  # fmt: skip
    locks.unlock(store, "2021-04", why="sửa", actor="Lan")
    assert undo(store, upload, actor="").state == "undone"


@pytest.mark.parametrize("data", [b"", b"\0\xff" * 999, "tháng".encode("utf-16")])
def test_bytes_come_back_as_they_were_kept(store: Path, data: bytes) -> None:
    packed = pa.compress(data, codec="zstd", asbytes=True)
    with drafting(store) as draft:
        upload = Upload("u1", NOW, "", "tệp.csv", "", len(data), packed)
        keep_report(draft.connection, upload, rows=0, notes=None, refused=False)
    assert sent_bytes(opened(store), "u1") == ("tệp.csv", data)


@pytest.mark.both
def test_the_bytes_of_a_replaced_and_an_undone_report_are_kept(store: Path) -> None:
    data = report({"title": "A"}).data
    (first,) = sent(store, Report("a.csv", data))
    undo(store, load(store, {"title": "B"}), actor="")
    load(store, {"title": "C"})
    assert sent_bytes(opened(store), first.upload or "") == ("a.csv", data)


class Stacks:
    """A boring model: each slice is a stack of uploads, and undo takes the topmost off."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.slices: dict[str, list[tuple[str, str]]] = {p: [] for p in PROVINCES}
        self.uploads: list[tuple[str, set[str]]] = []

    def load(self, chosen: set[str]) -> None:
        title = str(len(self.uploads))
        rows = ({"province": p, "title": title} for p in sorted(chosen))
        upload = load(self.store, *rows)
        for p in chosen:
            self.slices[p].append((upload, title))
        self.uploads.append((upload, chosen))

    def undo(self, back: int) -> None:
        upload, chosen = self.uploads[-1 - back % len(self.uploads)]
        if all(self.slices[p] and self.slices[p][-1][0] == upload for p in chosen):
            undo(self.store, upload, actor="")
            for p in chosen:
                self.slices[p].pop()
        else:
            refusal(lambda: undo(self.store, upload, actor=""))

    def titles(self) -> list[str]:
        return sorted(stack[-1][1] for stack in self.slices.values() if stack)


LOAD = st.sets(st.sampled_from(PROVINCES), min_size=1)
UNDO = st.integers(0, 2)


@pytest.mark.scale
@settings(max_examples=25)
@given(st.lists(LOAD | UNDO, max_size=9))
def test_any_course_of_loads_and_undos_ends_as_stacks_would(
    tmp_path_factory: pytest.TempPathFactory, course: list[set[str] | int]
) -> None:
    model = Stacks(tmp_path_factory.mktemp("course"))
    for step in course:
        if isinstance(step, set):
            model.load(step)
        elif model.uploads:
            model.undo(step)
    assert not model.uploads or titles(model.store) == model.titles()
