"""Slips put into the real figures, and how many of them the rules find."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from published import Filled, agencies

from pmr_xl.model.book.cell import Cell
from pmr_xl.model.book.places import CellRef
from pmr_xl.model.entry import Entry
from pmr_xl.model.finding import Finding
from pmr_xl.model.measure import Unit
from pmr_xl.rules import rulebook
from pmr_xl.rules.engine import judging

Changes = dict[tuple[str, str], Cell]
ENOUGH_YEARS = 3
FEW_DIGITS = 2  # swap too easily
ONE_IN = 4  # of slips that would tell on each other if they were made in every row at once


class Slip(NamedTuple):
    """One kind of slip.

    Attributes:
        make: the cells that it changes in an agency's form.
        codes: the rules that should find it.
        whole: it is one slip a form rather than one a cell.
    """

    make: Callable[[Filled], Changes]
    codes: tuple[str, ...]
    whole: bool = False


class Outcome(NamedTuple):
    """How many slips were made; how many were found by each rule, by any of the slip's own, and by any rule at all."""

    made: int
    by_rule: Counter[str]
    right: int
    some: int


def numeric(filled: Filled) -> Iterator[Entry]:
    """Rows with a number this year and in three published years, where a scale can slip: no zeros, no durations."""
    for entry in filled.submission.entries:
        figure = entry.actual.figure
        years = [f for f in filled.past.actuals[entry.line.id].values() if isinstance(f, Decimal) and f]
        if entry.indicator.unit.is_duration or not isinstance(figure, Decimal) or not figure:
            continue
        if len(years) >= ENOUGH_YEARS:
            yield entry


def _retyped(entries: Iterable[Entry], value: Callable[[Entry], float], **look: str) -> Changes:
    """Other numbers in the cells of the actuals."""
    return {
        (entry.line.id, "actual"): entry.actual.cell._replace(value=float(f"{value(entry):.12g}"), **look)
        for entry in entries
    }


def scaled(factor: float) -> Callable[[Filled], Changes]:
    """Every figure so many times as large."""
    return lambda filled: _retyped(numeric(filled), lambda entry: entry.actual.cell.value * factor)


def clocks(filled: Filled) -> Changes:
    """Minutes:seconds typed as hours:minutes."""
    return _retyped(_timed(filled, Unit.MINUTES_SECONDS), lambda entry: entry.actual.cell.value * 60)


