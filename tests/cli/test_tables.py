"""Published tables by name: the files that come with the program are found wherever one stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(folder: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmr_xl", *asked], cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )


def test_what_init_says_comes_next_can_be_typed_as_it_stands(tmp_path):
    said = run(tmp_path, "init", "office").stdout
    following = [line.partition(": pmr ")[2] for line in said.splitlines() if ": pmr " in line]
    assert len(following) == 2
    for asked in following:
        done = run(tmp_path, *asked.replace("--all", "DSNY").split())
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "office" / "outbox" / "PMR_DSNY_MMR_FY26_v1.xlsx").is_file()


def test_a_file_here_comes_before_the_programs_own(tmp_path):
    run(tmp_path, "init", "office")
    (tmp_path / "mmr_fy2026_indicators.csv").write_text("nothing\n", encoding="utf-8")
    for name in ("mmr_fy2026_indicators.csv", "no_such_table.csv"):
        done = run(tmp_path, "--office", "office", "record", "import", name, "--year", "2026")
        assert done.returncode != 0
        assert name in done.stdout + done.stderr
