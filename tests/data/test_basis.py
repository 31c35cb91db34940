"""What an indicator rests on is counted from the records that state it."""

from data.basis import Basis, basis
from data.catalog import catalog
from tests.data.conftest import Asked


def test_every_indicator_is_counted_as_a_loop_over_the_rows_counts(merger: Asked) -> None:
    found = basis(merger.warehouse)
    for measure in catalog().measures.values():
        if measure.kind is None:
            assert measure.id not in found
            continue
        rows = merger.warehouse.rows(
            f"SELECT vintage, province_code, period FROM records WHERE kind = '{measure.kind}' "  # noqa: S608
            f"AND status = 'done' AND {measure.counts} IS NOT NULL"
        )
        assert found[measure.id] == Basis(len(rows), len(set(rows)))


def test_what_nobody_states_rests_on_nothing(samples: Asked) -> None:
    found = basis(samples.warehouse)
    assert found["trainees"] == Basis(0, 0)
    assert found["classes"].records > 0
