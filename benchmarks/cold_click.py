"""One cold click on “Validate submission”, as a process: from starting Python to the review copy, at most 1.0 s.

It starts as the add-in starts Python. The open book is a stand-in whose snapshot is a file, so this measures all but
Excel itself; the submission is the slipped one of workbooks/. Then the imports by cost.
Run: python benchmarks/cold_click.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "workbooks"
ALLOWED, TRIES, SHOWN = 1.0, 5, 12
CLICK = """
from pmr_xl.excel.server import load
load()
import sys
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
    with tempfile.TemporaryDirectory() as folder:
        form = str(shutil.copy2(next((FOLDER / "submissions").glob("*.xlsx")), folder))
        _click(form)  # the bytecode is there afterwards, as it is after an installation
        times = [_click(form) for _ in range(TRIES)]
        review = next(Path(folder).glob("*_review.xlsx")).stat().st_size
        imports = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", CLICK, form],
            capture_output=True,
            text=True,
            check=True,
            env=_environment(),
        ).stderr
    print(f"cold click: best {min(times):.2f} s, worst {max(times):.2f} s of {TRIES}; at most {ALLOWED} s is allowed")
    print(f"a filled form of {Path(form).name}, its review copy {review:,} bytes")
    lines = [line.split("|") for line in imports.splitlines() if line.startswith("import time:") and "[us]" not in line]
    costs = sorted(((int(own.split(":")[1]), name.strip()) for own, _, name in lines), reverse=True)
    packages = Counter[str]()
    for own, name in costs:
        root = name.partition(".")[0]
        packages[root if root in ("pmr_xl", "xlwings", "cryptography", "yaml") else "everything else"] += own
    print(f"imports: {sum(packages.values()) / 1e6:.2f} s, measured one by one (which itself costs)")
    for name, own in packages.most_common():
        print(f"  {own / 1000:7.1f} ms  {name}")
    print("of them")
    for own, name in costs[:SHOWN]:
        print(f"  {own / 1000:7.1f} ms  {name}")
    if min(times) > ALLOWED:
        sys.exit(1)


def _environment() -> dict[str, str]:
    """As in an office: bytecode is kept, and no office is named."""
    left_out = ("PYTHONDONTWRITEBYTECODE", "PMR_OFFICE")
    return {name: value for name, value in os.environ.items() if name not in left_out}


def _click(form: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", CLICK, form], check=True, capture_output=True, env=_environment())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
