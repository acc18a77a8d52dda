"""What asks for a word besides an unusual figure, as conditions a spreadsheet can test: the same as the rules ask."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.forms.submission_form.live.formula import any_of, array, bare, number_text, one_of, quoted, scaled
from pmr_xl.forms.submission_form.live.limits.known import KnownFigures
from pmr_xl.forms.submission_form.plan import Plan
from pmr_xl.model.indicator import Direction
from pmr_xl.model.measure import SIGNS, Sign
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reason import NaReason
from pmr_xl.model.submission import Ask
from pmr_xl.rules.missing.critical_na import SAYS_NOT_WHEN
from pmr_xl.rules.missing.lagged_until_when import BLANKS, WHEN
from pmr_xl.rules.outlier.same_as_last_year import not_again
from pmr_xl.rules.target.against_direction import TENTH
from pmr_xl.rules.target.far_target import FAR
from pmr_xl.rules.type.fraction_of_a_count import NOISE

PLACES = 12  # to which differences are rounded: what is equal as it is typed may part in the last binary digit


class Asking(NamedTuple):
    """What asks for a word: the condition, and the hint of the row then.

    Attributes:
        till_long: any explanation that is long enough answers it; else its own words are wanting whatever the length.
    """

    condition: str
    hint: str
    till_long: bool


def asked(plan: Plan, row: int, known: KnownFigures) -> Iterator[Asking]:
    """Each thing in a row that asks for a word; whether an explanation is long enough is not asked here."""
    actual = plan.cell(Ask.ACTUAL, row)
    words = f'IFERROR({bare(plan.cell(Ask.EXPLANATION, row))},"#")'  # an error is no explanation, and not nothing
    yield from _not_available(actual, bare(plan.cell(Ask.REASON, row)), words, known)
    last, unit = known.last_year, known.indicator.unit
    if isinstance(last, Decimal) and not_again(last) and known.asks("OUT-003"):
        stored = float(last) if unit.is_duration else known.indicator.measure.to_cell(last)
        same = f"ROUND({scaled(actual, unit)}-{number_text(stored)},{PLACES})=0"
        hint = "To the last digit last year’s figure: type this year’s, or say that it is the same."
        yield Asking(f'IF(ISNUMBER({actual}),AND({words}="",{same}),FALSE)', hint, till_long=False)
    if known.possible.whole and known.asks("TYP-008"):
        hint = "Whole things are counted here: type the whole number, or say how a part can be counted."
        yield Asking(any_of(_broken(plan, row, known)), hint, till_long=True)
    if plan.edition.asks_targets:
        yield from _targets(plan, row, known)


def _broken(plan: Plan, row: int, known: KnownFigures) -> Iterator[str]:
    """Each cell of a count that the agency fills in, where a number in it is not whole."""
    keys = [Ask.ACTUAL, *([Ask.TO_DATE] if known.to_date is not None else [])]
    if plan.edition.asks_targets:
        keys += [Ask.NEXT_TARGET, *([Ask.TARGET] if known.target_open else [])]
    for key in keys:
        cell = plan.cell(key, row)
        part = f"ABS({cell}-ROUND({cell},0))>{number_text(NOISE)}*MAX(ABS({cell}),1)"
        if key == Ask.NEXT_TARGET and not known.target_open:  # the target in force again is nothing new
            part = f"AND({part},{cell}<>{plan.cell(Ask.TARGET, row)})"
        yield f"IF(ISNUMBER({cell}),{part},FALSE)"


def _not_available(actual: str, reason: str, words: str, known: KnownFigures) -> Iterator[Asking]:
    na = f'EXACT({bare(actual)},"NA")'
    if known.asks("MIS-002"):
        plain = words
        for sign in BLANKS:
            plain = f'SUBSTITUTE({plain},{quoted(sign)}," ")'
        silent = f'SUMPRODUCT(--ISNUMBER(FIND({array(WHEN)},LOWER(" "&TRIM({plain})&" "))))=0'
        lagged = f"{reason}={quoted(NaReason.LAGGED.value)}"
        hint = "Say when the figure will be known: a month, a date or a quarter."
        yield Asking(f"IF({na},AND({lagged},{silent}),FALSE)", hint, till_long=False)
    if known.indicator.critical and known.asks("MIS-009") and (known.whole_year or not known.year_known):
        reasons = ",".join(f"{reason}={quoted(one.value)}" for one in SAYS_NOT_WHEN)
        hint = "A critical indicator without a figure: say why, and when there will be one."
        yield Asking(f'AND({na},OR({reasons}),{words}="")', hint, till_long=False)


def _targets(plan: Plan, row: int, known: KnownFigures) -> Iterator[Asking]:
    """The target asked for: given up, easier, or far from the one in force."""
    now, coming = plan.cell(Ask.TARGET, row), plan.cell(Ask.NEXT_TARGET, row)
    if known.next_target is not Sign.NONE and known.asks("TGT-008"):
        arrows = [text for text, sign in SIGNS.items() if sign in (Sign.UP, Sign.DOWN)]
        stars = [text for text, sign in SIGNS.items() if sign is Sign.NONE]
        given_up = f"AND({one_of(coming, stars)},OR(ISNUMBER({now}),{one_of(now, arrows)}))"
        yield Asking(given_up, "A target is given up: type it, or say why.", till_long=True)
    conditions = _other_number(scaled(now, known.indicator.unit), scaled(coming, known.indicator.unit), known)
    if conditions:
        typed = ""
        if isinstance(known.next_target, Decimal):
            measure = known.indicator.target_measure
            typed = f",ROUND({coming}-{number_text(measure.to_cell(known.next_target))},{PLACES})<>0"
        numbers = f"IF(AND(ISNUMBER({now}),ISNUMBER({coming})),AND({now}<>0,{any_of(conditions)}{typed}),FALSE)"
        hint = "The proposed target is easier, or far from the current one: correct it, or say why."
        yield Asking(numbers, hint, till_long=True)


def _other_number(now: str, coming: str, known: KnownFigures) -> list[str]:
    conditions, direction = [], known.indicator.desired_direction
    if direction is not Direction.NONE and known.asks("TGT-003"):
        easier = f"{now}-{coming}" if direction is Direction.UP else f"{coming}-{now}"
        conditions.append(f"ROUND({easier}-ABS({now})/{TENTH},{PLACES})>0")
    if known.asks("TGT-002"):
        far = f"ROUND(ABS({coming})-{FAR}*ABS({now}),{PLACES})>=0", f"ROUND({FAR}*ABS({coming})-ABS({now}),{PLACES})<=0"
        conditions.append(f"AND({now}*{coming}>0,OR({','.join(far)}))")
    return conditions
