"""``pmr validate FILE`` as a person waits for it: a whole process, against a script that only loads the file.

The script loads the same file twice with openpyxl, for its formulas and for its values, and does nothing else; ours
reads, judges and writes the review copy. The two take turns, and the ratio is taken pair by pair, so that a busy
machine counts for both. At most 0.6 of the script's processor time, and 80 MiB.
Run: python benchmarks/whole_process.py [FILE …]. Without files it takes the demonstration's.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from harness import table

PAIRS, ALLOWED, MOST = 11, 0.6, 80
TWICE = """
import sys, warnings
import openpyxl
warnings.simplefilter("ignore")
openpyxl.load_workbook(sys.argv[1])
openpyxl.load_workbook(sys.argv[1], data_only=True)
"""


class Run(NamedTuple):
    """One whole process: seconds of processor time, and peak memory in MiB."""

    seconds: float
    mebibytes: float


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        surroundings = {**os.environ, "PMR_OFFICE": str(folder / "demo" / "office"), "PMR_CACHE": str(folder / "cache")}
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        # In a process of its own: what this one holds would be counted as the peak of all that it starts.
        subprocess.run(
            [sys.executable, "-m", "pmr_xl", "demo", "--into", str(folder / "demo")], check=True, capture_output=True
        )
        files = [Path(said) for said in sys.argv[1:]] or sorted((folder / "demo" / "submissions").glob("*.xlsx"))
        rows = [_line(path, folder / "review", surroundings) for path in files]
    print(table(["file", "pmr validate", "openpyxl, two loads", "ratio: median (least to most)", "allowed"], rows))
    if any(row[-1].endswith("broken") for row in rows):
        sys.exit(1)


def _line(path: Path, into: Path, surroundings: dict[str, str]) -> list[str]:
    ours = [sys.executable, "-m", "pmr_xl", "validate", str(path), "--into", str(into)]
    theirs = [sys.executable, "-c", TWICE, str(path)]
    for command in (ours, theirs):
        _run(command, surroundings)  # bytecode, caches
    pairs = [(_run(ours, surroundings), _run(theirs, surroundings)) for _ in range(PAIRS)]
    ratios = sorted(one.seconds / other.seconds for one, other in pairs)
    shown = [
        f"{statistics.median(run.seconds for run in runs):.2f} s, {max(run.mebibytes for run in runs):.0f} MiB"
        for runs in zip(*pairs, strict=True)
    ]
    median = statistics.median(ratios)
    kept = median <= ALLOWED and max(one.mebibytes for one, _ in pairs) <= MOST
    return [
        path.stem, *shown, f"{median:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})",
        f"≤ {ALLOWED} and {MOST} MiB: {'kept' if kept else 'broken'}",
    ]  # fmt: skip


def _run(command: list[str], surroundings: dict[str, str]) -> Run:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0  # waited for already
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
