"""A page of its own: every hostile text through the escapes into whatever reads it as markup."""

import plotly.graph_objects as go
import streamlit as st

from pages.charts.text import escape as for_plotly
from pages.charts.text import hover
from pages.parts.markdown import escape as for_markdown
from tests.hostile.store import TEXTS

# With ?raw the escapes are left out, to show that their absence would be seen.
RAW = "raw" in st.query_params


def marked(text: str) -> str:
    return text if RAW else for_markdown(text)


def drawn(text: str) -> str:
    return text if RAW else for_plotly(text)


st.header(marked(TEXTS[0]))
st.subheader(" ".join(map(marked, TEXTS[:20])))
st.markdown("\n".join(f"- **{marked(text)}**: *{marked(text)}*" for text in TEXTS))
st.caption("\n\n".join(map(marked, TEXTS)))
st.info("\n".join(f"- {marked(text)}" for text in TEXTS))
st.table({marked(text): [marked(text)] for text in TEXTS[::8]})
with st.expander(marked(TEXTS[1]), expanded=True):
    for at, text in enumerate(TEXTS):
        st.button(marked(text), key=f"button {at}", help=marked(text))
for at, text in enumerate(TEXTS[::4]):
    st.metric(marked(text), "1", marked(text), help=marked(text))
    st.checkbox(marked(text), key=f"box {at}")
st.radio(marked(TEXTS[2]), [marked(text) for text in TEXTS])
st.segmented_control(marked(TEXTS[3]), [marked(text) for text in TEXTS])
st.tabs([marked(text) for text in TEXTS[:20]])
st.selectbox(marked(TEXTS[4]), TEXTS)
st.multiselect(marked(TEXTS[5]), TEXTS, default=TEXTS[:30])
st.text_input(marked(TEXTS[6]), value=TEXTS[0], placeholder=TEXTS[1])
st.dataframe({text: TEXTS for text in TEXTS[:5]})
labels = [drawn(text) for text in TEXTS]
st.plotly_chart(
    go.Figure(
        [
            go.Bar(
                x=[1] * len(TEXTS),
                y=labels,
                text=labels,
                orientation="h",
                hovertext=[text if RAW else hover(text, [text]) for text in TEXTS],
                hovertemplate="%{hovertext}<extra></extra>",
                name=drawn(TEXTS[30]),
            )
        ],
        {
            "title": {"text": "<br>".join(labels[:40])},
            "height": 24 * len(TEXTS),
            "showlegend": True,
            "annotations": [{"text": label, "x": 0, "y": 0} for label in labels],
            "xaxis": {"title": {"text": labels[1]}},
        },
    )
)
