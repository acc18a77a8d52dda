"""10,000 rows through each PMR function: at most 0.2 s of processor time each, so that busy neighbours do not count.

Run: python benchmarks/functions.py
"""

from __future__ import annotations

import os
import time

os.environ.pop("PMR_OFFICE", None)

from pmr_xl.desk.desk import Desk
from pmr_xl.excel import udfs

ROWS, ALLOWED = 10_000, 0.2


def main() -> None:
    ids = [line.id for line in Desk().library.chapter("DSNY").lines]
    column = [[ids[row % len(ids)]] for row in range(ROWS)]
    numbers = [[float(row * 7 % 1000) + 0.5] for row in range(ROWS)]
    years = [[float((row * step) % 977) for step in (3, 5, 7, 11, 13)] for row in range(ROWS)]
    distinct = [[name] for name in ids]
    calls = {
        "PMR_VARIANCE": (numbers, numbers[::-1]),
        "PMR_VARIANCE_PCT": (numbers, numbers[::-1]),
        "PMR_STATUS": (column, numbers, numbers[::-1]),
        "PMR_TREND": (years,),
        "PMR_FYTD": (years, "sum"),
        "PMR_ACTUAL": (column, "FY25"),
        "PMR_TARGET": (column, "FY26"),
        "PMR_UNIT": (column,),
        "PMR_DURATION": ([["9:13"]] * ROWS, "minutes:seconds"),
        "PMR_SHOW": (numbers, "number", 1.0),
        "PMR_SERIES": (column, 5.0),
        "PMR_CHECK": (distinct, numbers[: len(distinct)], "MMR", "FY26"),
    }
    udfs.PMR_SERIES(ids[0])  # the office's chapter and figures are read once, at the first call
    udfs.PMR_CHECK(ids[0], 1.0, "MMR", "FY26")
    for name, arguments in calls.items():
        best = min(_timed(name, arguments) for _ in range(3))
        rows = len(arguments[0]) if isinstance(arguments[0], list) else 1
        print(f"{name:<18}{rows:>7} rows {best:>8.3f} s  {'' if best <= ALLOWED else 'over ' + str(ALLOWED)}")


def _timed(name: str, arguments: tuple[object, ...]) -> float:
    start = time.process_time()
    getattr(udfs, name)(*arguments)
    return time.process_time() - start


if __name__ == "__main__":
    main()