def points(filled: Filled) -> Changes:
    """10.17 typed for 10:17."""

    def with_point(entry: Entry) -> float:
        whole, part = divmod(int(entry.actual.figure) // (60 if entry.indicator.unit is Unit.HOURS_MINUTES else 1), 60)
        return whole + part / 100

    return _retyped(_timed(filled, Unit.MINUTES_SECONDS, Unit.HOURS_MINUTES), with_point, number_format="General")


def _timed(filled: Filled, *units: Unit) -> Iterator[Entry]:
    for entry in filled.submission.entries:
        if entry.indicator.unit in units and isinstance(entry.actual.figure, Decimal):
            yield entry


def fractions(filled: Filled) -> Changes:
    """Percentages typed as fractions into cells without percent format."""
    percents = [entry for entry in numeric(filled) if entry.indicator.unit is Unit.PERCENT]
    return _retyped(percents, lambda entry: entry.actual.cell.value, number_format="General")


def swapped(entry: Entry) -> Decimal | None:
    """The figure with its first two different neighbouring digits in each other's place; None for a short one."""
    digits = format(abs(entry.actual.figure), "f")
    pairs = [at for at in range(len(digits) - 1) if digits[at : at + 2].isdigit() and digits[at] != digits[at + 1]]
    if len(digits) <= FEW_DIGITS or not pairs:
        return None
    at = pairs[0]
    return Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def transposed(filled: Filled) -> Changes:
    """Two digits change places."""
    short = [entry for entry in numeric(filled) if not entry.indicator.exhaustive and swapped(entry) is not None]
    return _retyped(short, lambda entry: entry.indicator.measure.to_cell(swapped(entry)))


def zeros(filled: Filled) -> Changes:
    """0 typed for a figure that is missing."""
    return _retyped(numeric(filled), lambda _: 0)


def left_over(filled: Filled) -> Changes:
    """Last year's figure left over, in one row of four."""
    stale = [entry for entry in numeric(filled) if isinstance(entry["FY25"].figure, Decimal)][::ONE_IN]
    return _retyped(stale, lambda entry: entry["FY25"].cell.value)


def row_above(filled: Filled) -> Changes:
    """The figure of the row above typed again, in one row of four."""
    pairs = list(zip(entries := list(numeric(filled)), entries[1:], strict=False))[::ONE_IN]
    above = {
        entry.line.id: other.actual.cell.value for other, entry in pairs if other.indicator.unit is entry.indicator.unit
    }
    return _retyped([entry for _, entry in pairs if entry.line.id in above], lambda entry: above[entry.line.id])


def part_too_long(filled: Filled) -> Changes:
    """A digit too many in the parts of wholes that are more than their parts."""
    parts = [e for e in numeric(filled) if e.line.parent is not None and not e.line.parent.exhaustive]
    return _retyped(parts, lambda entry: entry.actual.cell.value * 10)


def target_too_long(filled: Filled) -> Changes:
    """A digit too many in the target asked for."""
    return {
        (entry.line.id, "next_target"): cell._replace(value=cell.value * 10)
        for entry in filled.submission.entries
        if isinstance(entry["target"].figure, Decimal)
        and isinstance(entry["next_target"].figure, Decimal)
        and (cell := entry["next_target"].cell)
    }


def shifted(filled: Filled) -> Changes:
    """The figures of the second half pasted one row too low."""
    entries = filled.submission.entries
    half = len(entries) // 2
    pairs = zip(entries[half:], entries[half + 1 :], strict=False)
    return {(below.line.id, "actual"): above.actual.cell for above, below in pairs if above.actual.cell is not None}


def all_shifted(filled: Filled) -> Changes:
    """Every figure pasted one row too low: nothing in the first row, and the last is lost."""
    entries = filled.submission.entries
    pairs = pairwise(entries)
    changes = {(below.line.id, "actual"): above.actual.cell for above, below in pairs if above.actual.cell is not None}
    return {(entries[0].line.id, "actual"): Cell(0, 0, None), **changes}


def copied(filled: Filled) -> Changes:
    """Last year's column pasted again."""
    entries = filled.submission.entries
    return {(e.line.id, "actual"): e["FY25"].cell for e in entries if e["FY25"].cell is not None}


def elsewhere(filled: Filled) -> Changes:
    """This year's figures typed under last year's heading."""
    moved = [entry for entry in filled.submission.entries if entry.actual.cell is not None]
    changes = {(entry.line.id, "FY25"): entry.actual.cell for entry in moved}
    return changes | {(entry.line.id, "actual"): Cell(0, 0, None) for entry in moved}


def sorted_alone(filled: Filled) -> Changes:
    """The column of actuals sorted by size, the numbers first, as Excel does."""
    entries = filled.submission.entries
    cells = [entry.actual.cell for entry in entries if entry.actual.cell is not None]
    order = sorted(cells, key=lambda cell: (isinstance(cell.value, str), cell.value))
    return {(entry.line.id, "actual"): cell for entry, cell in zip(entries, order, strict=False)}


def filled_down(filled: Filled) -> Changes:
    """The first number dragged down the whole column."""
    numbers = [entry.actual.cell for entry in filled.submission.entries if isinstance(entry.actual.figure, Decimal)]
    return {(entry.line.id, "actual"): numbers[0] for entry in filled.submission.entries}


def ids_rolled(filled: Filled) -> Changes:
    """Every id one row lower than its row, the last in the first."""
    entries = filled.submission.entries
    rolled = [entries[-1], *entries[:-1]]
    return {(e.line.id, "id"): Cell(0, 0, other.line.id) for e, other in zip(entries, rolled, strict=True)}


def one_part(filled: Filled) -> Changes:
    """One part of every whole twice as large."""
    wholes = [entry for entry in filled.submission.entries if entry.indicator.exhaustive]
    parts = [filled.submission.by_id[whole.indicator.parts[0].id] for whole in wholes]
    grown = [part for part in parts if isinstance(part.actual.figure, Decimal)]
    return _retyped(
        grown, lambda part: part.indicator.measure.to_cell(part.indicator.measure.round(part.actual.figure * 2 + 5))
    )


def typed_over(filled: Filled) -> Changes:
    """A published figure two percent larger."""
    return {
        (entry.line.id, "FY25"): entry["FY25"].cell._replace(value=entry["FY25"].cell.value * 1.02)
        for entry in numeric(filled)
        if isinstance(entry["FY25"].figure, Decimal) and entry["FY25"].figure
    }


def told(filled: Filled, figure: Callable[[Entry], Decimal | None]) -> Changes:
    """An explanation in every row that tells last year's figure as published, and this year's as ``figure`` has it."""
    changes = {}
    for entry in numeric(filled):
        said, last = figure(entry), entry["FY25"].figure
        if said is not None and isinstance(last, Decimal):
            show = entry.indicator.measure.show
            text = f"It went from {show(last)} to {show(said)} because two crews were added."
            changes[entry.line.id, "explanation"] = Cell(0, 0, text)
    return changes


def earlier_draft(entry: Entry) -> Decimal | None:
    """A figure five percent larger; None where it prints the same."""
    draft = entry.indicator.measure.round(entry.actual.figure * Decimal("1.05"))
    return draft if draft != entry.actual.figure else None


def doubted() -> tuple[int, int]:
    """Of explanations that tell both years' figures as they are: how many NAR-001 doubts, and how many there are."""
    found = made = 0
    for filled in agencies():
        changes = told(filled, lambda entry: entry.actual.figure)
        found += sum(finding.rule == "NAR-001" for finding in filled.typed(changes).judged())
        made += len(changes)
    return found, made


# What happens to figures, by the words of the rules' pages.
SLIPS = {
    "by 1,000": Slip(scaled(1000), ("UNT-001",)),
    "by 100": Slip(scaled(100), ("UNT-001", "UNT-002")),
    "to a hundredth": Slip(scaled(0.01), ("UNT-001", "UNT-002")),
    "minutes as hours": Slip(clocks, ("TYP-004",)),
    "10.17 for 10:17": Slip(points, ("TYP-005",)),
    "percent as fraction": Slip(fractions, ("UNT-002",)),
    "transposed digits": Slip(transposed, ("OUT-001", "OUT-002", "TGT-006")),
    "sign": Slip(scaled(-1), ("RNG-002", "RNG-001")),
    "zero for missing": Slip(zeros, ("MIS-004",)),
    "last year’s figure": Slip(left_over, ("OUT-003",)),
    "the row above": Slip(row_above, ("XIN-001",)),
    "part ten times as large": Slip(part_too_long, ("ARI-007",)),
    "target ten times as large": Slip(target_too_long, ("TGT-002",)),
    "published figure typed over": Slip(typed_over, ("REV-001",)),
    "words of an earlier draft": Slip(lambda filled: told(filled, earlier_draft), ("NAR-001",)),
    "part without whole": Slip(one_part, ("ARI-002",), whole=True),
    "half of the rows shifted": Slip(shifted, ("XPR-002",), whole=True),
    "all rows shifted": Slip(all_shifted, ("XPR-002",), whole=True),
    "last year’s column": Slip(copied, ("XPR-001",), whole=True),
    "figures in another column": Slip(elsewhere, ("XPR-006",), whole=True),
    "column sorted alone": Slip(sorted_alone, ("XPR-007",), whole=True),
    "one number filled down": Slip(filled_down, ("XPR-008",), whole=True),
    "ids one row off": Slip(ids_rolled, ("IDN-011",), whole=True),
}


def cells(finding: Finding) -> list[CellRef]:
    """Every cell of a finding."""
    last = finding.to.row if finding.to else finding.where.row
    return [finding.where._replace(row=row) for row in range(finding.where.row, last + 1)]


@contextmanager
def cell_by_cell() -> Iterator[None]:
    """Nothing is told once for a whole column: a slip is made in every row at once, and counted row by row."""
    fewest, judging.FEWEST = judging.FEWEST, sys.maxsize
    try:
        yield
    finally:
        judging.FEWEST = fewest


@cache
def _of_figures() -> tuple[str, ...]:
    """Every rule but the one that reads all formulas of the form, which a slip leaves as they were laid."""
    return tuple(code for code in rulebook() if code != "FIL-009")


@cache
def outcome(name: str) -> Outcome:
    """What the rules find of one kind of slip, made wherever it can be in the published figures."""
    slip, by_rule = SLIPS[name], Counter[str]()
    made = right = some = 0
    for filled in agencies():
        if not (changes := slip.make(filled)):
            continue
        typed = filled.typed(changes)
        places = {typed.submission.by_id[name][key].where for name, key in changes}
        found: dict[str, set[CellRef]] = {}
        with cell_by_cell():
            findings = typed.judged(only=_of_figures())
        for finding in findings:
            if finding.severity.value != "info":
                found.setdefault(finding.rule, set()).update(cells(finding))
        if slip.whole:
            places, found = {CellRef("", 0, 0)}, {code: {CellRef("", 0, 0)} for code in found}
        met = {code: places & at for code, at in found.items()}
        made += len(places)
        by_rule.update({code: len(at) for code, at in met.items()})
        right += len(set().union(*(at for code, at in met.items() if code in slip.codes)))
        some += len(set().union(*met.values()))
    return Outcome(made, by_rule, right, some)
