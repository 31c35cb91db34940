"""One value for a whole column: from its closed list, a month, or a text."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st

from data.catalog import catalog
from data.fold import fold
from data.periods import FIRST_PERIOD, running_period, span, vintage_of
from data.provinces import provinces
from etl.template import choices
from etl.values import Value
from etl.values import period as period_of
from pages.parts.format import month
from pages.parts.words import say

LONGEST = 500


def show_value(lang: str, id: str, usual: str, period: str, *, key: str) -> str:
    """Ask for the value of a column of the report; "" until it is given.

    ``usual`` is what the file seems to say itself, ``period`` its month where it is known, which
    tells what provinces there are.
    """
    label = say(lang, "sending.match_value", column=catalog().columns[id].label.in_(lang))
    options = _options(id, period)
    if not options:
        return st.text_input(label, key=key, max_chars=LONGEST).strip()
    said = _said(lang, id)
    chosen = st.selectbox(
        label,
        options,
        index=options.index(usual) if usual in options else None,
        placeholder=say(lang, "sending.match_value_choose"),
        format_func=lambda text: said.get(text, text),
        key=key,
    )
    return chosen or ""


def _options(id: str, period: str) -> Sequence[str]:
    if id == "period":
        return [month(p) for p in reversed(span(FIRST_PERIOD, running_period(datetime.now(UTC))))]
    if id == "province":
        return _provinces(period)
    return choices(id, None)


def _provinces(period: str) -> Sequence[str]:
    """Return the provinces of a month, of both vintages while it is not known."""
    read = period_of(period, running=running_period(datetime.now(UTC)))
    vintages = (vintage_of(read.value),) if isinstance(read, Value) else (34, 63)
    return sorted({p.name for v in vintages for p in provinces(v).values()}, key=fold)


def _said(lang: str, id: str) -> Mapping[str, str]:
    return {item.label.vi: item.label.in_(lang) for item in catalog().lists.get(id, ())}
