"""Text from reports is data: one function makes it harmless in Markdown labels."""

import re

# Letters that turn the direction of what follows them would reach beyond the text itself.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~$:<&^=@])")
# Addresses, `:icon:` and signs drawn as others (-- -> <=) are looked for once the escapes are
# read: a letter that nobody sees keeps them apart.
_ADDRESS = re.compile(
    r"(?i)(?<=https)(?=:)|(?<=http)(?=:)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)|(?<=:)(?=[\w/+-]+:)"
    r"|(?<=-)(?=[->])|(?<=[<>~])(?==)|(?<=<)(?=-)"
)
_APART = "\u2060"


def escape(text: object) -> str:
    """Return the text so that Streamlit's Markdown shows it as it was typed, on one line."""
    plain = _TURNING.sub("", " ".join(str(text).split()))
    return _SPECIAL.sub(r"\\\1", _ADDRESS.sub(_APART, plain))
