"""How far the whole form is: counts, a bar and the way to the next open row, live by plain formulas."""

from __future__ import annotations

from pmr_xl.forms.paper.pages import Formula
from pmr_xl.forms.submission_form.live.formula import quote, whole_words
from pmr_xl.forms.submission_form.plan import COMPLETE, EXPLAIN, FIRST_ROW, FIX, SUBMISSION, TO_DO, Plan, absolute_area
from pmr_xl.model.entry import Ask

_FULL, _EMPTY = "█", "░"  # of one width in every font


def count_formula(area: str, status: str) -> str:
    """How many rows of an area have a status."""
    return f"COUNTIF({area},{quote(status)})"


def bar_formula(share: str, squares: int) -> Formula:
    """A bar of ``squares`` and the percentage: it prints, and needs no chart."""
    full = f"INT({share}*{squares})"
    text = f'REPT("{_FULL}",{full})&REPT("{_EMPTY}",{squares}-{full})&"  "&INT({share}*100)&"%"'
    return Formula(text, _EMPTY * squares + "  0%")


def left_and_next(plan: Plan, signs: int) -> Formula:
    """“12 of 87 left · next → Lots cleaned”, live: a link to the first row that is not complete.

    Args:
        signs: how many there is room for; a longer name ends in “…”.
    """
    at, left, name = _open_rows(plan, signs - len(f"{plan.rows} of {plan.rows} left · next → "))
    text = (
        f'IF({at}>{plan.rows},"✓ All {plan.rows} complete · certify on Welcome",'
        f'HYPERLINK("#{SUBMISSION}!{plan.letter(Ask.ACTUAL)}"&({FIRST_ROW - 1}+{at}),({left})&'
        f'" of {plan.rows} left · next → "&{name}))'
    )
    return Formula(text, f"{plan.rows} of {plan.rows} left · next →")


def _open_rows(plan: Plan, signs: int) -> tuple[str, str, str]:
    """Formulas: the place of the first row that is not complete, how many are left, and the first one's name.

    The name is cut after so many ``signs``, or it would run over the page's edge and make its print smaller.
    """
    statuses = absolute_area(SUBMISSION, plan.area(Ask.STATUS))
    names = absolute_area(SUBMISSION, plan.area(Ask.INDICATOR))
    at = _next_row_formula(statuses)
    shown = f"INDEX({names},{at})"
    begun = whole_words(shown, signs - 1)
    name = f'REPLACE({begun},1,2*(LEFT({shown},2)="— "),"")'  # a part's dash; a dash inside a name stays
    return at, f"{plan.rows}-{count_formula(statuses, COMPLETE)}", name


def _next_row_formula(statuses: str) -> str:
    """The place, within the table, of the first row that is not complete; a large number where none is left."""
    firsts = ",".join(f"IFERROR(MATCH({quote(status)},{statuses},0),99999)" for status in (FIX, EXPLAIN, TO_DO))
    return f"MIN({firsts})"


def left_formula(statuses: str, rows: int) -> Formula:
    """“12 of 87 left”, live."""
    left = f"{rows}-{count_formula(statuses, COMPLETE)}"
    return Formula(f'IF({left}=0,"✓ All {rows} complete",({left})&" of {rows} left")', f"{rows} of {rows} left")


def next_link(plan: Plan, signs: int) -> Formula:
    """A link to the first row that is not complete, live; ``signs``: how many there is room for."""
    at, _, name = _open_rows(plan, signs - len("→ "))
    text = (
        f'IF({at}>{plan.rows},"Nothing is left here; certify on Welcome",'
        f'HYPERLINK("#{SUBMISSION}!{plan.letter(Ask.ACTUAL)}"&({FIRST_ROW - 1}+{at}),"→ "&{name}))'
    )
    return Formula(text, "→ the first row")
