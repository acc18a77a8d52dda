"""The live status of a row, by formulas that Excel 2016 and LibreOffice know; nothing volatile, no helper columns.

Every limit comes from the rules and from :func:`pmr_xl.analysis.variance.band` and is baked into the formula, so form
and rules cannot disagree: a row is to correct exactly where a rule that looks at that row alone finds an error in it.
"""

from __future__ import annotations

from pmr_xl.forms.submission_form.live import reasons, year_to_date
from pmr_xl.forms.submission_form.live.formula import Wrong, any_of, quote, trimmed_text
from pmr_xl.forms.submission_form.live.limits import KnownFigures
from pmr_xl.forms.submission_form.live.row_faults import RowFaults
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX, TO_DO, Plan
from pmr_xl.model.entry import Ask
from pmr_xl.model.measure import SIGNS, Sign
from pmr_xl.rules.aggregation import no_year_to_date


def status_formula(plan: Plan, row: int, known: KnownFigures, faults: RowFaults) -> str:
    """``✓ Complete``, ``✎ Explain``, ``✕ Fix`` or ``○ To do``: the most pressing that holds."""
    actual, words = plan.cell(Ask.ACTUAL, row), plan.cell(Ask.EXPLANATION, row)
    force = plan.cell(Ask.TARGET, row)
    coming = plan.cell(Ask.NEXT_TARGET, row) if plan.edition.asks_targets else ""
    wrong = [
        *_wrong_actual(actual, plan.cell(Ask.REASON, row)),
        reasons.reason_not_listed(plan.cell(Ask.REASON, row)) if known.mends("TYP-013") else "",
        reasons.no_words(words) if known.mends("TYP-018") else "",
        _if_number(actual, faults.actual),
        *year_to_date.wrong_conditions(plan, row, known, faults.to_date),
        *(_wrong_target(coming, faults.coming, _signs_for(known)) if coming else ()),
        *(_wrong_target(force, faults.force, tuple(SIGNS)) if known.target_open else ()),
    ]
    empty = [f'{trimmed_text(cell)}=""' for cell in (actual, coming) if cell] + year_to_date.missing_conditions(
        plan, row, known
    )
    short = f"IFERROR(LEN({trimmed_text(words)}),0)<{known.settings.shortest_explanation}"
    lengthy = [f"IF(ISNUMBER({actual}),OR({faults.unusual}),FALSE)"]
    lengthy += [one.condition for one in faults.asked if one.till_long]
    wanting = [one.condition for one in faults.asked if not one.till_long]
    due = f"OR({','.join([f'AND({short},{any_of(lengthy)})', *wanting])})"
    return (
        f"IFERROR(IF(OR({','.join(filter(None, wrong))}),{quote(FIX)},"
        f"IF(OR({','.join(empty)}),{quote(TO_DO)},"
        f"IF({due},{quote(EXPLAIN)},{quote(COMPLETE)}))),{quote(FIX)})"
    )


def _wrong_actual(actual: str, reason: str) -> list[str]:
    """Neither number nor NA; NA and its reason without each other."""
    said = trimmed_text(reason)
    return [
        reasons.no_figure(actual, ("", "NA")),
        f'({trimmed_text(actual)}="NA")=({said}="")',
    ]


def _signs_for(known: KnownFigures) -> tuple[str, ...]:
    """The signs a target asked for may be: no target, and an arrow that is not against the desired direction."""
    against = known.indicator.desired_direction.opposite if known.mends("TGT-005") else None
    refused = (Sign.NOT_AVAILABLE, against)
    return tuple(text for text, sign in SIGNS.items() if sign not in refused)


def _wrong_target(cell: str, faults: list[Wrong], signs: tuple[str, ...]) -> list[str]:
    """Neither number nor one of the signs, or a number that cannot be."""
    return [reasons.no_figure(cell, ("", *signs)), _if_number(cell, faults)]


def _if_number(cell: str, faults: list[Wrong]) -> str:
    """Any of the faults, asked only of a number: of a text, reckoning with it would be an error."""
    conditions = [one.condition for one in faults]
    return f"IF(ISNUMBER({cell}),OR({','.join(conditions)}),FALSE)" if conditions else ""


def hint_formula(plan: Plan, row: int, known: KnownFigures, faults: RowFaults, hints: tuple[str, str, str]) -> str:
    """The plain hint; while the row is to be explained or corrected, what to do about that.

    Args:
        hints: the plain one, the one while an explanation is due, the one while something is to be corrected.
    """
    plain, explain, fix = hints
    status, actual = plan.cell(Ask.STATUS, row), plan.cell(Ask.ACTUAL, row)
    typed = trimmed_text(actual)
    mending = quote(fix)
    for fault in reversed(reasons.wrong_cells(plan, row, known, faults, fix)):
        mending = f"IF({fault.condition},{fault.says},{mending})"
    explaining = quote(explain)
    # What any explanation that is long enough answers comes after what is wanting: there the explanation is short.
    for one in sorted(faults.asked, key=lambda asking: not asking.till_long):
        explaining = f"IF({one.condition},{one.says},{explaining})"
    no_target = f'{status}={quote(TO_DO)},{typed}<>""'
    left = "The proposed target is missing: a number, ↑, ↓ or *." if plan.edition.asks_targets else no_year_to_date.TOLD
    return (
        f"IFERROR(IF({status}={quote(EXPLAIN)},{explaining},IF({status}={quote(FIX)},{mending},"
        f"IF({status}={quote(COMPLETE)},{quote('')},IF(AND({no_target}),{quote(left)},{quote(plain)})))),"
        f"{quote(fix)})"
    )
