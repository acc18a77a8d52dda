"""The live status of a row, by formulas that Excel 2016 and LibreOffice know; nothing volatile, no helper columns.

The bounds outside which an explanation is due come from :func:`pmr_xl.variance.band` and are baked into the formula,
so form and rules cannot disagree about them.
"""

from __future__ import annotations

from pmr_xl.forms.submission_form.limits import impossible, number_text
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX, TO_DO, Plan
from pmr_xl.model.house import House
from pmr_xl.model.indicator import Indicator
from pmr_xl.model.measure import SECONDS_A_DAY, Figure, Measure
from pmr_xl.model.submission import Ask
from pmr_xl.variance import Band


def quoted(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def outside(cell: str, measure: Measure, band: Band | None) -> str:
    """A condition: the number in ``cell`` is outside the band. Without a band every number asks to be explained."""
    if band is None:
        return "TRUE"
    if measure.unit.is_duration:  # read to the nearest second, so compared there
        seconds = f"ROUND({cell}*{SECONDS_A_DAY},0)"
        return f"{seconds}<{number_text(float(band.low))},{seconds}>{number_text(float(band.high))}"
    low, high = measure.to_cell(band.low), measure.to_cell(band.high)
    return f"{cell}<{number_text(low)},{cell}>{number_text(high)}"


def status_formula(
    plan: Plan, row: int, indicator: Indicator, history: tuple[Figure | None, ...], band: Band | None, house: House
) -> str:
    """``✓ Complete``, ``✎ Explain``, ``✕ Fix`` or ``○ To do``, first match."""
    actual, reason = plan.cell(Ask.ACTUAL, row), plan.cell(Ask.REASON, row)
    target, words = plan.cell(Ask.NEXT_TARGET, row), plan.cell(Ask.EXPLANATION, row)
    wrong = [
        f'NOT(OR(ISNUMBER({actual}),EXACT(TRIM({actual}&""),"NA")))',
        f'ISTEXT({actual})=(TRIM({reason}&"")="")',  # NA has a reason, a figure has none
    ]
    if cannot := impossible(actual, indicator, history, house):
        wrong.append(f"AND(ISNUMBER({actual}),OR({','.join(cannot)}))")
    wrong.append(f'NOT(OR(ISNUMBER({target}),TRIM({target})="",{_one_of(target, "*", "↑", "↓")}))')
    due = (
        f"AND(ISNUMBER({actual}),LEN(TRIM({words}))<{house.shortest_explanation},"
        f"OR({outside(actual, indicator.measure, band)}))"
    )
    return (
        f'IFERROR(IF(TRIM({actual}&"")="",{quoted(TO_DO)},IF(OR({",".join(wrong)}),{quoted(FIX)},'
        f'IF(TRIM({target}&"")="",{quoted(TO_DO)},IF({due},{quoted(EXPLAIN)},{quoted(COMPLETE)})))),{quoted(FIX)})'
    )


def _one_of(cell: str, *signs: str) -> str:
    return ",".join(f"TRIM({cell})={quoted(sign)}" for sign in signs)


def hint_formula(plan: Plan, row: int, plain: str, explain: str, fix: str) -> str:
    """The plain hint; while the row is to be explained or mended, what to do about that."""
    status, actual, reason = plan.cell(Ask.STATUS, row), plan.cell(Ask.ACTUAL, row), plan.cell(Ask.REASON, row)
    no_reason = f'EXACT(TRIM({actual}&""),"NA"),TRIM({reason}&"")=""'
    both = f'ISNUMBER({actual}),TRIM({reason}&"")<>""'
    no_target = f'{status}={quoted(TO_DO)},TRIM({actual}&"")<>""'
    return (
        f"IFERROR(IF({status}={quoted(EXPLAIN)},{quoted(explain)},IF({status}={quoted(FIX)},"
        f"IF(AND({no_reason}),{quoted('NA needs a reason: choose one beside it.')},"
        f"IF(AND({both}),{quoted('A figure and a reason for NA stand side by side: delete one.')},{quoted(fix)})),"
        f"IF(AND({no_target}),{quoted('The target asked for is missing: a number, ↑, ↓ or *.')},{quoted(plain)}))),"
        f"{quoted(fix)})"
    )
