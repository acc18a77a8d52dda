"""What asks for a word besides an unusual figure, as conditions a spreadsheet can test: the same as the rules ask."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pmr_xl.forms.submission_form.live.formula import (
    Expression,
    any_of,
    array,
    comparable_number,
    message_formula,
    number_text,
    one_of,
    quote,
    trimmed_text,
)
from pmr_xl.forms.submission_form.live.limits.known import KnownFigures
from pmr_xl.forms.submission_form.plan import Plan
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import SIGNS, Sign
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.reason import NaReason
from pmr_xl.model.schema.indicator import Direction
from pmr_xl.rules.missing import critical_na, lagged_until_when
from pmr_xl.rules.missing.critical_na import SAYS_NOT_WHEN
from pmr_xl.rules.missing.lagged_until_when import BLANKS, WHEN
from pmr_xl.rules.outlier import same_as_last_year
from pmr_xl.rules.outlier.same_as_last_year import not_again
from pmr_xl.rules.target import against_direction, far_target, target_dropped
from pmr_xl.rules.target.against_direction import TENTH
from pmr_xl.rules.target.far_target import FAR
from pmr_xl.rules.type import fraction_of_a_count
from pmr_xl.rules.type.fraction_of_a_count import NOISE

PLACES = 12  # to which differences are rounded: what is equal as it is typed may part in the last binary digit


class Asking(NamedTuple):
    """What asks for a word: the condition, and the formula of what is said then, in the rule’s own words.

    Attributes:
        till_long: any explanation that is long enough answers it; else its own words are wanting whatever the length.
    """

    condition: str
    says: str
    till_long: bool


def queries_of_row(plan: Plan, row: int, known: KnownFigures) -> Iterator[Asking]:
    """Each thing in a row that asks for a word; whether an explanation is long enough is not asked here."""
    actual = plan.cell(Ask.ACTUAL, row)
    words = (
        f'IFERROR({trimmed_text(plan.cell(Ask.EXPLANATION, row))},"#")'  # an error is no explanation, and not nothing
    )
    yield from _not_available(actual, trimmed_text(plan.cell(Ask.REASON, row)), words, known)
    last, unit = known.last_year, known.indicator.unit
    whole = known.possible.whole and known.asks("TYP-008")
    # Where a count was published with a part, the same part is asked about as such.
    if isinstance(last, Decimal) and not_again(last) and not (whole and last % 1) and known.asks("OUT-003"):
        stored = float(last) if unit.is_duration else known.indicator.measure.to_cell(last)
        same = f"ROUND({comparable_number(actual, unit)}-{number_text(stored)},{PLACES})=0"
        condition = f'IF(ISNUMBER({actual}),AND({words}="",{same}),FALSE)'
        yield Asking(condition, message_formula(same_as_last_year.TOLD), till_long=False)
    if plan.edition.asks_targets:
        yield from _targets(plan, row, known)
    if whole:
        yield Asking(any_of(_broken(plan, row, known)), message_formula(fraction_of_a_count.TOLD), till_long=True)


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
    na = f'EXACT({trimmed_text(actual)},"NA")'
    if known.asks("MIS-002"):
        plain = words
        for sign in BLANKS:
            plain = f'SUBSTITUTE({plain},{quote(sign)}," ")'
        silent = f'SUMPRODUCT(--ISNUMBER(FIND({array(WHEN)},LOWER(" "&TRIM({plain})&" "))))=0'
        lagged = f"{reason}={quote(NaReason.LAGGED.value)}"
        yield Asking(f"IF({na},AND({lagged},{silent}),FALSE)", message_formula(lagged_until_when.TOLD), till_long=False)
    if known.indicator.critical and known.asks("MIS-009") and (known.whole_year or not known.year_known):
        reasons = ",".join(f"{reason}={quote(one.value)}" for one in SAYS_NOT_WHEN)
        yield Asking(f'AND({na},OR({reasons}),{words}="")', message_formula(critical_na.TOLD), till_long=False)


def _targets(plan: Plan, row: int, known: KnownFigures) -> Iterator[Asking]:
    """The target asked for: given up, easier, or far from the one in force."""
    now, coming = plan.cell(Ask.TARGET, row), plan.cell(Ask.NEXT_TARGET, row)
    if known.next_target is not Sign.NONE and known.asks("TGT-008"):
        arrows = [text for text, sign in SIGNS.items() if sign in (Sign.UP, Sign.DOWN)]
        stars = [text for text, sign in SIGNS.items() if sign is Sign.NONE]
        given_up = f"AND({one_of(coming, stars)},OR(ISNUMBER({now}),{one_of(now, arrows)}))"
        yield Asking(given_up, message_formula(target_dropped.TOLD), till_long=True)
    typed = f"ISNUMBER({now}),ISNUMBER({coming})"
    news = f"{now}<>0"
    if isinstance(known.next_target, Decimal):
        stored = known.indicator.target_measure.to_cell(known.next_target)
        news += f",ROUND({coming}-{number_text(stored)},{PLACES})<>0"
    for condition, says in _other_number(plan, row, known):
        yield Asking(f"IF(AND({typed}),AND({news},{condition}),FALSE)", says, till_long=True)


def _other_number(plan: Plan, row: int, known: KnownFigures) -> Iterator[tuple[str, str]]:
    """A number that is easier than the current one, or far from it: the condition, and what is said then."""
    unit, direction = known.indicator.unit, known.indicator.desired_direction
    now, coming = (comparable_number(plan.cell(key, row), unit) for key in (Ask.TARGET, Ask.NEXT_TARGET))
    if direction is not Direction.NONE and known.asks("TGT-003"):
        easier = f"{now}-{coming}" if direction is Direction.UP else f"{coming}-{now}"
        yield f"ROUND({easier}-ABS({now})/{TENTH},{PLACES})>0", message_formula(against_direction.TOLD)
    if known.asks("TGT-002"):
        many = f"ROUND(ABS({coming})-{FAR}*ABS({now}),{PLACES})>=0"
        few = f"ROUND({FAR}*ABS({coming})-ABS({now}),{PLACES})<=0"
        ratio = f"{coming}/{now}"
        times = Expression(f'IF({many},TEXT({ratio},"0.0"),TEXT({ratio},"0.00"))')
        yield f"AND({now}*{coming}>0,OR({many},{few}))", message_formula(far_target.TOLD, times=times)
