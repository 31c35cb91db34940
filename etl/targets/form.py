"""The form that a year's targets are filled in on."""

from data.catalog import catalog
from data.provinces import provinces
from data.targets import vintage_in
from etl.template import Form

COUNTRY = "Cả nước"


def target_form(year: int) -> Form:
    """Return the form for a year: its provinces and the measures of activities to choose from."""
    places = [COUNTRY, *(unit.name for unit in provinces(vintage_in(year)).values())]
    measured = [m.label.vi for m in catalog().measures.values() if m.kind]
    offered = {"province": places, "measure": measured}
    return Form("Chỉ tiêu", catalog().target_columns, {"year": str(year)}, offered)
