"""Whatever stands in the cells, the answer is rows to store or problems with words, never both."""

from hypothesis import given
from hypothesis import strategies as st

from data.catalog import catalog
from etl.problems import as_json, severity
from tests.etl.sent import USUAL, checked

NASTY = (
    "", " ", "-", "—", "0", "-0", "1e9", "1,890", "1.890", "٣", "½", "hơn", "hơn không", "NaN",
    "31/2/2021", "0/0/0000", "5/4/99999", "44291", "4/21", "99/9999", "tháng 13/2021", "T/2021",
    "2021-04-01 00:00:00", "Tổng", "HN", "06", "6", "99", "nil", "Kế hoạch", ";", ";;;", "a;b",
    "=1+1", "'", "<b>", "{0}", "%s", "\u200b", "\u202e", "🎉", "ﬀ", "İ", "ẞ", "Đ" * 600, "9" * 300,
)  # fmt: skip
# A small alphabet: a table of all characters takes seconds to build on a new machine.
CELLS = st.sampled_from(NASTY) | st.text("aĐệ 019.,/-;:\"'=\u0301\u00a0", max_size=12)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(list(catalog().columns)), CELLS, max_size=5),
    min_size=1,
    max_size=4,
)


@given(ROWS)
def test_any_cells(rows: list[dict[str, str]]) -> None:
    try:
        found = checked(*rows)
    except AssertionError:
        # Not even a table: control characters or no text at all. Reading has tests of its own.
        return
    assert (found.table is None) == bool(found.problems)
    assert {severity(p.kind) for p in found.problems} <= {"error"}
    assert {severity(w.kind) for w in found.warnings} <= {"warning"}
    for lang in ("vi", "en"):
        for problem in (*found.problems, *found.warnings):
            told = as_json(problem, lang)
            assert told["message"]
            assert told["mend"]
            assert told["row"]
    if found.table is not None:
        assert found.table.num_rows == sum(s.row_count for s in found.slices)


def test_a_usual_row_is_clean() -> None:
    found = checked(USUAL)
    assert (found.problems, found.warnings) == ((), ())
