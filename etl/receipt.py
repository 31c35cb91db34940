"""What became of one file, as people and programs are told."""

from dataclasses import dataclass
from typing import Any

from etl.check.clean import Slice
from etl.check.history import Earlier
from etl.notes import sentence
from etl.problem import Problem
from etl.problems import as_json
from etl.sheet import Noted


@dataclass(frozen=True)
class Outcome:
    """One file: loaded, unchanged, clean (only checked) or refused, and everything found."""

    file: str
    status: str
    rows: int = 0
    upload: str | None = None
    slices: tuple[Slice, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Noted, ...] = ()
    earlier: Earlier | None = None

    def normalised(self, lang: str = "vi") -> list[str]:
        """Return what was understood differently from how it was written, as sentences."""
        return [sentence(note, lang) for note in self.notes]

    def as_json(self, lang: str = "vi") -> dict[str, Any]:
        """Return the object that ``--json`` prints for the file."""
        return {
            "file": self.file,
            "status": self.status,
            "rows": self.rows,
            "upload": self.upload,
            "slices": [{"province": s.province, "period": s.period} for s in self.slices],
            "problems": [as_json(p, lang) for p in self.problems],
            "warnings": [as_json(w, lang) for w in self.warnings],
            "normalised": self.normalised(lang),
        }
