"""Slips put into the real figures of fiscal 2026, and how many the rules find; and what the rules cost.

Run: python benchmarks/rule_recall.py
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS / "forms"), str(TESTS / "rules")]

from published import agencies  # noqa: E402 - the tests' own agencies are measured
from slips import SLIPS, outcome  # noqa: E402 - the same slips as in the tests

from pmr_xl.rules import Cost  # noqa: E402 - after the path


def main() -> None:
    rows = sum(len(filled.submission.entries) for filled in agencies())
    print(f"{'slip':28} {'made':>6} {'found by the right rule':>24} {'by any':>8}   of which")
    for name, slip in SLIPS.items():
        made, by_rule, right, some = outcome(name)
        alone = ", ".join(f"{code} {by_rule[code] / made:.0%}" for code in slip.codes)
        print(f"{name:28} {made:6} {right / made:24.1%} {some / made:8.1%}   {alone}")
    plain = Counter(f.rule for filled in agencies() for f in filled.judged() if f.severity.value != "info")
    print(f"\nOn the figures as published ({rows:,} rows, {len(agencies())} agencies):")
    for rule, count in sorted(plain.items()):
        print(f"  {rule}  {count:4}  {count / rows:.2%}")
    gc.collect()
    gc.freeze()  # forty-five open workbooks are this script's, not the program's
    best = min(_judged_once() for _ in range(9))
    print(f"\nJudging all of it, warm: {best * 1000:.0f} ms ({best / rows * 2361 * 1000:.0f} ms for 2,361 rows)")
    costs: dict[str, Cost] = {}
    for filled in agencies():
        filled.judged(costs)
    for code, cost in sorted(costs.items(), key=lambda pair: -pair[1].seconds)[:10]:
        print(f"  {code}  {cost.calls:6} calls  {cost.seconds * 1000:6.2f} ms")


def _judged_once() -> float:
    start = perf_counter()
    for filled in agencies():
        filled.judged()
    return perf_counter() - start


if __name__ == "__main__":
    main()
