"""Slips put into the real figures of fiscal 2026, and how many the rules find; and what the rules cost.

Run: python benchmarks/rule_recall.py
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from time import perf_counter

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS / "forms"), str(TESTS / "rules")]

from published import Filled, agencies  # noqa: E402 - the tests' own agencies are measured
from slips import cells, numeric, times  # noqa: E402 - the same slips as in the tests

from pmr_xl.model.cell import Cell  # noqa: E402 - after the path
from pmr_xl.model.measure import Unit  # noqa: E402 - after the path
from pmr_xl.rules import Cost  # noqa: E402 - after the path

Changes = dict[tuple[str, str], Cell]


def scaled(factor: float) -> Callable[[Filled], Changes]:
    return lambda filled: {(entry.line.id, "actual"): times(entry, factor) for entry in numeric(filled)}


def clocks(filled: Filled) -> Changes:
    """Minutes:seconds typed as hours:minutes."""
    return {
        (entry.line.id, "actual"): entry.actual.cell._replace(value=entry.actual.cell.value * 60)
        for entry in filled.submission.entries
        if entry.indicator.unit is Unit.MINUTES_SECONDS and isinstance(entry.actual.figure, Decimal)
    }


def fractions(filled: Filled) -> Changes:
    return {
        (entry.line.id, "actual"): entry.actual.cell._replace(number_format="General")
        for entry in numeric(filled)
        if entry.indicator.unit is Unit.PERCENT
    }


def transposed(filled: Filled) -> Changes:
    """The first two different neighbouring digits change places."""
    changes = {}
    for entry in numeric(filled):
        digits = format(abs(entry.actual.figure), "f")
        pairs = [
            at for at in range(len(digits) - 1) if (digits[at : at + 2]).isdigit() and digits[at] != digits[at + 1]
        ]
        if len(digits) > 2 and pairs and not entry.indicator.exhaustive:
            at = pairs[0]
            swapped = Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
            cell = entry.actual.cell._replace(value=entry.indicator.measure.to_cell(swapped))
            changes[entry.line.id, "actual"] = cell
    return changes


def shifted(filled: Filled) -> Changes:
    """The figures of the second half pasted one row too low."""
    entries = filled.submission.entries
    half = len(entries) // 2
    pairs = zip(entries[half:], entries[half + 1 :], strict=False)
    return {(below.line.id, "actual"): above.actual.cell for above, below in pairs if above.actual.cell is not None}


def copied(filled: Filled) -> Changes:
    """Last year's column pasted again."""
    entries = filled.submission.entries
    return {(e.line.id, "actual"): e["FY25"].cell for e in entries if e["FY25"].cell is not None}


def negative(filled: Filled) -> Changes:
    return scaled(-1)(filled)


def one_part(filled: Filled) -> Changes:
    """One part of every whole twice as large."""
    wholes = [entry for entry in filled.submission.entries if entry.indicator.exhaustive]
    parts = [filled.submission.by_id[whole.indicator.parts[0].id] for whole in wholes]
    return {
        (part.line.id, "actual"): part.actual.cell._replace(
            value=part.indicator.measure.to_cell(part.indicator.measure.round(part.actual.figure * 2 + 5))
        )
        for part in parts
        if isinstance(part.actual.figure, Decimal)
    }


def restated(filled: Filled) -> Changes:
    return {
        (entry.line.id, "FY25"): entry["FY25"].cell._replace(value=entry["FY25"].cell.value * 1.02)
        for entry in numeric(filled)
        if isinstance(entry["FY25"].figure, Decimal) and entry["FY25"].figure
    }


# Name → the slip, the rules that should find it, and whether it is one finding an agency rather than one a cell.
SLIPS = {
    "×1,000": (scaled(1000), {"UNT-001"}, False),
    "×100": (scaled(100), {"UNT-001", "UNT-002"}, False),
    "×0.01": (scaled(0.01), {"UNT-001", "UNT-002"}, False),
    "10:17 as hours": (clocks, {"TYP-004"}, False),
    "percent as fraction": (fractions, {"UNT-002"}, False),
    "transposed digits": (transposed, {"OUT-001", "OUT-002", "TGT-006", "RNG-001"}, False),
    "sign": (negative, {"RNG-001", "RNG-002"}, False),
    "published value typed over": (restated, {"REV-001"}, False),
    "part without whole": (one_part, {"ARI-002"}, True),
    "rows shifted": (shifted, {"XPR-002"}, True),
    "last year's column": (copied, {"XPR-001"}, True),
}


def measure(slip: Callable[[Filled], Changes], rules: set[str], *, whole: bool) -> tuple[int, int, int]:
    """Slips made; found by the right rules; found by any rule that asks something."""
    made = right = some = 0
    for filled in agencies():
        changes = slip(filled)
        if not changes:
            continue
        typed = filled.typed(changes)
        findings = [f for f in typed.judged() if f.severity.value != "info"]
        if whole:
            made, right = made + 1, right + any(f.rule in rules for f in findings)
            some += bool(findings)
            continue
        places = {typed.submission.by_id[name][key].where for name, key in changes}
        made += len(places)
        right += len(places & {cell for f in findings if f.rule in rules for cell in cells(f)})
        some += len(places & {cell for f in findings for cell in cells(f)})
    return made, right, some


def main() -> None:
    rows = sum(len(filled.submission.entries) for filled in agencies())
    print(f"{'slip':28} {'made':>6} {'found by the right rule':>24} {'by any':>8}")
    for name, (slip, rules, whole) in SLIPS.items():
        made, right, some = measure(slip, rules, whole=whole)
        print(f"{name:28} {made:6} {right / made:24.1%} {some / made:8.1%}")
    plain = Counter(f.rule for filled in agencies() for f in filled.judged() if f.severity.value != "info")
    print(f"\nOn the figures as published ({rows:,} rows, {len(agencies())} agencies):")
    for rule, count in sorted(plain.items()):
        print(f"  {rule}  {count:4}  {count / rows:.2%}")
    gc.collect()
    gc.freeze()  # thirty-three open workbooks are this script's, not the program's
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
