"""A view is kept under a name for all, replaced, taken away, and each time logged."""

from datetime import timedelta
from pathlib import Path

import pytest

from data.views import NamedView, named_views
from data.warehouse import drafting
from etl.keeping import rebuild
from etl.views import LONGEST_NAME, LONGEST_QUERY, MOST, UnnamedError, drop_view, keep_view
from tests.etl.sent import NOW, opened, report, sent

VIEW = NamedView("Hội nghị theo quý", "rows=quarter&measure=meetings", "Lan")


@pytest.fixture
def office(store: Path) -> Path:
    sent(store, report({"title": "A"}))
    return store


def test_a_view_is_there_for_all_once_it_is_kept(office: Path) -> None:
    assert named_views(opened(office)) == []
    assert keep_view(office, VIEW, now=NOW) is False
    assert named_views(opened(office)) == [VIEW]
    log = opened(office).rows("SELECT actor, action, detail FROM audit ORDER BY step")
    assert log[-1] == ("Lan", "keep_view", "Hội nghị theo quý")


def test_the_last_of_a_name_counts_and_the_first_stays_on_record(office: Path) -> None:
    keep_view(office, VIEW, now=NOW)
    later = VIEW._replace(query="rows=form", actor="Hoa")
    assert keep_view(office, later, now=NOW + timedelta(hours=1)) is True
    assert named_views(opened(office)) == [later]
    assert opened(office).rows("SELECT count(*) FROM named_views") == [(2,)]


def test_views_are_listed_as_vietnamese_is_sorted(office: Path) -> None:
    for at, name in enumerate(("Đ", "E", "Ă", "B")):
        keep_view(office, VIEW._replace(name=name), now=NOW + timedelta(minutes=at))
    assert [view.name for view in named_views(opened(office))] == ["Ă", "B", "Đ", "E"]


def test_a_view_that_is_taken_away_can_be_kept_again(office: Path) -> None:
    keep_view(office, VIEW, now=NOW)
    assert drop_view(office, VIEW.name, actor="Hoa", now=NOW + timedelta(hours=1)) is True
    assert named_views(opened(office)) == []
    log = opened(office).rows("SELECT actor, action, detail FROM audit ORDER BY step")
    assert log[-1] == ("Hoa", "drop_view", VIEW.name)
    keep_view(office, VIEW, now=NOW + timedelta(hours=2))
    assert named_views(opened(office)) == [VIEW]


def test_to_take_away_what_is_not_there_changes_nothing(office: Path) -> None:
    version = opened(office).version
    assert drop_view(office, "gone", actor="Lan") is False
    assert opened(office).version == version


@pytest.mark.parametrize(
    "broken",
    [
        VIEW._replace(name="  "),
        VIEW._replace(actor=""),
        VIEW._replace(query=""),
        VIEW._replace(name="x" * (LONGEST_NAME + 1)),
        VIEW._replace(query="x" * (LONGEST_QUERY + 1)),
    ],
)
def test_a_view_needs_a_name_choices_and_who_keeps_it(office: Path, broken: NamedView) -> None:
    version = opened(office).version
    with pytest.raises(UnnamedError):
        keep_view(office, broken)
    assert opened(office).version == version


def test_nobody_takes_a_view_away_unnamed(office: Path) -> None:
    keep_view(office, VIEW, now=NOW)
    with pytest.raises(UnnamedError):
        drop_view(office, VIEW.name, actor=" ")
    assert named_views(opened(office)) == [VIEW]


def test_there_are_not_endlessly_many(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 200
    monkeypatch.setattr("etl.views.MOST", 1)
    keep_view(office, VIEW, now=NOW)
    with pytest.raises(UnnamedError):
        keep_view(office, VIEW._replace(name="Another"))
    assert keep_view(office, VIEW, now=NOW + timedelta(hours=1)) is True


def test_views_outlive_a_rebuild(office: Path) -> None:
    keep_view(office, VIEW, now=NOW)
    rebuild(office, lambda _done, _all: None)
    assert named_views(opened(office)) == [VIEW]


def test_an_old_store_without_the_table_gets_it_with_its_first_view(office: Path) -> None:
    with drafting(office) as draft:
        draft.connection.execute("DROP TABLE named_views")
    assert named_views(opened(office)) == []
    keep_view(office, VIEW, now=NOW)
    assert named_views(opened(office)) == [VIEW]
