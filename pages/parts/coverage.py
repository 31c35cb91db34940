"""How many of the expected reports there are, and when that is enough to compare."""

from dataclasses import dataclass

from data.settings import settings

EXPECTED, RECEIVED = "reports_expected", "reports_received"


@dataclass(frozen=True)
class Coverage:
    """Reports received out of those expected."""

    received: int
    expected: int

    @property
    def share(self) -> float:
        """The share of the expected reports, 0 if none was expected."""
        return self.received / self.expected if self.expected else 0.0

    @property
    def enough(self) -> bool:
        """Whether a total of these reports may be compared with a complete one."""
        return self.share >= settings().enough_share

    def __str__(self) -> str:
        return f"{self.received}/{self.expected}"
