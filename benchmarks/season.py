"""A season of the whole report by the command line: 45 blanks filled, validated, reviewed, accepted, assembled.

Prints the processor time of every command and of all of them, which is to stay under a minute, and how many printed
cells were compared. Filling the forms, in the agencies' place, is not counted. Leaves with 1 above the bound.
Run: python benchmarks/season.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/helpers"))

from season_played import play

MOST_SECONDS = 60.0


def main() -> int:
    """Play one season in a folder of its own, with no cache of other runs."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["PMR_CACHE"] = str(Path(name) / "cache")
        season = play(Path(name) / "office")
    spent = sum(season.seconds.values())
    print(season.told)
    print(f"{season.cells:,} printed cells compared, {len(season.different)} otherwise; bound: {MOST_SECONDS:.0f} s")
    return int(spent > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
