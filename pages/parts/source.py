"""From a record to the line of the file it came from, and to who sent that file and when."""

import pandas as pd
import streamlit as st

from pages.parts.markdown import escape
from pages.parts.view import View


def show_source(view: View, rows: pd.DataFrame, picked: str) -> None:
    """Show the way from the row chosen in a table (kept under ``picked``) to its upload."""
    chosen = st.session_state[picked].selection.rows if picked in st.session_state else []
    if not chosen:
        st.caption(view.say("records.source_hint"))
        return
    record = rows.iloc[chosen[0]]
    query = {"upload": str(record["upload"]), "row": str(record["row"])}
    if view.lang == "en":
        query["lang"] = "en"
    said = view.say("records.source", row=record["row"], file=escape(record["file"]))
    st.page_link("history.py", label=said, query_params=query)
