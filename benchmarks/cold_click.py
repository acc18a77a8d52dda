"""One cold click on “Validate submission”, as a process: from starting Python to the review copy, at most 1.0 s.

It starts as xlwings' RunPython does. The open book is a stand-in whose snapshot is a file, so this measures all but
Excel itself. Then the imports
that cost most. Run: python benchmarks/cold_click.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pmr_xl.build.borrowed import QUICK

ALLOWED, TRIES, SHOWN = 1.0, 5, 12
CLICK = """
import xlwings.utils
from types import SimpleNamespace as Thing
from pathlib import Path
path = sys.argv[1]
class Books(list):
    def open(self, name):
        return Thing(name=name, activate=lambda: None)
app = Thing(status_bar=False, books=Books(), alert=lambda text, title, mode: print(text))
book = Thing(name=Path(path).name, app=app, api=Thing(Saved=True, SaveCopyAs=None), impl=Thing(fullname=path))
from pmr_xl.excel import buttons
buttons.validate_submission(book)
"""


def main() -> None:
    from pmr_xl.desk.blank import blank
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.fiscal import Edition, Report

    with tempfile.TemporaryDirectory() as folder:
        form = str(blank(Desk(), ["DSNY"], Edition(Report.MMR, 2026), Path(folder))[0])
        times = [_click(form) for _ in range(TRIES)]
        imports = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", QUICK + CLICK, form], capture_output=True, text=True, check=True
        ).stderr
    print(f"cold click: best {min(times):.2f} s, worst {max(times):.2f} s of {TRIES}; at most {ALLOWED} s is allowed")
    lines = [line.split("|") for line in imports.splitlines() if line.startswith("import time:") and "[us]" not in line]
    costs = sorted(((int(own.split(":")[1]), name.strip()) for own, _, name in lines), reverse=True)
    for own, name in costs[:SHOWN]:
        print(f"  {own / 1000:7.1f} ms  {name}")


def _click(form: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", QUICK + CLICK, form], check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
