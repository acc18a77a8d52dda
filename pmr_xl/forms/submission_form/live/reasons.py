"""Why a row is to be fixed, in the words of the rule that finds it: which of its cells, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmr_xl.forms.submission_form.list_places import NA_REASONS
from pmr_xl.forms.submission_form.live import year_to_date
from pmr_xl.forms.submission_form.live.formula import Wrong, message_formula, one_of, quote, trimmed_text
from pmr_xl.forms.submission_form.live.limits import KnownFigures
from pmr_xl.forms.submission_form.live.row_faults import RowFaults
from pmr_xl.forms.submission_form.plan import Plan
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import SIGNS, Sign
from pmr_xl.model.reason import NA_WORDS
from pmr_xl.rules.missing import na_spelt_otherwise, reason_with_figure, reason_without_na, sign_for_figure
from pmr_xl.rules.missing import no_figure as no_figure_rule
from pmr_xl.rules.target import arrow_against_direction, na_for_target
from pmr_xl.rules.type import error_for_words, error_value, text_number, unlisted_reason
from pmr_xl.rules.type._text import NOTHING_WORDS

PROPOSED, CURRENT = "Proposed target: ", "Current target: "
TO_DATE, EXPLANATION = "Year to date: ", "Explanation: "


def wrong_cells(plan: Plan, row: int, known: KnownFigures, faults: RowFaults, how: str) -> list[Wrong]:
    """What can be wrong with what is typed in a row, the first cell's first; ``how`` says how a figure is typed."""
    actual = plan.cell(Ask.ACTUAL, row)
    # A time is a number to Excel where it is typed as one: that is to be said with it.
    typed_so = f". {how}" if known.indicator.unit.is_duration else ""
    found = _texts(actual, typed_so)
    found += [_of_numbers(actual, one) for one in faults.actual]
    found += _reason(actual, plan.cell(Ask.REASON, row), known)
    if known.to_date is not None:
        total = plan.cell(Ask.TO_DATE, row)
        typed = [*_texts(total), *(_of_numbers(total, one) for one in faults.to_date)]
        found += [_named(TO_DATE, one) for one in [*typed, *year_to_date.wrong_year_to_date(plan, row, known)]]
    if plan.edition.asks_targets:
        found += _targets(plan.cell(Ask.NEXT_TARGET, row), known, faults.coming, PROPOSED)
    if known.target_open:
        found += _targets(plan.cell(Ask.TARGET, row), known, faults.force, CURRENT)
    if known.mends("TYP-018"):
        says = message_formula(f"type {error_for_words.TOLD}")
        found.append(_named(EXPLANATION, Wrong(no_words(plan.cell(Ask.EXPLANATION, row)), says)))
    return found


def no_figure(cell: str, others: Sequence[str]) -> str:
    """A condition: neither a number nor one of the texts that may stand there."""
    return f"NOT(OR(ISNUMBER({cell}),{one_of(cell, others)}))"


def reason_not_listed(reason: str) -> str:
    """A condition: a reason for NA that is none of the list."""
    return f'AND({trimmed_text(reason)}<>"",SUMPRODUCT(--EXACT({reason},{NA_REASONS}))=0)'


def no_words(cell: str) -> str:
    """A condition: an error, TRUE or FALSE where words belong."""
    return f"OR(ISERROR({cell}),ISLOGICAL({cell}))"


def _reason(actual: str, reason: str, known: KnownFigures) -> list[Wrong]:
    """What can be wrong with the reason for NA: NA and its reason without each other, one of no list."""
    typed, said = trimmed_text(actual), trimmed_text(reason)
    found = []
    if known.mends("TYP-013"):
        found.append(Wrong(reason_not_listed(reason), message_formula(f"choose {unlisted_reason.TOLD}")))
    return [
        *found,
        Wrong(f'AND(EXACT({typed},"NA"),{said}="")', message_formula(no_figure_rule.TOLD)),
        Wrong(f'IF(ISNUMBER({actual}),{said}<>"",FALSE)', message_formula(f"delete {reason_with_figure.TOLD}")),
        Wrong(f'AND({typed}="",{said}<>"")', message_formula(f"type {reason_without_na.TOLD}")),
    ]


def _texts(cell: str, how: str = "", *, target: bool = False) -> list[Wrong]:
    """What is no number and not NA, and how one is typed; a target's own signs are no fault of it."""
    said = trimmed_text(cell)
    signs = [text for text, sign in SIGNS.items() if sign is not Sign.NOT_AVAILABLE]
    found = [
        Wrong(f"ISERROR({cell})", message_formula(f"type {error_value.TOLD}")),
        Wrong(
            f'IF(EXACT({said},"NA"),FALSE,{_one_of(f"LOWER({said})", sorted(NA_WORDS | NOTHING_WORDS))})',
            message_formula(na_spelt_otherwise.TOLD),
        ),
    ]
    if target:
        return [*found, Wrong(no_figure(cell, ("", *SIGNS)), message_formula(text_number.TOLD))]
    found.append(Wrong(_one_of(said, signs), message_formula(sign_for_figure.TOLD)))
    return [*found, Wrong(no_figure(cell, ("", "NA")), message_formula(f"{text_number.TOLD}{how}"))]


def _one_of(said: str, texts: Iterable[str]) -> str:
    """A condition: a text is one of some; shorter than asking for each."""
    return f'ISNUMBER(FIND("|"&{said}&"|",{quote("|" + "|".join(texts) + "|")}))'


def _targets(cell: str, known: KnownFigures, faults: list[Wrong], which: str) -> list[Wrong]:
    found = [*_texts(cell, target=True), *(_of_numbers(cell, one) for one in faults)]
    if which == PROPOSED:
        found.append(Wrong(f'EXACT({trimmed_text(cell)},"NA")', message_formula(na_for_target.TOLD)))
    against = known.indicator.desired_direction.opposite
    if against is not None and which == PROPOSED and known.mends("TGT-005"):
        arrows = [text for text, sign in SIGNS.items() if sign is against]
        says = message_formula(arrow_against_direction.TOLD, expected=known.indicator.desired_direction.value)
        found.append(Wrong(_one_of(trimmed_text(cell), arrows), says))
    return [_named(which, one) for one in found]


def _named(which: str, one: Wrong) -> Wrong:
    """The same with the name of its cell before it."""
    plain = one.says.startswith('"')  # the two texts are one then
    return one._replace(says=f'"{which}{one.says[1:]}' if plain else f"{quote(which)}&{one.says}")


def _of_numbers(cell: str, one: Wrong) -> Wrong:
    """The same, asked of numbers alone: of a text, reckoning with it would be an error."""
    return one._replace(condition=f"IF(ISNUMBER({cell}),{one.condition},FALSE)")
