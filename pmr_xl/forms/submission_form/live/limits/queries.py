"""What asks for a word besides an unusual figure, as conditions a spreadsheet can test: the same as the rules ask."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.forms.submission_form.live.formula import bare, number_text, quoted, scaled
from pmr_xl.forms.submission_form.live.limits.known import KnownFigures
from pmr_xl.forms.submission_form.plan import Plan
from pmr_xl.model.indicator import Direction
from pmr_xl.model.measure import SIGNS, Sign
from pmr_xl.model.reason import NaReason
from pmr_xl.model.submission import Ask
from pmr_xl.rules.missing.critical_na import SAYS_NOT_WHEN
from pmr_xl.rules.missing.lagged_until_when import BLANKS, WHEN
from pmr_xl.rules.outlier.same_as_last_year import not_again
from pmr_xl.rules.target.against_direction import TENTH
from pmr_xl.rules.target.far_target import FAR
from pmr_xl.rules.type.fraction_of_a_count import NOISE

PLACES = 12  # to which differences are rounded: what is equal as it is typed may part in the last binary digit


def asked(plan: Plan, row: int, known: KnownFigures) -> Iterator[tuple[str, str]]:
    """Condition and hint of each thing in a row that asks for a word and has none."""
    actual = plan.cell(Ask.ACTUAL, row)
    words = f'IFERROR({bare(plan.cell(Ask.EXPLANATION, row))},"#")'  # an error is no explanation, and not nothing
    short = f"LEN({words})<{known.house.shortest_explanation}"
    yield from _not_available(actual, bare(plan.cell(Ask.REASON, row)), words, known)
    last, unit = known.last_year, known.indicator.unit
    if isinstance(last, Decimal) and not_again(last) and known.asks("OUT-003"):
        stored = float(last) if unit.is_duration else known.indicator.measure.to_cell(last)
        same = f"ROUND({scaled(actual, unit)}-{number_text(stored)},{PLACES})=0"
        hint = "To the last digit last year’s figure: type this year’s, or say that it is the same."
        yield f'IF(ISNUMBER({actual}),AND({words}="",{same}),FALSE)', hint
    if known.possible.whole and known.asks("TYP-008"):
        hint = "Whole things are counted here: type the whole number, or say how a part can be counted."
        yield from ((f"AND({short},{broken})", hint) for broken in _broken(plan, row, known))
    if plan.edition.asks_targets:
        yield from _targets(plan, row, known, short)


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


def _not_available(actual: str, reason: str, words: str, known: KnownFigures) -> Iterator[tuple[str, str]]:
    na = f'EXACT({bare(actual)},"NA")'
    if known.asks("MIS-002"):
        plain = words
        for sign in BLANKS:
            plain = f'SUBSTITUTE({plain},{quoted(sign)}," ")'
        # Taken out of the text one after another the words leave it as long as it was where none of them stands there:
        # a formula over a list would be one of arrays.
        padded = left = f'LOWER(" "&TRIM({plain})&" ")'
        for word in WHEN:
            left = f'SUBSTITUTE({left},{quoted(word)},"")'
        silent = f"LEN({padded})=LEN({left})"
        lagged = f"{reason}={quoted(NaReason.LAGGED.value)}"
        yield (
            f"IF({na},AND({lagged},{silent}),FALSE)",
            "Say when the figure will be known: a month, a date or a quarter.",
        )
    if known.indicator.critical and known.asks("MIS-009") and (known.whole_year or not known.year_known):
        reasons = ",".join(f"{reason}={quoted(one.value)}" for one in SAYS_NOT_WHEN)
        yield (
            f'AND({na},OR({reasons}),{words}="")',
            "A critical indicator without a figure: say why, and when there will be one.",
        )


def _targets(plan: Plan, row: int, known: KnownFigures, short: str) -> Iterator[tuple[str, str]]:
    """The target asked for: given up, easier, or far from the one in force."""
    now, coming = plan.cell(Ask.TARGET, row), plan.cell(Ask.NEXT_TARGET, row)
    if known.next_target is not Sign.NONE and known.asks("TGT-008"):
        arrows = [text for text, sign in SIGNS.items() if sign in (Sign.UP, Sign.DOWN)]
        force = ",".join([f"ISNUMBER({now})", *(f"EXACT({bare(now)},{quoted(arrow)})" for arrow in arrows)])
        stars = ",".join(f"EXACT({bare(coming)},{quoted(text)})" for text, sign in SIGNS.items() if sign is Sign.NONE)
        yield (
            f"AND({short},OR({stars}),OR({force}))",
            "A target is given up: type it, or say why.",
        )
    conditions = _other_number(scaled(now, known.indicator.unit), scaled(coming, known.indicator.unit), known)
    if conditions:
        typed = ""
        if isinstance(known.next_target, Decimal):
            measure = known.indicator.target_measure
            typed = f",ROUND({coming}-{number_text(measure.to_cell(known.next_target))},{PLACES})<>0"
        numbers = (
            f"IF(AND(ISNUMBER({now}),ISNUMBER({coming})),AND({short},{now}<>0,OR({','.join(conditions)}){typed}),FALSE)"
        )
        yield numbers, "The proposed target is easier, or far from the current one: correct it, or say why."


def _other_number(now: str, coming: str, known: KnownFigures) -> list[str]:
    conditions, direction = [], known.indicator.desired_direction
    if direction is not Direction.NONE and known.asks("TGT-003"):
        easier = f"{now}-{coming}" if direction is Direction.UP else f"{coming}-{now}"
        conditions.append(f"ROUND({easier}-ABS({now})/{TENTH},{PLACES})>0")
    if known.asks("TGT-002"):
        far = f"ROUND(ABS({coming})-{FAR}*ABS({now}),{PLACES})>=0", f"ROUND({FAR}*ABS({coming})-ABS({now}),{PLACES})<=0"
        conditions.append(f"AND({now}*{coming}>0,OR({','.join(far)}))")
    return conditions
