"""A table in, a Plotly figure out: no Streamlit, no SQL, no words of their own."""
