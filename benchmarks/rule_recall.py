"""Slips put into the real figures of fiscal 2026, how many the rules find, and what is asked to find them.

Run: python benchmarks/rule_recall.py [TABLE.csv]

Without a table the agencies that ship with the program are measured; a table of the published report
(``mmr_fy2026_indicators.csv``) is imported into an office made for the purpose, as an office would, and all of it
measured. Slips are put in one at a time, into every row where they can be: a slip is found where the rules say what
they did not say before it. It takes about two minutes of processor time for the whole report.
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS / "helpers")]

from click.testing import CliRunner  # noqa: E402 - after the path, as the rest
from published import Filled, agencies, filled_from  # noqa: E402 - the tests' own agencies are measured
from slips import ENOUGH_YEARS, swapped  # noqa: E402 - the same slips as in the tests

from pmr_xl.cli.commands import pmr  # noqa: E402
from pmr_xl.model.book.cell import Cell  # noqa: E402
from pmr_xl.model.entry import Entry  # noqa: E402
from pmr_xl.model.finding import Finding  # noqa: E402
from pmr_xl.model.measure import Unit  # noqa: E402
from pmr_xl.office import Library  # noqa: E402
from pmr_xl.rules import Cost  # noqa: E402

Slipped = Callable[[Entry], Cell | None]


class Outcome(NamedTuple):
    """Of how many slips were found as an error and as anything asked; the same in rows with three years and more."""

    rows: int
    errors: int
    found: int
    long_rows: int
    long_errors: int


def times(factor: float, *, durations: bool = False) -> Slipped:
    """So many times the figure; of durations alone, or of everything else."""

    def slip(entry: Entry) -> Cell | None:
        if entry.indicator.unit.is_duration is not durations:
            return None
        return entry.actual.cell._replace(value=float(f"{entry.actual.cell.value * factor:.12g}"))

    return slip


def as_fraction(entry: Entry) -> Cell | None:
    """A percentage typed as a fraction into a cell without percent format."""
    return entry.actual.cell._replace(number_format="General") if entry.indicator.unit is Unit.PERCENT else None


def first_digits_transposed(entry: Entry) -> Cell | None:
    """Its first two different digits in each other's place."""
    other = None if entry.indicator.unit.is_duration else swapped(entry)
    return None if other is None else entry.actual.cell._replace(value=entry.indicator.measure.to_cell(other))


def left_over(entry: Entry) -> Cell | None:
    """Last year's figure, where this year's is another."""
    last = entry["FY25"]
    return last.cell if isinstance(last.figure, Decimal) and last.figure != entry.actual.figure else None


def ratio_as_time(entry: Entry) -> Cell | None:
    """25:1 typed, of which Excel makes 25 hours and a minute."""
    if entry.indicator.unit is not Unit.RATIO or entry.actual.figure % 1:
        return None
    return entry.actual.cell._replace(value=float(entry.actual.figure) / 24 + 1 / 1440)


SLIPS: dict[str, Slipped] = {
    "× 1,000": times(1000),
    "÷ 1,000": times(0.001),
    "× 100": times(100),
    "÷ 100": times(0.01),
    "× 1,000,000": times(1e6),
    "percent as fraction": as_fraction,
    "duration × 60": times(60, durations=True),
    "duration ÷ 60": times(1 / 60, durations=True),
    "ratio as a time": ratio_as_time,
    "first digits transposed": first_digits_transposed,
    "last year’s figure left": left_over,
}


def imported(table: Path, folder: Path) -> tuple[Filled, ...]:
    """Every agency of a published table, in an office made of nothing else."""
    office = folder / "office"
    for step in (["init", office], ["--office", office, "schema", "import", table]):
        done = CliRunner().invoke(pmr, [str(word) for word in step])
        if done.exit_code:
            raise SystemExit(done.output)
    return filled_from(Library(office), table)


def main() -> None:
    """All figures, then all slips, then what judging costs."""
    if len(sys.argv) == 1:
        measure(agencies())
        return
    with TemporaryDirectory() as folder:
        measure(imported(Path(sys.argv[1]), Path(folder)))


def measure(forms: tuple[Filled, ...]) -> None:
    """Print the figures of these forms."""
    rows = sum(len(filled.submission.entries) for filled in forms)
    print(f"{rows:,} rows, {len(forms)} agencies, as published:")
    by_rule: Counter[tuple[str, str]] = Counter()
    asked = errors = 0
    for filled in forms:
        told = [finding for finding in filled.judged() if finding.severity.value != "info"]
        by_rule.update((finding.severity.value, finding.rule) for finding in told)
        asked += len({finding.where.row for finding in told if finding.severity.value == "query"})
        for finding in told:
            if finding.severity.value == "error":
                errors += 1
                print(f"  error   {filled.chapter.agency:8} {finding.rule}  {finding.message}")
    for (severity, rule), count in sorted(by_rule.items()):
        print(f"  {severity:7} {rule}  {count:4}  {count / rows:.2%}")
    print(f"  asked: {asked} rows, {asked / rows:.1%}; errors: {errors}")
    print(f"\n{'slip, one at a time':26} {'rows':>6} {'as error':>9} {'or query':>9}   3 years and more: as error")
    for name, slip in SLIPS.items():
        one = outcome(forms, slip)
        if one.rows:
            long = f"{one.long_rows:6} {one.long_errors / one.long_rows:8.1%}" if one.long_rows else ""
            print(
                f"{name:26} {one.rows:6} {one.errors / one.rows:9.1%} {one.found / one.rows:9.1%}   {long}", flush=True
            )
    _costs(forms, rows)


def outcome(forms: tuple[Filled, ...], slip: Slipped) -> Outcome:
    """What is found of one kind of slip, put into one row at a time."""
    counted = Counter[str]()
    for filled in forms:
        before = _told(filled)
        for entry in filled.submission.entries:
            years = [one for one in filled.past.actuals[entry.line.id].values() if isinstance(one, Decimal)]
            figure = entry.actual.figure
            if not isinstance(figure, Decimal) or not figure or not any(years) or (cell := slip(entry)) is None:
                continue
            new = _told(filled.typed({(entry.line.id, "actual"): cell})) - before
            error, long = any(one[0] == "error" for one in new), len(years) >= ENOUGH_YEARS
            counted.update(rows=1, errors=error, found=bool(new), long_rows=long, long_errors=long and error)
    return Outcome(*(counted[name] for name in Outcome._fields))


def _told(filled: Filled) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_said, (found for found in filled.judged() if found.severity.value != "info")))


def _said(found: Finding) -> tuple[str, ...]:
    return found.severity.value, found.rule, found.place, found.message


def _costs(forms: tuple[Filled, ...], rows: int) -> None:
    gc.collect()
    gc.freeze()  # dozens of open workbooks are this script's, not the program's
    best = min(_judged_once(forms) for _ in range(9))
    print(f"\nJudging all of it, warm: {best * 1000:.0f} ms ({best / rows * 2361 * 1000:.0f} ms for 2,361 rows)")
    costs: dict[str, Cost] = {}
    for filled in forms:
        filled.judged(costs)
    for code, cost in sorted(costs.items(), key=lambda pair: -pair[1].seconds)[:10]:
        print(f"  {code}  {cost.calls:6} calls  {cost.seconds * 1000:6.2f} ms")


def _judged_once(forms: tuple[Filled, ...]) -> float:
    start = perf_counter()
    for filled in forms:
        filled.judged()
    return perf_counter() - start


if __name__ == "__main__":
    main()
