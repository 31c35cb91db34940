"""Texts of the closed lists, provinces and forms, each to its stored id or a reason why not."""

from collections.abc import Mapping
from functools import cache

from data.catalog import catalog
from data.fold import fold
from data.provinces import Province, find_province
from etl.values import Reason, Value

# An unknown one is kept as typed and warned about; an unknown kind or status is refused.
KEPT_AS_TYPED = ("role", "mode", "channel", "form")


@cache
def _ids(name: str) -> Mapping[str, str]:
    """Return the id by fold key of a list: kind, status, role, mode, channel, or form of a kind."""
    lists = catalog().lists
    items = lists[name] if name in lists else catalog().kinds[name].forms
    return {fold(text): item.id for item in items for text in item.names()}


def listed(name: str, text: str) -> Value[str] | Reason:
    """Return the id of a text of the list; a Reason with all labels if it is none of them."""
    id = _ids(name).get(fold(text))
    if id is not None:
        return Value(id)
    return Reason(f"{name}_unknown", tuple(item.label.vi for item in catalog().lists[name]))


def form(kind: str, text: str) -> Value[str] | Reason:
    """Return the form's label as the catalog writes it; a Reason if the kind has no such form."""
    label = _ids(kind).get(fold(text)) if kind in catalog().kinds else None
    return Value(label, said=None if label == text else label) if label else Reason("form_unknown")


def channels(text: str) -> tuple[str, list[str]]:
    """Return the ids joined by ``;`` and the parts that no channel is called."""
    ids, unknown = list[str](), list[str]()
    for part in filter(None, (p.strip() for p in text.split(";"))):
        id = _ids("channel").get(fold(part))
        if id is None:
            unknown.append(part)
        ids.append(id or part)
    return ";".join(dict.fromkeys(ids)), unknown


def province(text: str, vintage: int) -> Value[Province] | Reason:
    """Return the province of the vintage; ``said`` where it is written otherwise."""
    found = find_province(text, vintage)
    if isinstance(found, Province):
        return Value(found, said=None if text == found.name else found.name)
    return Reason(found.kind, found.offers)
