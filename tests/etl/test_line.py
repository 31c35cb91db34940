"""Each file is loaded whole or not at all, in the order given, and one version is published."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import store as folder
from data.warehouse import StoreBusyError, StoreFailedError
from etl import line
from etl.line import Outcome, Report, ingest, inspect
from etl.preview import preview
from etl.uploads import history, undo
from tests.etl.sent import NOW, kinds, opened, report, sent, titles


def status(outcomes: list[Outcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


def test_nothing_is_stored_by_inspecting(store: Path) -> None:
    outcome = inspect(report({}), store, now=NOW)
    assert (outcome.status, outcome.rows, outcome.upload) == ("clean", 1, None)
    assert not store.exists()


def test_inspecting_says_what_loading_would(store: Path) -> None:
    sent(store, report({}))
    version = opened(store).version
    assert inspect(report({}), store, now=NOW).status == "unchanged"
    assert inspect(report({"quantity": "x"}), store, now=NOW).status == "refused"
    assert opened(store).version == version


@pytest.mark.both
def test_a_slice_is_replaced_whole_and_no_other(store: Path) -> None:
    other = {"province": "Cao Bằng", "title": "C"}
    sent(store, report({"title": "A"}, {"title": "B"}, other))
    sent(store, report({"title": "D"}))
    assert titles(store) == ["C", "D"]


def test_of_two_files_with_the_same_slice_the_later_replaces_the_earlier(store: Path) -> None:
    outcomes = sent(store, report({"title": "A"}), report({"title": "B"}), report({"title": "A"}))
    assert status(outcomes) == ["loaded"] * 3
    assert titles(store) == ["A"]
    assert [e.state for e in history(opened(store))] == ["current", "replaced", "replaced"]
    assert opened(store).version == 1


@pytest.mark.both
def test_the_same_file_twice_in_one_command(store: Path) -> None:
    outcomes = sent(store, report({}), report({}))
    assert status(outcomes) == ["loaded", "unchanged"]
    assert outcomes[1].upload == outcomes[0].upload
    assert len(titles(store)) == 1


def test_a_refused_file_stands_in_nobodys_way(store: Path) -> None:
    outcomes = sent(
        store, report({"title": "A"}), report({"kind": "?"}), report({"period": "5/2021"})
    )
    assert status(outcomes) == ["loaded", "refused", "loaded"]
    assert titles(store) == ["A", "Giao ban"]
    assert opened(store).version == 1


def test_of_a_refused_file_only_the_attempt_is_stored(store: Path) -> None:
    sent(store, report({"title": "A"}))
    before = opened(store).rows("FROM records"), opened(store).rows("FROM monthly")
    wrong = report({"title": "B", "quantity": "-1"}, sender="Lan", name="hỏng.csv")
    (outcome,) = sent(store, wrong)
    assert (outcome.status, outcome.upload) == ("refused", None)
    after = opened(store)
    assert (after.rows("FROM records"), after.rows("FROM monthly")) == before
    kept = "SELECT file, sender, row_count, notes, size FROM uploads WHERE refused"
    assert after.rows(kept) == [("hỏng.csv", "Lan", 0, None, len(wrong.data))]
    assert after.rows("FROM report_bytes ANTI JOIN slices USING (upload)") == []
    assert after.rows("SELECT actor, file, result, detail FROM audit ORDER BY step")[-1] == (
        "Lan", "hỏng.csv", "refused", "count_negative",
    )  # fmt: skip


def test_unchanged_files_alone_publish_nothing(store: Path) -> None:
    sent(store, report({}))
    sent(store, report({}), report({}))
    assert folder.versions(store) == [1]
    assert opened(store).rows("SELECT count(*) FROM audit") == [(1,)]


def test_no_files_publish_nothing(store: Path) -> None:
    assert sent(store) == []
    assert folder.versions(store) == []


def test_a_report_that_says_when_it_was_sent_is_judged_by_that_moment(store: Path) -> None:
    march = datetime(2021, 3, 31, 18, tzinfo=UTC)  # 1 April in Vietnam
    february = datetime(2021, 3, 31, 16, tzinfo=UTC)
    outcomes = sent(store, report({}, sent_at=february), report({}, sent_at=march))
    assert [kinds(o.problems) for o in outcomes] == [[("period_future", 2)], []]
    assert opened(store).rows("SELECT first_at FROM slices") == [(datetime(2021, 3, 31, 18),)]


def test_a_correction_keeps_the_time_of_the_first_report(store: Path) -> None:
    first, later = datetime(2021, 5, 2, tzinfo=UTC), datetime(2021, 6, 9, tzinfo=UTC)
    sent(store, report({}, sent_at=first), report({"title": "B"}, sent_at=later))
    assert opened(store).rows("SELECT first_at, upload FROM slices JOIN uploads USING (upload)")
    assert opened(store).rows("SELECT first_at FROM slices") == [(datetime(2021, 5, 2),)]


@pytest.mark.parametrize(
    ("error", "kind"),
    [(StoreBusyError("held"), "store_busy"), (StoreFailedError("disk full"), "store_failed")],
)
def test_where_the_store_fails_every_file_is_refused(
    store: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, kind: str
) -> None:
    sent(store, report({"title": "A"}))

    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(line, "load", failing)
    reports = [
        report({"title": t}, name=f"{n}.csv") for n, t in (("x", "A"), ("x", "B"), ("y", "C"))
    ]
    for given in (reports, iter(reports)):
        outcomes = ingest(given, store, now=NOW)
        assert [(o.file, o.status, kinds(o.problems)) for o in outcomes] == [
            (name, "refused", [(kind, None)]) for name in ("x.csv", "x.csv", "y.csv")
        ]
    assert titles(store) == ["A"]
    assert not list(store.glob("draft-*"))


def test_a_reader_that_gives_up_changes_nothing(store: Path) -> None:
    def reports() -> Iterator[Report]:
        yield report({"title": "A"})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(reports(), store, now=NOW)
    assert folder.versions(store) == []
    assert not list(store.glob("draft-*"))


def test_real_and_synthetic_reports_are_never_mixed(store: Path, tmp_path: Path) -> None:
    synthetic = tmp_path / "demonstration"
    ingest([report({})], synthetic, now=NOW, demonstration=True)
    sent(store, report({}))
    wrong = [
        ingest([report({"title": "B"})] * 2, store, now=NOW, demonstration=True),
        sent(synthetic, report({"title": "B"})),
        [inspect(report({"title": "B"}), synthetic, now=NOW)],
    ]
    assert [[p.kind for o in outcomes for p in o.problems] for outcomes in wrong] == [
        ["demonstration_only"] * 2, ["demonstration_store"], ["demonstration_store"],
    ]  # fmt: skip
    assert titles(store) == titles(synthetic) == ["Giao ban"]
    assert (opened(store).demonstration, opened(synthetic).demonstration) == (False, True)


def test_steps_are_told_as_they_are_taken(store: Path) -> None:
    steps: list[str] = []
    reports = [report({}), report({"kind": "?"}), Report("leer.csv", b""), report({})]
    ingest(reports, store, now=NOW, progress=lambda step, *_: steps.append(step))
    loaded, refused, empty = ["read", "check", "load"], ["read", "check"], ["read"]
    assert steps == [*loaded, *refused, *empty, "publish"]


def test_what_was_normalised_is_kept_for_the_history(store: Path) -> None:
    sent(store, report({"quantity": "1.890", "role": "Khách"}))
    ((notes,),) = opened(store).rows("SELECT notes FROM uploads")
    assert notes == (
        '{"warnings": [{"kind": "role_unknown", "row": 2, "column": "Vai trò", '
        '"field": "role", "value": "Khách"}], '
        '"normalised": ["Số lượng: 1.890 → 1890 (1 dòng)"]}'
    )


@pytest.mark.both
def test_a_slice_that_changed_since_the_preview_is_refused_and_says_who(store: Path) -> None:
    mine = report({"title": "B"}, sender="Hoa")
    base = preview(mine, store, now=NOW).base
    sent(store, report({"title": "A"}, sender="Lan", sent_at=NOW))
    (outcome,) = ingest([mine], store, now=NOW, base=base)
    assert kinds(outcome.problems) == [("changed_meanwhile", None)]
    assert dict(outcome.problems[0].says) == {
        "province": "Bắc Kạn", "period": "04/2021", "sender": "Lan", "at": "10:00, 15/11/2026",
    }  # fmt: skip
    assert titles(store) == ["A"]
    assert [e.state for e in history(opened(store))] == ["refused", "current"]
    again = preview(mine, store, now=NOW).base
    assert status(ingest([mine], store, now=NOW, base=again)) == ["loaded"]


def test_a_version_that_was_undone_since_the_preview_is_told_too(store: Path) -> None:
    (first,) = sent(store, report({"title": "A"}))
    base = preview(report({"title": "B"}), store, now=NOW).base
    undo(store, str(first.upload), actor="Lan")
    (outcome,) = ingest([report({"title": "B"})], store, now=NOW, base=base)
    assert kinds(outcome.problems) == [("changed_meanwhile", None)]
    assert "sender" not in outcome.problems[0].says


def test_only_reports_with_a_changed_slice_are_refused(store: Path) -> None:
    mine = [report({"title": "B"}), report({"title": "B", "province": "Cao Bằng"})]
    base = [pair for one in mine for pair in preview(one, store, now=NOW).base]
    sent(store, report({"title": "A"}))
    assert status(ingest(mine, store, now=NOW, base=base)) == ["refused", "loaded"]


def test_one_sending_may_replace_its_own_slices(store: Path) -> None:
    mine = [report({"title": "A"}), report({"title": "B"})]
    base = [pair for one in mine for pair in preview(one, store, now=NOW).base]
    assert status(ingest(mine, store, now=NOW, base=base)) == ["loaded", "loaded"]
    assert titles(store) == ["B"]


def test_the_reason_for_confirmed_warnings_is_kept(store: Path) -> None:
    ingest([report({"role": "Khách"})], store, now=NOW, reason="Đúng như giấy mời")
    ((notes,),) = opened(store).rows("SELECT notes FROM uploads")
    assert json.loads(notes)["reason"] == "Đúng như giấy mời"
    assert opened(store).rows("SELECT detail FROM audit") == [
        ("1 slices, 1 rows: Đúng như giấy mời",)
    ]
