"""Fuzz the reader: `make fuzz` for five minutes, or `python -m tests.fuzz SECONDS`.

Any bytes are a report or a clear refusal, and soon; what is neither is put into corpus/ as a test.
"""

import sys
import tempfile
import time
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
FOUND = Path(__file__).parent / "corpus"
SLOWEST = 2  # seconds of processor time, the most that a small file may take
HANGS = 120  # seconds by the clock, which a busy machine lengthens

with atheris.instrument_imports(include=["etl", "data"]):
    from tests.fuzz.target import whole_line


def seeded(folder: Path) -> Path:
    """Copy the reports of the tests as a beginning; return the folder."""
    sources = [*(ROOT / "tests/etl").rglob("*.csv"), *(ROOT / "tests/etl").rglob("*.xlsx")]
    for at, file in enumerate([*sources, *(ROOT / "data/samples").glob("*.csv")]):
        if file.stat().st_size < 20_000:
            (folder / f"{at}").write_bytes(file.read_bytes())
    return folder


def soon(data: bytes) -> None:
    """Send bytes through the whole line; what takes long is found like what raises."""
    began = time.process_time()
    whole_line(data)
    taken = time.process_time() - began
    if taken > SLOWEST:
        raise TimeoutError(f"{taken:.1f} s of processor time")


def main(seconds: int) -> None:
    FOUND.mkdir(exist_ok=True)
    seeds = seeded(Path(tempfile.mkdtemp(prefix="fuzz-")))
    limits = [f"-max_total_time={seconds}", f"-timeout={HANGS}", "-max_len=20000"]
    told = [f"-artifact_prefix={FOUND}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *limits, *told, str(seeds)], soon)
    atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
