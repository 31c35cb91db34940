"""What a spreadsheet makes of a file: LibreOffice opens it and says which cells are formulas."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

# Semicolons between the cells, UTF-8, formulas evaluated: what Excel assumes in many offices.
SEMICOLONS = "CSV:59,34,76,1,,0,false,true,false,false,false,0,true,true,true"
FORMULA = re.compile(r'table:formula="([^"]*)"|text:(a) ')
PATIENCE = 300


def office() -> str | None:
    """The LibreOffice of this machine: the one named in SOFFICE, or on the path."""
    return shutil.which(os.environ.get("SOFFICE", "soffice"))


def formulas(files: Sequence[Path], folder: Path, *, reading: str = "") -> list[str]:
    """Return the formulas and links in files that LibreOffice opened; ``reading`` is a filter."""
    program = office()
    assert program is not None
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [f"--infilter={reading}"] if reading else []
    out = folder / ("semicolons" if reading else "usual")
    command += ["--convert-to", "fods", "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    opened = sorted(out.glob("*.fods"))
    assert len(opened) == len({file.stem for file in files})
    return [
        f"{file.name}: {''.join(found)}"
        for file in opened
        for found in FORMULA.findall(file.read_text(encoding="utf-8"))
    ]
