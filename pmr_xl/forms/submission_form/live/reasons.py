"""Why a row is to be fixed, in the words of the rule that finds it: which of its cells, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.forms.submission_form.live.formula import Wrong, bare, quoted, told
from pmr_xl.forms.submission_form.live.limits import KnownFigures
from pmr_xl.forms.submission_form.live.row_faults import RowFaults
from pmr_xl.forms.submission_form.plan import Plan
from pmr_xl.model.measure import SIGNS, Sign
from pmr_xl.model.submission import Ask
from pmr_xl.rules.missing import na_spelt_otherwise, sign_for_figure
from pmr_xl.rules.target import arrow_against_direction
from pmr_xl.rules.type import error_value
from pmr_xl.rules.type._text import NA_WORDS, NOTHING_WORDS

PROPOSED, CURRENT, TO_DATE = "Proposed target: ", "Current target: ", "Year to date: "


def wrong_cells(plan: Plan, row: int, known: KnownFigures, faults: RowFaults) -> list[Wrong]:
    """What can be wrong with what is typed in a row, the first cell's first."""
    actual = plan.cell(Ask.ACTUAL, row)
    found = _texts(actual)
    found += [_of_numbers(actual, one) for one in faults.actual]
    if known.to_date is not None:
        total = plan.cell(Ask.TO_DATE, row)
        typed = [*_texts(total), *(_of_numbers(total, one) for one in faults.to_date)]
        found += [_named(TO_DATE, one) for one in typed]
    if plan.edition.asks_targets:
        found += _targets(plan.cell(Ask.NEXT_TARGET, row), known, faults.coming, PROPOSED)
    if known.target_open:
        found += _targets(plan.cell(Ask.TARGET, row), known, faults.force, CURRENT)
    return found


def _texts(cell: str, *, target: bool = False) -> list[Wrong]:
    """What is no number and not NA; a target's own signs are no fault of it."""
    said = bare(cell)
    signs = [text for text, sign in SIGNS.items() if sign is not Sign.NOT_AVAILABLE]
    found = [
        Wrong(f"ISERROR({cell})", told(f"type {error_value.TOLD}")),
        Wrong(
            f'IF(EXACT({said},"NA"),FALSE,{_one_of(f"LOWER({said})", sorted(NA_WORDS | NOTHING_WORDS))})',
            told(na_spelt_otherwise.TOLD),
        ),
    ]
    return found if target else [*found, Wrong(_one_of(said, signs), told(sign_for_figure.TOLD))]


def _one_of(said: str, texts: Iterable[str]) -> str:
    """A condition: a text is one of some; shorter than asking for each."""
    return f'ISNUMBER(FIND("|"&{said}&"|",{quoted("|" + "|".join(texts) + "|")}))'


def _targets(cell: str, known: KnownFigures, faults: list[Wrong], which: str) -> list[Wrong]:
    found = [*_texts(cell, target=True), *(_of_numbers(cell, one) for one in faults)]
    against = known.indicator.desired_direction.opposed
    if against is not None and which == PROPOSED and known.mends("TGT-005"):
        arrows = [text for text, sign in SIGNS.items() if sign is against]
        says = told(arrow_against_direction.TOLD, expected=known.indicator.desired_direction.value)
        found.append(Wrong(_one_of(bare(cell), arrows), says))
    return [_named(which, one) for one in found]


def _named(which: str, one: Wrong) -> Wrong:
    """The same with the name of its cell before it."""
    return one._replace(says=f"{quoted(which)}&{one.says}")


def _of_numbers(cell: str, one: Wrong) -> Wrong:
    """The same, asked of numbers alone: of a text, reckoning with it would be an error."""
    return one._replace(condition=f"IF(ISNUMBER({cell}),{one.condition},FALSE)")
