"""Whether the quotes of a CSV stand where they may, found with arrays instead of a loop."""

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.int64]

_QUOTE, _LF, _CR = 0x22, 0x0A, 0x0D
_STEP = 1 << 22


def quotes(body: memoryview) -> Positions:
    """Return where the quotes are."""
    raw = np.frombuffer(body, np.uint8)
    found = [np.flatnonzero(raw[i : i + _STEP] == _QUOTE) + i for i in range(0, len(raw), _STEP)]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def quotes_are_sound(body: memoryview, at: Positions, delimiter: str) -> bool:
    """Tell whether quotes only open, close and double where RFC 4180 has them.

    Then every tokeniser reads the same cells. Counted from 0, an even quote opens a cell and
    an odd one closes it, or both are a doubled quote within one.
    """
    if not len(at):
        return True
    if len(at) % 2:
        return False
    raw = np.frombuffer(body, np.uint8)
    edge = np.zeros(256, dtype=bool)
    edge[[ord(delimiter), _LF, _CR]] = True
    opens, closes = at[0::2], at[1::2]
    doubled = opens[1:] == closes[:-1] + 1
    before = edge[raw[opens[1:] - 1]] | doubled
    after = edge[raw[closes[:-1] + 1]] | doubled
    first = opens[0] == 0 or edge[raw[opens[0] - 1]]
    last = closes[-1] + 1 == len(raw) or edge[raw[closes[-1] + 1]]
    return bool(first and last and before.all() and after.all())


def trimmed(body: memoryview) -> memoryview:
    """Return the body without the line ends at its end."""
    end = len(body)
    while end and body[end - 1] in (_LF, _CR):
        end -= 1
    return body[:end]
