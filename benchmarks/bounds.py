"""Every bound that this project set itself, measured one after the other: one command, one table at the end.

Each line is a script beside this one, which prints what it measures and leaves with 1 above its bound; blank forms are
measured here. It takes half an hour on a quiet machine. --quick leaves out what takes longest.
Run: python benchmarks/bounds.py [--quick]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import table

HERE = Path(__file__).parent
BLANK = 0.15  # seconds of processor time for each form of a batch
SCRIPTS = {
    "whole_process.py": "pmr validate FILE, whole process, against two loads by openpyxl",
    "growth.py": "an office with 735,719 figures against the same without months",
    "growth.py --agencies": "450 agencies against 45",
    "instructions.py": "instructions of whole commands against those that are kept",
    "judging.py": "checking the report's rows, warm, against understanding them",
    "cold_click.py": "a click on Validate submission, without Excel, from the start of Python",
    "season.py": "the whole report by the command line",
    "office.py": "45 agencies typeset, and one form of 10,000 rows, against openpyxl, pandas, pandera",
}
LONG = ("season.py", "office.py", "growth.py", "growth.py --agencies")


def main() -> None:
    """Run all, print the table; leaves with 1 where a bound is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help=f"without {', '.join(LONG)}")
    quick = parser.parse_args().quick
    rows = [_blank()]
    for script, what in SCRIPTS.items():
        if quick and script in LONG:
            continue
        print(f"\n== {script}: {what}", flush=True)
        begun = time.monotonic()
        name, *options = script.split()
        done = subprocess.run([sys.executable, str(HERE / name), *options], check=False)
        said = "kept" if done.returncode == 0 else "NOT KEPT"
        rows.append([what, script, f"{time.monotonic() - begun:.0f} s", said])
    print(f"\n{table(['what', 'script', 'took', 'its bound'], rows)}")
    if any(row[-1] != "kept" for row in rows):
        sys.exit(1)


def _blank() -> list[str]:
    """All blank forms in one process, in processor time a form."""
    print("== blank forms, all agencies in one process", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder, begun = Path(name), time.monotonic()
        surroundings = {**os.environ, "PMR_CACHE": str(folder / "cache")}
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        office = folder / "office"
        pmr = [sys.executable, "-m", "pmr_xl"]
        subprocess.run([*pmr, "init", str(office)], check=True, capture_output=True, env=surroundings, cwd=HERE.parent)
        asked = ("--office", str(office), "blank", "--all", "--report", "mmr", "--year", "2027", "--due", "2027-08-13")
        process = subprocess.Popen(
            [*pmr, *asked, "--into", str(folder / "blanks")],
            cwd=HERE.parent, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        forms = len(list((folder / "blanks").glob("*.xlsx")))
    each = (used.ru_utime + used.ru_stime) / max(forms, 1)
    print(f"{forms} forms, {each:.3f} s of processor time each; at most {BLANK} s.")
    kept = forms > 0 and each <= BLANK and process.returncode == 0
    return [
        "blank forms in one process",
        "bounds.py",
        f"{time.monotonic() - begun:.0f} s",
        "kept" if kept else "NOT KEPT",
    ]


if __name__ == "__main__":
    main()
