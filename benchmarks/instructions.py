"""What whole commands cost in instructions, which no busy machine changes: a creep of a tenth shows at once.

Every command runs twice: once so that bytecode and caches are there, then counted by valgrind (its callgrind), with one
seed for hashes. Against ``benchmarks/instructions.json``, where the counts of the last run that was kept are, each line
tells the ratio; more than 1.05 leaves with 1. Counts differ a little between builds of Python, so compare on one.
Run: python benchmarks/instructions.py [--keep] [--tree FOLDER]
  --keep  write the counts to benchmarks/instructions.json, to compare with from then on
  --tree  run another working copy's program on the same files, such as the state before a change
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from harness import table

HERE = Path(__file__).parent
KEPT, ALLOWED = HERE / "instructions.json", 1.05
AGENCY, FORM = "DSNY", "PMR_DSNY_MMR_FY26_v1.xlsx"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--keep", action="store_true")
    asked.add_argument("--tree", type=Path, default=HERE.parent)
    said = asked.parse_args()
    if shutil.which("valgrind") is None:
        sys.exit("Instructions are counted by valgrind, and it is not installed here.")
    before = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    with tempfile.TemporaryDirectory() as name:
        counts = dict(_counts(Path(name), said.tree.resolve()))
    rows = [
        [work, f"{count / 1e6:,.0f} M", f"{before[work] / 1e6:,.0f} M", f"{count / before[work]:.3f}"]
        if work in before
        else [work, f"{count / 1e6:,.0f} M", "–", "–"]
        for work, count in counts.items()
    ]
    print(table(["command, whole process", "instructions", "kept", "ratio"], rows))
    if said.keep:
        KEPT.write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")
    grown = [work for work, count in counts.items() if count > ALLOWED * before.get(work, count)]
    if grown and not said.keep:
        sys.exit(f"More than {ALLOWED} times what was kept: {', '.join(grown)}.")


def _counts(folder: Path, tree: Path) -> Iterator[tuple[str, int]]:
    office, form, out = folder / "demo" / "office", folder / "demo" / "submissions" / FORM, folder / "out"
    surroundings = {**os.environ, "PMR_CACHE": str(folder / "cache"), "PYTHONHASHSEED": "0"}
    for name in ("PYTHONDONTWRITEBYTECODE", "PMR_OFFICE"):  # an installed program has its bytecode
        surroundings.pop(name, None)
    _run(["demo", "--into", folder / "demo"], HERE.parent, surroundings)
    own = ("--office", office)
    for work, command in {
        "validate, built-in office": ("validate", "--no-copy", form),
        "validate, own office": (*own, "validate", "--no-copy", form),
        "validate, own office, with its review copy": (*own, "validate", form, "--into", out),
        "blank": (*own, "blank", "--due", "2026-09-17", AGENCY, "--into", out),
        "review": (*own, "review", form, "--into", out),
        "assemble": (*own, "assemble", AGENCY, "--into", out),
    }.items():
        _run(command, tree, surroundings)
        yield work, _run(command, tree, surroundings, counted=True)


def _run(
    asked: tuple[object, ...] | list[object], tree: Path, surroundings: dict[str, str], *, counted: bool = False
) -> int:
    """A whole ``pmr``; returns its instructions where they are counted."""
    counting = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] if counted else []
    command = [*counting, sys.executable, "-m", "pmr_xl", *map(str, asked)]
    done = subprocess.run(command, cwd=tree, env=surroundings, capture_output=True, text=True, check=False)
    found = re.search(r"Collected\s*: (\d+)", done.stderr)
    if done.returncode not in (0, 1, 2) or "Traceback" in done.stderr or (counted and found is None):
        sys.exit(f"pmr {' '.join(map(str, asked))} did not run:\n{done.stderr}")
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
