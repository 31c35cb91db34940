"""The provinces an account is for: texts that name them, to their official names."""

from collections.abc import Iterable

from access.accounts import AccountError
from data.provinces import Province, find_province

ALL = ("all", "tất cả")
"""What stands for every province."""


def official(named: Iterable[str]) -> list[str]:
    """Return the official names, none for every province; raise AccountError for an unknown one.

    A province of before the merger and today's may share a name.
    """
    texts = list(named)
    if any(text.strip().casefold() in ALL for text in texts):
        return []
    return list(dict.fromkeys(name for text in texts for name in _official(text)))


def _official(text: str) -> list[str]:
    # The same code is another province before the merger: only a name can be meant for both.
    vintages = () if text.strip().isdecimal() else (34, 63)
    found = (find_province(text, vintage) for vintage in vintages)
    names = [province.name for province in found if isinstance(province, Province)]
    if not names:
        raise AccountError("province_unknown", name=text)
    return names
