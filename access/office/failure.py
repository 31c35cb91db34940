"""Why a sign-in with the account of the office came to nothing, as a kind and a detail."""

KINDS = (
    *("down", "denied", "stale", "bad", "clock"),
    *("role", "province", "name", "blocked", "store"),
)
"""Each has its sentence in words.toml, under ``office_`` and its name."""


class SignInError(Exception):
    """It came to nothing: ``kind`` names the sentence, ``detail`` is for the log alone.

    The detail names what was wrong and holds no code, token or secret.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail
