"""The live status of a row, by formulas that Excel 2016 and LibreOffice know; nothing volatile, no helper columns.

Every limit comes from the rules and from :func:`pmr_xl.analysis.variance.band` and is baked into the formula, so form
and rules cannot disagree: a row is to correct exactly where a rule that looks at that row alone finds an error in it.
"""

from __future__ import annotations

from decimal import Decimal

from pmr_xl.analysis.variance import Band, critical_limits
from pmr_xl.forms.submission_form.list_places import NA_REASONS
from pmr_xl.forms.submission_form.live import reasons, year_to_date
from pmr_xl.forms.submission_form.live.formula import bare, number_text, quoted, scaled
from pmr_xl.forms.submission_form.live.limits import KnownFigures, impossible, impossible_actual
from pmr_xl.forms.submission_form.live.limits.queries import asked
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIX, TO_DO, Plan
from pmr_xl.model.measure import SIGNS, Measure, Sign
from pmr_xl.model.submission import Ask


def outside(cell: str, measure: Measure, band: Band | None) -> str:
    """A condition: the number in ``cell`` is outside the band. Without a band every number asks to be explained."""
    if band is None:
        return "TRUE"
    if measure.unit.is_duration:
        low, high = float(band.low), float(band.high)
    else:
        low, high = measure.to_cell(band.low), measure.to_cell(band.high)
    number = scaled(cell, measure.unit)
    return f"{number}<{number_text(low)},{number}>{number_text(high)}"


def status_formula(plan: Plan, row: int, known: KnownFigures) -> str:
    """``✓ Complete``, ``✎ Explain``, ``✕ Fix`` or ``○ To do``: the most pressing that holds."""
    actual, words = plan.cell(Ask.ACTUAL, row), plan.cell(Ask.EXPLANATION, row)
    force = plan.cell(Ask.TARGET, row)
    coming = plan.cell(Ask.NEXT_TARGET, row) if plan.edition.asks_targets else ""
    unusual = _unusual(plan, row, known)
    wrong = [
        *_wrong_actual(actual, plan.cell(Ask.REASON, row)),
        _unlisted(plan.cell(Ask.REASON, row)) if known.mends("TYP-013") else "",
        f"OR(ISERROR({words}),ISLOGICAL({words}))" if known.mends("TYP-018") else "",
        _if_number(actual, [one.condition for one in impossible_actual(actual, known, unusual)]),
        *year_to_date.wrong(plan, row, known),
        *(_wrong_target(coming, known, _signs_for(known)) if coming else ()),
        *(_wrong_target(force, known, tuple(SIGNS)) if known.target_open else ()),
    ]
    empty = [f'{bare(cell)}=""' for cell in (actual, coming) if cell] + year_to_date.missing(plan, row, known)
    short = f"IFERROR(LEN({bare(words)}),0)<{known.house.shortest_explanation}"
    due = f"IF(ISNUMBER({actual}),AND({short},OR({unusual})),FALSE)"
    due = f"OR({','.join([due, *(condition for condition, _ in asked(plan, row, known))])})"
    return (
        f"IFERROR(IF(OR({','.join(filter(None, wrong))}),{quoted(FIX)},"
        f"IF(OR({','.join(empty)}),{quoted(TO_DO)},"
        f"IF({due},{quoted(EXPLAIN)},{quoted(COMPLETE)}))),{quoted(FIX)})"
    )


def _unusual(plan: Plan, row: int, known: KnownFigures) -> str:
    """Conditions, parted by commas, any of which says that the actual is outside what is usual."""
    actual = plan.cell(Ask.ACTUAL, row)
    if known.band is None and not known.asks_new:
        return "FALSE"
    unusual = outside(actual, known.indicator.measure, known.band)
    return unusual + (_missed(actual, plan.cell(Ask.TARGET, row), known) if known.target_open else "")


def _wrong_actual(actual: str, reason: str) -> list[str]:
    """Neither number nor NA; NA and its reason without each other."""
    said = bare(reason)
    return [
        f'NOT(OR(ISNUMBER({actual}),{bare(actual)}="",EXACT({bare(actual)},"NA")))',
        f'({bare(actual)}="NA")=({said}="")',
    ]


def _unlisted(reason: str) -> str:
    return f'AND({bare(reason)}<>"",SUMPRODUCT(--EXACT({reason},{NA_REASONS}))=0)'


def _signs_for(known: KnownFigures) -> tuple[str, ...]:
    """The signs a target asked for may be: no target, and an arrow that is not against the desired direction."""
    against = known.indicator.desired_direction.opposed if known.mends("TGT-005") else None
    refused = (Sign.NOT_AVAILABLE, against)
    return tuple(text for text, sign in SIGNS.items() if sign not in refused)


def _wrong_target(cell: str, known: KnownFigures, signs: tuple[str, ...]) -> list[str]:
    """Neither number nor one of the signs, or a number that cannot be."""
    one_of = ",".join(f"EXACT({bare(cell)},{quoted(sign)})" for sign in ("", *signs))
    return [f"NOT(OR(ISNUMBER({cell}),{one_of}))", _if_number(cell, [one.condition for one in impossible(cell, known)])]


def _if_number(cell: str, conditions: list[str]) -> str:
    """Any of the conditions, asked only of a number: of a text, reckoning with it would be an error."""
    return f"IF(ISNUMBER({cell}),OR({','.join(conditions)}),FALSE)" if conditions else ""


def _missed(actual: str, target: str, known: KnownFigures) -> str:
    """More conditions of an explanation: the target typed in for a critical indicator is missed by far."""
    low, high = critical_limits(known.indicator, Decimal(1), known.house)  # which sides: the target itself is typed
    if not known.whole_year or known.band is None:
        return ""
    unit = known.indicator.unit
    now, aim = scaled(actual, unit), scaled(target, unit)
    margin = f"ABS({aim})*{number_text(float(known.house.critical_miss))}"
    sides = [f"{now}<{aim}-{margin}"] if low is not None else []
    sides += [f"{now}>{aim}+{margin}"] if high is not None else []
    return f",IF(ISNUMBER({target}),AND({target}<>0,OR({','.join(sides)})),FALSE)" if sides else ""


def hint_formula(plan: Plan, row: int, known: KnownFigures, hints: tuple[str, str, str]) -> str:
    """The plain hint; while the row is to be explained or corrected, what to do about that.

    Args:
        hints: the plain one, the one while an explanation is due, the one while something is to be corrected.
    """
    plain, explain, fix = hints
    status, actual, reason = plan.cell(Ask.STATUS, row), plan.cell(Ask.ACTUAL, row), plan.cell(Ask.REASON, row)
    said, typed = bare(reason), bare(actual)
    mending = quoted(fix)
    for condition, hint in (
        *year_to_date.hints(plan, row, known),
        (_unlisted(reason), "The reason is none of the list: choose it from the list."),
        (f'AND({typed}="",{said}<>"")', "A reason is chosen and no NA stands beside it: type NA, or the figure."),
        (
            f'IF(ISNUMBER({actual}),{said}<>"",FALSE)',
            "A figure and a reason for NA stand side by side: delete one.",
        ),
        (f'AND(EXACT({typed},"NA"),{said}="")', "NA needs a reason: choose one beside it."),
    ):
        mending = f"IF({condition},{quoted(hint)},{mending})"
    for one in reversed(reasons.wrong_cells(plan, row, known, _unusual(plan, row, known))):
        mending = f"IF({one.condition},{one.says},{mending})"
    explaining = quoted(explain)
    for condition, hint in asked(plan, row, known):
        explaining = f"IF({condition},{quoted(hint)},{explaining})"
    no_target = f'{status}={quoted(TO_DO)},{typed}<>""'
    left = "The proposed target is missing: a number, ↑, ↓ or *." if plan.edition.asks_targets else year_to_date.MISSING
    return (
        f"IFERROR(IF({status}={quoted(EXPLAIN)},{explaining},IF({status}={quoted(FIX)},{mending},"
        f"IF({status}={quoted(COMPLETE)},{quoted('')},IF(AND({no_target}),{quoted(left)},{quoted(plain)})))),"
        f"{quoted(fix)})"
    )
