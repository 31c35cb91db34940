"""Text from reports is data: one function makes it harmless in Markdown labels."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~$:<&^=@])")


def escape(text: object) -> str:
    """Return the text so that Streamlit's Markdown shows it as it was typed, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))
