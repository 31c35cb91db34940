"""The targets that make one of a year: by place, each with its line, file and sender."""

import pandas as pd
import streamlit as st

from data.catalog import catalog
from data.provinces import provinces
from data.targets import COUNTRY, as_sent, counted, places_of, vintage_in
from etl.uploads import sent_bytes
from pages.parts.figures import show_table
from pages.parts.format import number
from pages.parts.sending.slices import moment_said
from pages.parts.view import View


def show_set_targets(view: View) -> None:
    """Show the targets of the measure that the URL names; nothing where it names none."""
    measure = catalog().measures.get(st.query_params.get("targets", ""))
    if measure is None or not view.warehouse.has("targets"):
        return
    year = int(view.scope.focus.last[:4])
    sent = as_sent(view.warehouse, year, measure.id)
    places = places_of(view.scope.filters(view.scope.focus), year)
    table = sent[sent["code"].isin(counted(sent["code"].tolist(), places))]
    what, whole = measure.label.in_(view.lang), number(int(table["value"].sum()), view.lang)
    said = view.say("history.targets", what=what, year=year, value=whole)
    st.subheader(said, anchor=False)
    if len(table):
        picked = f"picked_targets_{hash((view.key, measure.id, year, len(table)))}"
        name = f"chi-tieu-{measure.id}-{year}"
        show_table(view, _named(view, table, year), name=name, said=said, picked=picked, fresh=True)
        state = st.session_state.get(picked)
        for row in state.selection.rows if state else ():
            sent = table.iloc[row]
            _download(view, sent["upload"], sent["file"])


def _download(view: View, upload: str, file: str) -> None:
    """Offer the table as it was sent; it holds no records, so whoever reads may take it along."""
    st.download_button(
        view.say("history.download"),
        data=lambda: sent_bytes(view.warehouse, upload)[1],
        file_name=file,
        mime="application/octet-stream",
        key="targets_as_sent",
        on_click="ignore",
    )


def _named(view: View, table: pd.DataFrame, year: int) -> pd.DataFrame:
    names = {code: unit.name for code, unit in provinces(vintage_in(year)).items()}
    names[COUNTRY] = view.say("place.country")
    at = [moment.tz_localize("UTC") for moment in table["sent_at"]]
    columns = {
        "column.province": table["code"].map(names),
        "history.target": table["value"],
        "history.basis": table["source"],
        "column.file": table["file"],
        "column.row": table["row"],
        "history.sender": table["sender"],
        "history.at": [moment_said(moment) for moment in at],
    }
    return pd.DataFrame({view.say(key): values for key, values in columns.items()})
